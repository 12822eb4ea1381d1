private import Foundation
private import XMLReading

/// The provisioner as a processing module of BILLmanager: one command line, one reply.
///
/// Options, shapes and exit codes follow the vendor's framework (billing reference, section 2). What it
/// leaves open: our own records are always kept, with and without `--runningoperation`.
public struct ProcessingModule: Sendable {
  /// The most that is read from standard input.
  public static let maximumInput = 1024 * 1024
  /// Its presence makes every changing command a success that does nothing (2.6); relative to the
  /// working directory, which is the billing system's own.
  public static let doNothingFile = "etc/billmgr.DoNothing"

  private let billing: @Sendable () throws -> Provisioner
  private let transport: PanelTransport
  private let doesNothing: Bool
  private let mutant: ProvisionerMutant?

  /// Makes a module.
  ///
  /// `billing` is called once, and only for a command that needs the records.
  public init(
    transport: PanelTransport, doesNothing: Bool = false, mutant: ProvisionerMutant? = nil,
    billing: @escaping @Sendable () throws -> Provisioner
  ) {
    self.billing = billing
    self.transport = transport
    self.doesNothing = doesNothing
    self.mutant = mutant
  }

  /// Carries a command line out; `arguments` are those after the program's name.
  ///
  /// `input` is asked for standard input by the commands that read it. Never throws: whatever goes wrong
  /// is in the reply.
  public func run(
    _ arguments: [String], input: @Sendable () throws -> [UInt8] = { [] }
  ) async -> ModuleReply {
    var reply: ModuleReply
    do {
      reply = try await answer(ModuleArguments(arguments), input)
    } catch let error as ModuleUsageError {
      reply = .usage(error)
    } catch let error as BillingError {
      reply = ModuleReply(error, command: "")
    } catch {
      reply = .error(type: "internal", object: "module", value: "", message: "\(error)")
    }
    if mutant == .moduleHidesFailure { reply.exitCode = 0 }
    return reply
  }

  private func answer(
    _ arguments: ModuleArguments, _ input: @Sendable () throws -> [UInt8]
  ) async throws -> ModuleReply {
    if arguments[.help] != nil { return ModuleReply(output: ModuleOption.usage) }
    if arguments[.version] != nil { return ModuleReply(output: "1.0\n") }
    if arguments[.copyright] != nil { return ModuleReply(output: "nslab contributors\n") }
    guard let name = arguments[.command] else { throw ModuleUsageError("--command is missing") }
    guard let command = ModuleCommand(rawValue: name) else {
      guard ModuleCommand.knownElsewhere.contains(name) else {
        throw ModuleUsageError("unknown command \(name.debugDescription)")
      }
      return .error(
        type: "unsupported", object: "command", value: name,
        message: "this module does not know the command '\(name)'; 'features' lists what it knows")
    }
    switch command {
    case .features: return .document(features)
    case .checkConnection: return try await checkConnection(input())
    case .transitionControlpanel: return try await transition(arguments)
    default: return try await perform(command, arguments)
    }
  }

  private var features: String {
    let items = mutant == .featuresOmitDedicated ? "vds" : Service.dedicated
    let names = ModuleCommand.allCases.filter { $0 != .features }.map(\.rawValue)
    return "<itemtypes><itemtype name=\"\(items)\"/></itemtypes>"
      + "<params><param name=\"url\"/><param name=\"username\"/>"
      + "<param name=\"password\" crypted=\"yes\"/></params>"
      + "<features>\(names.map { "<feature name=\"\($0)\"/>" }.joined())</features>"
  }

  private func perform(
    _ command: ModuleCommand, _ arguments: ModuleArguments
  ) async throws -> ModuleReply {
    guard let lifecycle = command.lifecycle, let item = arguments.number(.item) else {
      throw ModuleUsageError("the command \(command.rawValue) needs --item")
    }
    guard !doesNothing else { return .done }
    do {
      switch try await billing().perform(lifecycle, service: item) {
      case .done: return .done
      case .failed(let operation):
        return ModuleReply(operation)
      }
    } catch let error as BillingError {
      return ModuleReply(error, command: command.rawValue)
    }
  }
}

extension ProcessingModule {
  /// "Go to the panel": an address that signs the customer in, in the shape of a published module.
  ///
  /// The key name of the panel is assumed.
  private func transition(_ arguments: ModuleArguments) async throws -> ModuleReply {
    let name = ModuleCommand.transitionControlpanel.rawValue
    guard let item = arguments.number(.item) else {
      throw ModuleUsageError("the command \(name) needs --item")
    }
    do {
      let url = try await billing().panelTransition(of: item)
      return .document(
        "<url>\(XMLText.escaped(url.text))</url><panelcount>1</panelcount>"
          + "<panelname keyname=\"dnsmanager\">DNSmanager</panelname>")
    } catch let error as BillingError {
      return ModuleReply(error, command: name)
    } catch let failure as OperationFailure {
      return ModuleReply(failure.cause, failure.message)
    }
  }

  /// Tries the connection that the form on standard input describes; keeps nothing.
  private func checkConnection(_ input: [UInt8]) async throws -> ModuleReply {
    let form: XMLReply
    do {
      form = try XMLReply(input)
    } catch {
      return .error(type: "xml", object: "stdin", value: "", message: error.description)
    }
    func field(_ name: String) throws -> String {
      try form.string(at: "string(/doc/processingmodule/\(name))") ?? ""
    }
    let typed = IntegrationForm(
      panel: PanelKind.dnsmanager5.rawValue, name: "check_connection", url: try field("url"),
      username: try field("username"), password: Secret(try field("password")), providerNS: true)
    let provisioner = Provisioner(
      store: try BillingStore(inMemoryWith: SecretKey()), transport: transport,
      outbox: MemoryOutbox())
    do {
      try await provisioner.addIntegration(typed)
      return .document("<ok/>")
    } catch BillingError.integrationRefused(let problems) {
      guard let problem = problems.first else { return .document("<ok/>") }
      return ModuleReply(problem)
    }
  }
}
