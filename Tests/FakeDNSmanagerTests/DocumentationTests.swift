import Foundation
import Testing

@testable import FakeDNSmanager

struct DocumentationTests {
  @Test func `docs/functions.md is what the contracts say`() throws {
    try expectCurrent("docs/functions.md", FunctionCatalog.markdown)
  }

  @Test func `docs/wire-format.md lists every setting and every assumption in the sources`() throws
  {
    try expectCurrent("docs/wire-format.md", WireFormatPage.markdown())
  }

  @Test func `a comment that assumes something is found with what it is about`() {
    let source = """
      /// A thing. Its size is
      /// assumed (reference §6). Nothing else is.
      static let size = 10_000

      // A key; `caa_value` is assumed.
      value = form["value"]
      /// A fact.
      let fact = 1
      """

    #expect(
      WireFormatPage.assumptions(in: source) == [
        WireFormatPage.Assumption(
          about: "static let size = 10_000", text: "Its size is assumed (reference §6)."),
        WireFormatPage.Assumption(
          about: "value = form[\"value\"]", text: "A key; `caa_value` is assumed."),
      ])
  }

  private func expectCurrent(_ path: String, _ text: String) throws {
    let page = Repository.root.appending(path: path)
    if Repository.writesDocs { try text.write(to: page, atomically: true, encoding: .utf8) }
    #expect(
      try String(contentsOf: page, encoding: .utf8) == text,
      "\(path) is out of date: run the tests once with NSLAB_WRITE_DOCS=1")
  }
}
