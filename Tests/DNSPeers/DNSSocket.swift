internal import Foundation
internal import Glibc

/// A blocking socket to a name server; TCP puts a length before each message.
package final class DNSSocket {
  /// What it sends over.
  package enum Kind: CaseIterable, Sendable {
    case udp
    case tcp
  }

  private let descriptor: Int32
  private let isStream: Bool

  /// Connects to a port of loopback.
  ///
  /// `source` is the address to come from; a call that waits for longer than `patience` seconds throws.
  package init(
    _ kind: Kind, address: String, port: Int, source: String? = nil,
    patience: Double = 60
  ) throws {
    isStream = kind == .tcp
    descriptor = socket(
      AF_INET, Int32((isStream ? SOCK_STREAM : SOCK_DGRAM).rawValue), 0)
    var timeout = timeval(
      tv_sec: Int(patience), tv_usec: Int((patience - patience.rounded(.down)) * 1_000_000))
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    if let source {
      guard Self.withAddress(source, 0, { bind(descriptor, $0, $1) }) == 0 else {
        throw POSIXError(.EADDRNOTAVAIL)
      }
    }
    guard Self.withAddress(address, port, { connect(descriptor, $0, $1) }) == 0 else {
      throw POSIXError(.ECONNREFUSED)
    }
  }

  deinit {
    close(descriptor)
  }

  /// Sends one message.
  package func send(_ message: [UInt8]) throws {
    let length = [UInt8(message.count >> 8), UInt8(message.count & 0xFF)]
    try sendRaw(isStream ? length + message : message)
  }

  /// Sends octets as they are, without a length before them.
  package func sendRaw(_ bytes: [UInt8]) throws {
    let count = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    guard count == bytes.count else { throw POSIXError(.EPIPE) }
  }

  /// Sends as much as the other side takes in now, and says how many octets that were.
  package func sendWhatFits(_ bytes: [UInt8]) -> Int {
    max(0, Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)))
  }

  /// Whether the other side has not closed the connection.
  package var isOpen: Bool {
    var octet: UInt8 = 0
    let error = Glibc.send(descriptor, &octet, 0, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    var problem: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size)
    return error == 0 && problem == 0
  }

  /// Says that nothing more will be sent.
  package func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Waits for the next message.
  package func receive() throws -> [UInt8] {
    guard isStream else { return try receive(upTo: 65_535, all: false) }
    let length = try receive(upTo: 2, all: true)
    return try receive(upTo: Int(length[0]) << 8 | Int(length[1]), all: true)
  }

  /// Sends one message and waits for the next.
  package func exchange(_ message: [UInt8]) throws -> [UInt8] {
    try send(message)
    return try receive()
  }

  private func receive(upTo count: Int, all: Bool) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    let flags = all ? Int32(MSG_WAITALL) : 0
    let received = recv(descriptor, &buffer, count, flags)
    if received < 0, errno == EAGAIN { throw POSIXError(.ETIMEDOUT) }
    guard received > 0, !all || received == count else { throw POSIXError(.ECONNRESET) }
    return Array(buffer.prefix(received))
  }

  /// A port of an address that was free a moment ago, for a program that cannot choose one by itself.
  ///
  /// None of those that the system gives away: another socket of the tests, a client's even, would take
  /// it before the program does.
  package static func freePort(of address: String) throws -> Int {
    for _ in 1...100 {
      let port = Int.random(in: 10_000..<32_768)
      let isFree = [SOCK_STREAM, SOCK_DGRAM].allSatisfy { kind in
        let descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
        defer { close(descriptor) }
        return withAddress(address, port) { bind(descriptor, $0, $1) } == 0
      }
      if isFree { return port }
    }
    throw POSIXError(.EADDRINUSE)
  }

  private static func withAddress(
    _ address: String, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = UInt16(port).bigEndian
    inet_pton(AF_INET, address, &place.sin_addr)
    return withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
