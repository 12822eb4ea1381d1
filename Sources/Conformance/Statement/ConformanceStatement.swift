internal import Foundation
internal import StrictYAML

/// What somebody claims of a product, in YAML, with the checksum of the evidence that proves it.
///
/// Everything but who claims it and of what is made from the evidence, so that it can be made again.
public struct ConformanceStatement: Sendable {
  /// What only the author of a statement can say.
  public struct Claim: Sendable, Equatable {
    /// Who states it: a person or an organisation.
    public var who: String
    /// The product that was tested.
    public var product: String
    /// The product's version.
    public var version: String

    /// Creates a claim.
    public init(who: String, product: String, version: String) {
      self.who = who
      self.product = product
      self.version = version
    }
  }

  /// The version of the form.
  static let schema = "1"

  private let claim: Claim
  private let bundle: EvidenceBundle
  private let report: RunReport

  /// Makes the statement that a bundle of evidence supports.
  ///
  /// - Throws: ``StatementError`` when the bundle has no report.
  public init(_ claim: Claim, on bundle: EvidenceBundle) throws(StatementError) {
    self.claim = claim
    self.bundle = bundle
    report = try bundle.report()
  }

  /// The statement as YAML.
  public var text: String {
    let mode = report.target.prefix { $0 != ":" && $0 != "," }
    var lines = [
      "statement: \(quoted(Self.schema))", "who: \(quoted(claim.who))",
      "product: \(quoted(claim.product))", "version: \(quoted(claim.version))",
      "nslab: \(quoted(Release.version))", "target: \(quoted(report.target))",
      "mode: \(quoted(String(mode)))",
      "seed: \(quoted(report.seed.map { "\($0)" } ?? "none: the order of the files"))",
      "result: \(quoted(report.exitCode == .passed ? "passed" : "not passed"))", "clauses:",
    ]
    for kind in Clause.Kind.allCases {
      let total = report.total(kind)
      lines.append(
        "  \(kind.rawValue): { proved: \(quoted("\(total.proved)")), "
          + "failed: \(quoted("\(total.failed)")), unproven: \(quoted("\(total.unproven)")) }")
    }
    lines += profiles
    lines.append("cases:")
    for verdict in Verdict.allCases {
      let count = report.cases.count { $0.verdict == verdict }
      if count > 0 { lines.append("  \(verdict.rawValue): \(quoted("\(count)"))") }
    }
    lines += exceptions + reproduction
    lines += [
      "suite: \(quoted(bundle.suiteDigest))", "evidence: \(quoted(bundle.digest))",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes the statement, all of it or nothing.
  ///
  /// - Throws: ``ReportError/notWritten(_:_:)``.
  public func write(to path: String) throws(ReportError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .notWritten(path, error.localizedDescription)
    }
  }

  /// Which parts of the behaviours may be claimed; `partial` is what is not proved whole.
  private var profiles: [String] {
    guard !report.profiles.isEmpty else { return ["profiles: {}"] }
    func list(_ clauses: [String]) -> String {
      "[\(clauses.map(quoted).joined(separator: ", "))]"
    }
    return ["profiles:"]
      + report.profiles.map { result in
        "  \(quoted(result.profile.name)): { verdict: \(quoted(result.verdict.rawValue)), "
          + "failed: \(list(result.failed)), unproven: \(list(result.unproven)) }"
      }
  }

  /// Every case that did not simply pass, with its reason.
  private var exceptions: [String] {
    let cases = report.cases.filter { $0.verdict != .pass }
    guard !cases.isEmpty else { return ["exceptions: []"] }
    return ["exceptions:"]
      + cases.map { result in
        let reason =
          result.message ?? result.checks.compactMap(\.finding).first?.description ?? "no reason"
        return "  - { case: \(quoted(result.title)), verdict: \(quoted(result.verdict.rawValue)), "
          + "reason: \(quoted(String(reason.prefix(300).printable))) }"
      }
  }

  /// The bundle is a folder of fixtures with exactly the scenarios that ran.
  private var reproduction: [String] {
    let seed = report.seed.map { " --shuffle \($0)" } ?? ""
    let ids = bundle.selection.map { " --id \(Reproduction.shellQuoted($0))" }.joined()
    return [
      "reproduce:",
      "  - \(quoted("unzip BUNDLE -d bundle"))",
      "  - \(quoted("nslab run --fixtures bundle\(Reproduction.choice(of: report.target))\(seed)\(ids)"))",
      "  - \(quoted("nslab verify STATEMENT --evidence BUNDLE"))",
    ]
  }

  private func quoted(_ text: String) -> String { text.quotedForYAML }
}

extension String {
  /// A double-quoted YAML scalar; JSON's strings are a part of them.
  var quotedForYAML: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
