private import Crypto
internal import Foundation

/// The key under which passwords and mails with passwords are stored (AES-256-GCM).
public struct SecretKey: Sendable {
  /// How many bytes a key has.
  public static let byteCount = 32

  private let key: SymmetricKey

  /// Takes the bytes of a key file.
  ///
  /// - Throws: ``SecretKeyError/wrongLength(found:)`` unless there are exactly 32 bytes.
  public init(_ bytes: some Sequence<UInt8>) throws(SecretKeyError) {
    let bytes = Data(bytes)
    guard bytes.count == Self.byteCount else {
      throw .wrongLength(found: bytes.count)
    }
    key = SymmetricKey(data: bytes)
  }

  /// Makes a key that dies with the process, for a store in memory.
  public init() {
    key = SymmetricKey(size: .bits256)
  }

  /// Encrypts a text for one place in the store.
  ///
  /// The place is bound to the result, so that a sealed value cannot be moved to another row.
  ///
  /// - Throws: ``SecretKeyError/cannotSeal``.
  func seal(_ text: String, place: String) throws(SecretKeyError) -> Data {
    let box = try? AES.GCM.seal(Data(text.utf8), using: key, authenticating: Data(place.utf8))
    guard let sealed = box?.combined else { throw .cannotSeal }
    return sealed
  }

  /// Decrypts what ``seal(_:place:)`` made for the same place.
  ///
  /// - Throws: ``SecretKeyError/cannotOpen(place:)`` for another key, another place, or damage.
  func open(_ sealed: Data, place: String) throws(SecretKeyError) -> String {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let bytes = try? AES.GCM.open(box, using: key, authenticating: Data(place.utf8)),
      let text = String(data: bytes, encoding: .utf8)
    else { throw .cannotOpen(place: place) }
    return text
  }
}

/// Why a key, or what it should open, is of no use.
public enum SecretKeyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The key has another length than ``SecretKey/byteCount``.
  case wrongLength(found: Int)
  /// The key file cannot be used.
  case file(path: String, reason: String)
  /// The system refused to encrypt.
  case cannotSeal
  /// The value was sealed with another key, for another place, or is damaged.
  case cannotOpen(place: String)

  public var description: String {
    switch self {
    case .wrongLength(let found):
      "the key has \(found) bytes; it must have exactly \(SecretKey.byteCount)"
    case .file(let path, let reason):
      "the key file \(path): \(reason)"
    case .cannotSeal:
      "the value could not be encrypted"
    case .cannotOpen(let place):
      "\(place) cannot be decrypted: it belongs to another key, or the database is damaged"
    }
  }
}
