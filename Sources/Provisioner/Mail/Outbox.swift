private import Foundation
private import Synchronization

/// A mail that leaves the store.
public struct DeliverableMail: Equatable, Sendable {
  /// The mail's id; the same mail always has the same.
  public let id: Int64
  /// The service's id.
  public let service: Int64
  /// The envelope's sender: a plain ASCII address.
  public let sender: String
  /// The envelope's recipient: a plain ASCII address.
  public let recipient: String
  /// The whole message with CRLF, which may hold a password.
  public let message: String
}

/// Where mails go.
///
/// After a crash a mail may be handed over again with the same id: an outbox must then end up with one,
/// not two.
public protocol Outbox: Sendable {
  /// Takes a mail over; whatever it throws keeps the mail in the store for another try.
  func deliver(_ mail: DeliverableMail) async throws
}

/// A folder with one file per mail, `<mail>-<service>.eml`, readable by its owner only.
public struct FolderOutbox: Outbox {
  private let folder: String
  /// A file that is on the disk under no name is lost with the power.
  private let names: SharedSync

  /// Uses a folder that exists.
  public init(folder: String) {
    self.folder = folder
    names = SharedSync { try Self.keepNames(in: folder) }
  }

  /// Writes a temporary file and renames it.
  ///
  /// So nobody sees half a mail, and a second delivery replaces the first. Nothing stays of a mail that
  /// does not fit on the disk, and one that was taken over is there when the power comes back. What a
  /// killed process left of one is used up: nobody else writes a service's mail meanwhile
  /// (``AccountLocks``).
  public func deliver(_ mail: DeliverableMail) async throws {
    // The disk may take its time: not on a thread that others wait for.
    let name = "\(mail.id)-\(mail.service).eml"
    try await blocking { try put(mail, as: name) }
    names.noteWrite()
    try await names.keep()
  }

  private func put(_ mail: DeliverableMail, as name: String) throws {
    let temporary = "\(folder)/.\(name)"
    do {
      try write(mail.message, to: temporary)
      guard rename(temporary, "\(folder)/\(name)") == 0 else {
        throw OutboxError(path: "\(folder)/\(name)", code: errno)
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func keepNames(in folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutboxError(path: folder, code: errno) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.synchronize()
    try file.close()
  }

  private func write(_ message: String, to path: String) throws {
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutboxError(path: path, code: errno) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data(message.utf8))
    try file.synchronize()
    try file.close()
  }
}

/// Why a folder did not take a mail.
public struct OutboxError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file that could not be written.
  public let path: String
  /// The system's reason.
  public let reason: String

  init(path: String, code: Int32) {
    self.path = path
    reason = String(cString: strerror(code))
  }

  public var description: String { "\(path): \(reason)" }
}

/// Keeps mails in memory, by id; the mutex is its only lock.
public final class MemoryOutbox: Outbox {
  private let kept: Mutex<[Int64: DeliverableMail]>

  /// Makes one that has these mails already; without them an empty one.
  public init(_ mails: [DeliverableMail] = []) {
    kept = Mutex(Dictionary(mails.map { ($0.id, $0) }, uniquingKeysWith: { $1 }))
  }

  /// The mails, ordered by id.
  public var mails: [DeliverableMail] {
    kept.withLock { kept in kept.values.sorted { $0.id < $1.id } }
  }

  /// Keeps a mail; one with the same id is replaced.
  public func deliver(_ mail: DeliverableMail) async throws {
    kept.withLock { $0[mail.id] = mail }
  }
}
