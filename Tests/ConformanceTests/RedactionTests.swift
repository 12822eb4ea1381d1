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

/// Passwords in what a run leaves.
struct PasswordFreeReportTests {
  @Test func `the password of a service that is closed is in no report`() async throws {
    let text = """
      scenario: sample
      title: A sample
      panels: { first: provider }
      steps:
        - { order: { service: 117, ns: provider }, check: [{ clause: NS-11, outcome: done }] }
        - close: 117
        - { mail: 117, check: [{ clause: NS-11, text: { contains: nothing } }] }
      """
    let suite = Suite(scenarios: [
      try ScenarioDecoding.scenario(in: text, file: "sample.yaml", clauses: nil)
    ])
    var configuration = Runner.Configuration(jobs: 1)
    configuration.keepsSteps = true

    let report = await Runner(clauses: .forTests, configuration: configuration)
      .run(suite, on: FakeTarget.onFixtures)
    let written = try ReportCatalog.text(of: report, as: JSONReport.name)

    #expect(report.cases.map(\.verdict) == [.fail], "\(report.cases.map(\.message))")
    #expect(written.contains("Password: [secret]"))
    #expect(written.firstMatch(of: /Password: [^\[]/) == nil)
    #expect(written.firstMatch(of: /service 117 password [^\[(]/) == nil)
  }

  @Test func `what a form gives as a password is in no report`() async throws {
    let secret = #"Abc 123&tail'quo"te/1"#
    let report = try await Runner.report(
      """
        - api: { func: user.edit, form: { passwd: '\(secret.replacing("'", with: "''"))' } }
          check: [{ clause: NS-07, body: nothing }]
      """)
    let written = try ReportCatalog.text(of: report, as: JSONReport.name)

    #expect(report.exitCode == .failed)
    #expect(!written.contains("tail") && !written.contains("Abc"))
  }

  @Test(arguments: [
    #"a "pa\"ss/wo rd&" b"#, #"a pa\"ss\/wo rd& b"#, "a pa%22ss%2Fwo%20rd%26 b",
    "a pa%22ss%2Fwo+rd%26 b", "a pa&quot;ss/wo rd&amp; b", #"a pa"ss/wo rd& b"#,
  ])
  func `a secret is found in each form in which it travels`(text: String) {
    let clean = Redaction([#"pa"ss/wo rd&"#])(text)
    #expect(clean.contains("[secret]"))
    #expect(!clean.contains("ss"))
  }
}
