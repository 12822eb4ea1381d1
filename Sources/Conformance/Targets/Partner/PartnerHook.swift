private import AsyncHTTPClient
internal import Foundation
private import NIOCore
private import NIOHTTP1
private import NIOPosix
private import Provisioner

/// A partner's provisioner behind an address.
struct PartnerHook: Sendable {
  let url: String

  /// Sends a document and returns the body of the answer.
  ///
  /// - Throws: ``TargetError/unreachable(_:)`` when nobody is there to take it, and
  ///   ``PartnerAnswer/Unreadable`` when no whole answer with status 200 came in time.
  func post(_ document: Data, within limit: Duration) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(Array(document))
    let late = PartnerAnswer.Unreadable(reason: "the hook had not answered within \(limit)")
    do {
      return try await PanelTransport.limited(to: limit, late: late) { [request] in
        let response = try await HTTPClient.direct.execute(request, deadline: .distantFuture)
        guard response.status == .ok else {
          throw PartnerAnswer.Unreadable(
            reason: "the hook answered with status \(response.status.code), not 200")
        }
        let body = try await response.body.collect(upTo: PartnerAnswer.maximumByteCount)
        return Array(body.readableBytesView)
      }
    } catch {
      try Task.checkCancellation()
      throw reason(for: error)
    }
  }

  /// What an error means: that nobody is there, or that whoever is there does not answer as he should.
  private func reason(for error: any Error) -> any Error {
    switch error {
    case is PartnerAnswer.Unreadable, is CancellationError: error
    case _ where Self.isUnconnected(error): TargetError.unreachable("\(url): \(error)")
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      PartnerAnswer.Unreadable(reason: "the hook closed the connection before it answered")
    case is NIOTooManyBytesError:
      PartnerAnswer.Unreadable(reason: "the hook's answer is too large")
    case is IOError:
      PartnerAnswer.Unreadable(reason: "the hook broke the connection off: \(error)")
    default:
      PartnerAnswer.Unreadable(reason: "the hook's answer is no whole HTTP: \(error)")
    }
  }

  /// Whether there was no connection at all, or no address that one could be made to.
  private static func isUnconnected(_ error: any Error) -> Bool {
    switch error {
    // Of a host by name; of one by address the system's error comes as it is.
    case is NIOConnectionError, ChannelError.connectTimeout: true
    case let error as IOError: !brokenOff.contains(error.errnoCode)
    case let error as HTTPClientError:
      [.connectTimeout, .invalidURL, .emptyHost, .emptyScheme].contains(error)
    default: false
    }
  }

  /// What the system says of a connection that there was.
  private static let brokenOff: Set = [ECONNRESET, ECONNABORTED, EPIPE]
}
