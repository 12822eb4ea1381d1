import StrictYAML
import Testing

@testable import Conformance

struct RedactionTests {
  private static let secret = "open-sesame"

  private func shown(_ text: String) -> String? {
    let check = CheckResult(
      clauses: [], place: Place(file: "a.yaml"), step: "api", verdict: .fail, finding: nil,
      evidence: [Evidence("answer", text)])
    return Redaction([Self.secret])(check).evidence.first?.text
  }

  @Test func `a secret is taken out wherever it stands`() {
    #expect(shown("a open-sesame b") == "a [secret] b")
    #expect(shown("b3Blbi1zZXNhbWU=") == "[secret]")
    #expect(shown("open-sesam is none") == "open-sesam is none")
  }

  @Test(arguments: 4...10)
  func `of a secret that a text was cut in no beginning is left`(length: Int) {
    let start = String(repeating: "x", count: Evidence.maximumLength - length)
    #expect(
      shown("\(start)\(Self.secret) and more")
        == "\(start)[secret]".prefix(Evidence.maximumLength).description)
  }

  @Test func `a text that was cut elsewhere stays as it is`() {
    let text = String(repeating: "open ", count: 400)
    #expect(shown("\(text) and more") == text)
  }
}
