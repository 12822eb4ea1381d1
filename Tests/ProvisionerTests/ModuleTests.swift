import Foundation
import Provisioner
import Synchronization
import Testing
import XMLReading

/// The processing-module command line (billing reference, section 2).
struct ModuleTests {
  private static let html = PanelReply(body: Array("<!DOCTYPE html><html><br></html>".utf8))

  let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
    try shop.order()
  }

  private func run(
    _ arguments: String..., input: String = "", doesNothing: Bool = false
  ) async -> ModuleReply {
    let billing = shop.billing()
    let module = ProcessingModule(
      transport: shop.panel.transport, doesNothing: doesNothing
    ) { billing }
    return await module.run(arguments) { Array(input.utf8) }
  }

  @Test(
    arguments: [
      ["--command", "open", "--item", "117"], ["--command=open", "--item=117"],
      ["-c", "open", "-i", "117"], ["-copen", "-i117"],
      [
        "--command", "open", "--item", "117", "--runningoperation", "5", "--level", "29", "-l",
        "en",
        "--itemtype", "dedic",
      ],
    ])
  func `every way of writing options works`(arguments: [String]) async throws {
    let billing = shop.billing()
    let module = ProcessingModule(transport: shop.panel.transport) { billing }

    #expect(await module.run(arguments) == ModuleReply.done)

    #expect(try shop.billing().service(117).status == .active)
  }

  @Test(
    arguments: [
      ["--frobnicate"], ["-x"], ["stray"], [], ["--command"], ["--command", "open"],
      ["--command", "open", "--item", "x"], ["--command", "open", "--item", "-1"],
      ["--command", "open", "--item", "0"], ["--command", "frobnicate"], ["--help=1"], ["--"],
      ["-"], ["--item", "99999999999999999999", "--command", "open"],
    ])
  func `a wrong command line is told on standard error`(arguments: [String]) async {
    let billing = shop.billing()
    let reply = await ProcessingModule(transport: shop.panel.transport) { billing }.run(arguments)

    #expect(reply.exitCode == 1)
    #expect(reply.output.isEmpty)
    #expect(reply.complaint.contains("usage: nslab module"))
    #expect(shop.panel.functions.isEmpty)
  }

  @Test(arguments: ["--help", "-h", "--version", "-V", "-T"])
  func `information ends with 0`(option: String) async {
    let reply = await run(option)

    #expect(reply.exitCode == 0 && !reply.output.isEmpty && reply.complaint.isEmpty)
    if option.lowercased().contains("v") { #expect(reply.output == "1.0\n") }
  }

  @Test func `features list what every command of the module is`() async throws {
    let reply = await run("--command", "features")

    let document = try XMLReply(reply.output.utf8)
    #expect(try document.strings(at: "/doc/itemtypes/itemtype/@name") == ["dedic"])
    #expect(try document.strings(at: "/doc/params/param[@crypted='yes']/@name") == ["password"])
    let features = try document.strings(at: "/doc/features/feature/@name")
    #expect(features.count == 9)
    for feature in features {
      let reply = await run("--command", feature, "--item", "117", input: "<doc/>")
      #expect(!reply.output.contains("type=\"unsupported\""), "\(feature)")
    }
  }

  @Test func `a command of another module is refused by name`() async throws {
    let reply = await run("--command", "prolong", "--item", "117")

    #expect(reply.exitCode == 1)
    let document = try XMLReply(reply.output.utf8)
    #expect(try document.string(at: "string(/doc/error/@type)") == "unsupported")
    #expect(try document.string(at: "string(/doc/error/param[@name='value'])") == "prolong")
  }

  @Test func `a life over the command line leaves no word on success`() async throws {
    for command in ["open", "suspend", "resume", "setparam", "sync_item", "reopen", "close"] {
      #expect(await run("-c", command, "-i", "117") == ModuleReply.done, "\(command)")
    }
    #expect(try shop.billing().service(117).status == .deleted)
    #expect(shop.panel.orderedUsers.isEmpty)
  }

  @Test func `a failure is XML on standard output and the code 1`() async throws {
    shop.panel.failing("whoami", .lost(.timeout))

    let reply = await run("--command", "open", "--item", "117", "--runningoperation", "9")

    #expect(reply.exitCode == 1 && reply.complaint.isEmpty)
    let document = try XMLReply(reply.output.utf8)
    #expect(try document.string(at: "string(/doc/error/@type)") == "client")
    #expect(try document.string(at: "string(/doc/error/@object)") == "nameserver")
    #expect(
      try document.string(at: "string(/doc/error/msg)")?.contains("no answer in time") == true)
    #expect(try shop.billing().operations().count == 1)
  }

  @Test(
    arguments: [
      (
        .refused(type: "limit", object: "userlimit", message: "Too many users"), "provider",
        ["limit", "userlimit", ""]
      ),
      (nil, "unheard", ["value", "ns", "unheard"]),
      (.reply(html), "provider", ["client", "nameserver", "https://127.0.0.1:1500/dnsmgr"]),
    ] as [(ScriptedPanel.Fault?, String, [String])])
  func `a failure says in the vendor's words what it is about`(
    fault: ScriptedPanel.Fault?, item: String, words: [String]
  ) async throws {
    try shop.order(118, item)
    if let fault { shop.panel.failing("user.edit", fault) }

    let reply = await run("--command", "open", "--item", "118")

    let document = try XMLReply(reply.output.utf8)
    let said = try [
      "/doc/error/@type", "/doc/error/@object", "/doc/error/param[@name='value']",
    ].map { try document.string(at: "string(\($0))") ?? "" }
    #expect(said == words)
    let kept = try #require(try shop.billing().operation(of: 118)?.cause)
    #expect([kept.type, kept.object, kept.value] == words)
  }

  @Test func `a user of somebody else is told by his name`() async throws {
    shop.panel.change {
      $0.accounts["dns117"] = .init(password: "x", parent: "rival", namespace: "rival.example")
    }

    let reply = await run("--command", "open", "--item", "117")

    #expect(reply.output.contains("<error type=\"exists\" object=\"user\">"))
    #expect(reply.output.contains("<param name=\"value\">dns117</param>"))
  }

  @Test func `the way to the panel is an address with a key for the customer`() async throws {
    #expect(await run("-c", "open", "-i", "117") == ModuleReply.done)

    let reply = await run("-c", "transition_controlpanel", "-i", "117")

    let document = try XMLReply(reply.output.utf8)
    let keys = shop.panel.state.withLock { $0.sessionKeys }
    let key = try #require(keys.first)
    #expect(keys.count == 1 && key.value == "dns117" && key.key.count >= 16)
    #expect(
      try document.string(at: "string(/doc/url)")
        == "https://127.0.0.1:1500/dnsmgr?func=auth&username=dns117&key=\(key.key)&checkcookie=no")
    #expect(try document.string(at: "string(/doc/panelcount)") == "1")
    #expect(reply.exitCode == 0)
  }

  @Test func `without name servers, or not active, there is no way to a panel`() async throws {
    let early = await run("-c", "transition_controlpanel", "-i", "117")
    #expect(early.exitCode == 1 && early.output.contains("type=\"status\""))
    #expect(early.output.contains("panel to go to") && !early.output.contains("open"))
    try shop.order(118, "none")
    #expect(await run("-c", "open", "-i", "118") == ModuleReply.done)

    let none = await run("-c", "transition_controlpanel", "-i", "118")

    #expect(none.exitCode == 1 && none.output.contains("no name servers"))
    #expect(shop.panel.functions.isEmpty)
  }

  @Test func `an item that is not there is missed`() async throws {
    let reply = await run("--command", "open", "--item", "5")

    let document = try XMLReply(reply.output.utf8)
    #expect(try document.string(at: "string(/doc/error/@type)") == "missed")
    #expect(try document.string(at: "string(/doc/error/param[@name='value'])") == "5")
  }

  @Test(arguments: ["open", "close", "setparam", "sync_item"])
  func `a dry run succeeds and does nothing`(command: String) async throws {
    #expect(await run("-c", command, "-i", "117", doesNothing: true) == ModuleReply.done)

    #expect(shop.panel.functions.isEmpty)
    #expect(try shop.billing().service(117).status == .ordered)
  }

  private func connection(_ username: String, _ password: String) -> String {
    "<doc><processingmodule><url>https://127.0.0.1:1500</url><username>\(username)</username>"
      + "<password>\(password)</password></processingmodule></doc>"
  }

  @Test(
    arguments: [
      ("provider", "reseller-secret", nil), ("provider", "wrong", "invalid_login_or_passwd"),
      ("customer", "user-secret", "access"), ("", "x", "value"),
    ] as [(String, String, String?)])
  func `check_connection tries what stands on standard input`(
    username: String, password: String, type: String?
  ) async throws {
    let reply = await run("-c", "check_connection", input: connection(username, password))

    #expect(reply.exitCode == (type == nil ? 0 : 1))
    let document = try XMLReply(reply.output.utf8)
    #expect(try document.strings(at: "/doc/error/@type") == (type.map { [$0] } ?? []))
    #expect(!reply.output.contains(password) || password == "x")
    #expect(try shop.billing().integrations().count == 1)
  }

  @Test(arguments: ["", "<doc>", "<!DOCTYPE d [<!ENTITY e 'x'>]><doc>&e;</doc>"])
  func `what is no XML is refused`(input: String) async throws {
    let reply = await run("-c", "check_connection", input: input)

    #expect(reply.exitCode == 1 && reply.output.contains("type=\"xml\""))
    #expect(shop.panel.functions.isEmpty)
  }
}
