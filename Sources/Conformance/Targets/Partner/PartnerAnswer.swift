internal import Foundation

/// What a partner's provisioner answers: one JSON document, described in docs/schema/answer.json.
struct PartnerAnswer: Decodable, Sendable, Equatable {
  /// How the order ended.
  enum Outcome: String, Decodable, Sendable, CaseIterable {
    case done
    /// A failure that passes by itself; the order comes again.
    case retry
    /// A failure that needs a person.
    case manual
    /// Nothing was begun.
    case refused
    /// The program has no such capability; what needs it is neither passed nor failed.
    case unsupported
  }

  var outcome: Outcome
  var error: String?
  /// The service's status, when it is not the one that follows from the outcome.
  var status: String?
  var integration: String?
  var login: String?
  var namespace: String?
  var warnings: [String]?
  /// Handed back with every later order of the service.
  var parameters: [String: String]?

  /// How much of an answer is read.
  static let maximumByteCount = 1 << 20

  /// Reads an answer.
  ///
  /// - Throws: ``Unreadable``, which is the partner's failure and not ours.
  init(_ bytes: [UInt8]) throws(Unreadable) {
    guard bytes.count < Self.maximumByteCount else {
      throw Unreadable(reason: "the answer has more than \(Self.maximumByteCount) bytes")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw Unreadable(reason: "the answer is not as docs/schema/answer.json says: \(error.words)")
    } catch {
      throw Unreadable(reason: "the answer is no JSON: \(error.localizedDescription)")
    }
  }

  /// Why there is no answer: the program failed, was late, or wrote something else.
  struct Unreadable: Error, Sendable, Equatable {
    let reason: String
  }
}

extension DecodingError {
  /// Which field is wrong, and how, without the values of the document.
  fileprivate var words: String {
    let context: Context
    switch self {
    case .typeMismatch(_, let found): context = found
    case .valueNotFound(_, let found): context = found
    case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
    case .dataCorrupted(let found): context = found
    @unknown default: return "it has another form"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? "it is no JSON object" : "'\(path)' has a wrong value"
  }
}
