internal import Foundation

/// Takes secrets out of what is kept for a report.
struct Redaction: Sendable {
  /// What stands where a secret was.
  static let mark = "[secret]"
  /// Shorter texts are no passwords, and taking them out would make a report unreadable.
  static let minimumLength = 4

  private let secrets: [String]

  init(_ secrets: some Sequence<String>) {
    // Longest first: a secret may be part of another.
    self.secrets = Set(secrets.filter { $0.count >= Self.minimumLength }.flatMap(Self.forms))
      .sorted { ($0.count, $0) > ($1.count, $1) }
  }

  /// A secret as it is, in a URL or a form, in base64, in XML and in JSON: the forms in which it travels.
  private static func forms(of secret: String) -> [String] {
    let base64 = Data(secret.utf8).base64EncodedString()
    let isPlain = secret.utf8.allSatisfy { Self.plain.contains($0) }
    guard !isPlain else { return [secret, base64] }
    let url = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? secret
    // Without the quotes around it; some write a slash as it is, and some escape it.
    let json = String(secret.quotedForYAML.dropFirst().dropLast())
    return [
      secret, base64, url, url.replacing("%20", with: "+"), secret.escapedForXML, json,
      json.replacing("/", with: #"\/"#),
    ]
  }

  /// Letters and digits, which are written alike everywhere.
  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  func callAsFunction(_ text: String) -> String {
    // Most texts are names of steps: too short for a password, and without a parameter.
    let known = secrets.reduce(text) { text, secret in
      text.utf8.count < secret.utf8.count ? text : text.replacing(secret, with: Self.mark)
    }
    guard known.utf8.contains(UInt8(ascii: "=")) else { return known }
    return known.replacing(/\b(authinfo|auth|passwd|password|confirm|key)=([^&\s]+)/) { match in
      "\(match.1)=\(Self.mark)"
    }
  }

  func callAsFunction(_ result: CaseResult) -> CaseResult {
    var clean = result
    clean.checks = result.checks.map { self($0) }
    clean.message = result.message.map { self($0) }
    clean.steps = result.steps.map { self($0) }
    clean.replies = result.replies?.map { self($0) }
    return clean
  }

  func callAsFunction(_ check: CheckResult) -> CheckResult {
    CheckResult(
      clauses: check.clauses, place: check.place, step: self(check.step), verdict: check.verdict,
      finding: check.finding.map(callAsFunction),
      evidence: check.evidence.map { self($0) })
  }

  private func callAsFunction(_ step: StepRecord) -> StepRecord {
    StepRecord(
      step: self(step.step), place: step.place,
      evidence: step.evidence.map { self($0) },
      changes: step.changes.map { self($0) })
  }

  private func callAsFunction(_ evidence: Evidence) -> Evidence {
    Evidence(evidence.kind, self(withoutCutSecret(evidence.text)))
  }

  /// Evidence is cut before it comes here, and the end may be the beginning of a secret.
  private func withoutCutSecret(_ text: String) -> String {
    guard text.count == Evidence.maximumLength else { return text }
    for secret in secrets {
      for length in stride(from: secret.count - 1, through: Self.minimumLength, by: -1)
      where text.hasSuffix(secret.prefix(length)) {
        return text.dropLast(length) + Self.mark
      }
    }
    return text
  }

  func callAsFunction(_ reply: RecordedReply) -> RecordedReply {
    RecordedReply(
      panel: reply.panel, function: reply.function, status: reply.status, body: self(reply.body))
  }

  private func callAsFunction(_ finding: Finding) -> Finding {
    Finding(
      place: finding.place, path: self(finding.path),
      expected: finding.expected.map { self($0) }, actual: finding.actual.map { self($0) })
  }
}
