internal import Foundation

/// How orders reach a partner's provisioner.
public enum PartnerDoor: Sendable, Equatable {
  /// A program and its arguments, run once for each order without a shell: the order on standard
  /// input, the answer on standard output.
  case program([String])
  /// An address that takes orders by POST and answers in the body.
  case hook(String)

  /// What the report calls it.
  var name: String {
    switch self {
    case .program(let argv): "cmd:\(argv.joined(separator: " "))"
    case .hook(let url): "hook:\(url)"
    }
  }

  /// Sends an order.
  ///
  /// - Throws: ``PartnerAnswer/Unreadable`` when no answer came of it, and
  ///   ``TargetError/unreachable(_:)`` when nobody was there to take it.
  func send(_ order: PartnerOrder, within limit: Duration) async throws -> PartnerAnswer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = try encoder.encode(order)
    switch self {
    case .program(let argv):
      return try PartnerAnswer(try await PartnerProgram(argv: argv).run(document, within: limit))
    case .hook(let url):
      return try PartnerAnswer(try await PartnerHook(url: url).post(document, within: limit))
    }
  }
}
