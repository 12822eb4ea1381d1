import Testing
import XMLReading

struct XMLReplyTests {
  @Test func `a node-set gives the text of each node in document order`() throws {
    let reply = try XMLReply(
      "<doc><elem><name>b</name></elem><elem><name>a</name></elem></doc>".utf8)

    #expect(try reply.strings(at: "/doc/elem/name") == ["b", "a"])
    #expect(try reply.string(at: "/doc/elem/name") == "b")
  }

  @Test func `numbers booleans and strings give one string`() throws {
    let reply = try XMLReply("<doc><elem/><elem/></doc>".utf8)

    #expect(try reply.strings(at: "count(/doc/elem)") == ["2"])
    #expect(try reply.strings(at: "boolean(/doc/none)") == ["false"])
    #expect(try reply.strings(at: "name(/*)") == ["doc"])
  }

  @Test func `nothing there gives nothing`() throws {
    let reply = try XMLReply("<doc/>".utf8)

    #expect(try reply.strings(at: "/doc/error/@type").isEmpty)
    #expect(try reply.string(at: "/doc/error/@type") == nil)
  }

  @Test func `leaves are attributes and elements without elements, each with its own path`() throws
  {
    let text = "<doc a='1'><elem><n>x</n></elem><elem><n>y</n><e/></elem><ok b='2'/></doc>"
    let reply = try XMLReply(text.utf8)

    let leaves = reply.leaves

    #expect(
      leaves.map(\.path) == [
        "/doc/@a", "/doc/elem[1]/n", "/doc/elem[2]/n", "/doc/elem[2]/e", "/doc/ok/@b", "/doc/ok",
      ])
    #expect(leaves.map(\.text) == ["1", "x", "y", "", "2", ""])
    for leaf in leaves { #expect(try reply.strings(at: leaf.path) == [leaf.text]) }
  }

  @Test func `of too many leaves the first are listed`() throws {
    let reply = try XMLReply("<doc>\(String(repeating: "<a/>", count: 20_100))</doc>".utf8)

    #expect(reply.leaves.count == 20_000)
    #expect(reply.leaves.last?.path == "/doc/a[20000]")
  }

  @Test func `a column has a cell for each row, and nothing where a row lacks it`() throws {
    let rows = "<elem><n>a<b>b</b></n><n>c</n></elem><elem><x:n xmlns:x='y'>d</x:n></elem>"
    let reply = try XMLReply("<doc>\(rows)<other><n>e</n></other><elem><n/></elem></doc>".utf8)

    #expect(reply.cells(of: "n", inEach: "elem") == ["ab", nil, ""])
    #expect(reply.cells(of: "n", inEach: "none").isEmpty)
  }

  static let unreadable = [
    "", " ", "<doc>", "<html><br></html>", "{}", "<doc/><doc/>", "<doc>\u{0}</doc>",
    "<doc a=1/>", "<doc>&unknown;</doc>",
  ]

  @Test(arguments: unreadable)
  func `what is not well-formed is refused with its line`(text: String) {
    let error = #expect(throws: XMLReplyError.self) { try XMLReply(text.utf8) }
    guard case .notWellFormed(let line, _, _)? = error else {
      Issue.record("expected a refusal with a line, got \(String(describing: error))")
      return
    }
    #expect(line >= 1)
  }

  @Test func `the line of a mistake is the line where it is`() {
    let error = #expect(throws: XMLReplyError.self) { try XMLReply("<doc>\n<a>\n</b></doc>".utf8) }
    guard case .notWellFormed(let line, _, _)? = error else { return }
    #expect(line == 3)
  }

  static let withDTD = [
    #"<!DOCTYPE doc><doc/>"#,
    #"<!DOCTYPE doc [<!ENTITY x SYSTEM "file:///etc/passwd">]><doc>&x;</doc>"#,
    #"<!DOCTYPE doc [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><doc>&b;</doc>"#,
    #"<!DOCTYPE doc SYSTEM "http://127.0.0.1:1/x.dtd"><doc/>"#,
  ]

  @Test(arguments: withDTD)
  func `a document with a DTD is refused`(text: String) {
    #expect(throws: XMLReplyError.self) { try XMLReply(text.utf8) }
  }

  @Test func `what is not XPath is refused and named`() throws {
    let reply = try XMLReply("<doc/>".utf8)

    for expression in ["", "/doc[", "nosuchfunction()", "a b"] {
      let error = #expect(throws: XMLReplyError.self) { try reply.strings(at: expression) }
      guard case .badExpression(expression, _)? = error else {
        Issue.record("\(expression): \(String(describing: error))")
        return
      }
    }
    #expect(throws: XMLReplyError.self) { try XMLReply.checkExpression("/doc[") }
    try XMLReply.checkExpression("/doc/elem[name='x']")
  }

  @Test func `an expression that costs too much is refused`() throws {
    let rows = String(repeating: "<e/>", count: 400)
    let reply = try XMLReply("<doc>\(rows)</doc>".utf8)

    #expect(throws: XMLReplyError.self) {
      try reply.strings(at: "count(//e[count(//e[count(//e) > 1]) > 1])")
    }
  }
}
