import Foundation
import Glibc

/// A blocking socket to a name server; TCP puts a length before each message.
final class DNSSocket {
  private let descriptor: Int32
  private let isStream: Bool

  /// Connects; a call that waits for more than five seconds throws.
  init(_ kind: __socket_type, address: String, port: Int) throws {
    isStream = kind == SOCK_STREAM
    descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
    var timeout = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = UInt16(port).bigEndian
    inet_pton(AF_INET, address, &place.sin_addr)
    let result = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw POSIXError(.ECONNREFUSED) }
  }

  deinit {
    close(descriptor)
  }

  func send(_ message: [UInt8]) throws {
    let length = [UInt8(message.count >> 8), UInt8(message.count & 0xFF)]
    let bytes = isStream ? length + message : message
    let count = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    guard count == bytes.count else { throw POSIXError(.EPIPE) }
  }

  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Waits for the next message.
  func receive() throws -> [UInt8] {
    guard isStream else { return try receive(upTo: 65_535, all: false) }
    let length = try receive(upTo: 2, all: true)
    return try receive(upTo: Int(length[0]) << 8 | Int(length[1]), all: true)
  }

  private func receive(upTo count: Int, all: Bool) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    let flags = all ? Int32(MSG_WAITALL) : 0
    let received = recv(descriptor, &buffer, count, flags)
    guard received > 0, !all || received == count else { throw POSIXError(.ECONNRESET) }
    return Array(buffer.prefix(received))
  }
}
