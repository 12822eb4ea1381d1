import Foundation
import Testing

@testable import FakeDNSmanager

struct FunctionCatalogTests {
  @Test func `every function in the sources is in the table`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/FakeDNSmanager/Functions")
    let declared = try sources(in: folder)
      .flatMap { $0.matches(of: /enum (\w+): PanelFunction/).map { String($0.1) } }
    let table = try String(
      contentsOf: folder.appending(path: "FunctionCatalog.swift"), encoding: .utf8)
    let listed = table.matches(of: /Entry\((\w+)\.self\)/).map { String($0.1) }

    #expect(!declared.isEmpty)
    #expect(
      Set(declared) == Set(listed),
      "Add a line to FunctionCatalog.entries: \(Set(declared).symmetricDifference(listed))")
    #expect(Set(listed).count == listed.count)
  }

  @Test func `the table is in the order of the names on the wire`() {
    let names = FunctionCatalog.contracts.map(\.name)

    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: FunctionCatalog.entries.map(\.contract.name))
  func `a contract's own examples work, but for a required field left out`(name: String) throws {
    let function = try #require(FunctionCatalog.byName[name])
    // With `sok` and without `elid` an edit makes a new thing, which is where fields are required.
    let fields = function.contract.fields.filter { $0.name != "elid" || $0.isRequired }

    try function.check(form(of: fields))
    for left in fields {
      let rest = form(of: fields.filter { $0.name != left.name })
      let expected: PanelError? = left.isRequired ? .required(left.name) : nil
      #expect(refusal(of: rest, by: function) == expected, "\(name) without \(left.name)")
    }
  }

  @Test(arguments: FunctionCatalog.contracts)
  func `a contract says something about everything`(contract: Contract) {
    #expect(contract.summary.hasSuffix("."))
    for field in contract.fields { #expect(!field.meaning.isEmpty && !field.example.isEmpty) }
    #expect(Set(contract.fields.map(\.name)).count == contract.fields.count)
  }

  private func refusal(of form: Form, by function: FunctionCatalog.Entry) -> PanelError? {
    do {
      try function.check(form)
      return nil
    } catch {
      return error
    }
  }

  private func form(of fields: [Contract.Field]) -> Form {
    let pairs = fields.map { Form.Pair(name: $0.name, value: $0.example) }
    return Form(pairs + [Form.Pair(name: "sok", value: "ok")])
  }

  private func sources(in folder: URL) throws -> [String] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let urls = try #require(files).compactMap { $0 as? URL }
    return try urls.filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
  }
}
