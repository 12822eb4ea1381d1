private import AsyncHTTPClient
internal import Foundation
private import NIOCore
private import NIOHTTP1
private import NIOPosix

/// A partner's provisioner behind an address.
struct PartnerHook: Sendable {
  let url: String

  /// Connections are kept alive between orders, for as long as the process lives.
  private static let client = HTTPClient(eventLoopGroupProvider: .singleton)

  /// Sends a document and returns the body of the answer.
  ///
  /// - Throws: ``TargetError/unreachable(_:)`` when nobody took it, and ``PartnerAnswer/Unreadable``
  ///   when no whole answer with status 200 came in time.
  func post(_ document: Data, within limit: Duration) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(Array(document))
    let deadline = NIODeadline.now() + .seconds(limit.components.seconds)
    do {
      let response = try await Self.client.execute(request, deadline: deadline)
      let body = try await response.body.collect(upTo: PartnerAnswer.maximumByteCount)
      guard response.status == .ok else {
        throw PartnerAnswer.Unreadable(
          reason: "the hook answered with status \(response.status.code)")
      }
      return Array(body.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw PartnerAnswer.Unreadable(reason: "the hook's answer is too large")
    } catch let error as HTTPClientError where error == .deadlineExceeded {
      throw PartnerAnswer.Unreadable(reason: "the hook had not answered within \(limit)")
    } catch let error as HTTPClientError where error == .remoteConnectionClosed {
      throw PartnerAnswer.Unreadable(reason: "the hook closed the connection before it answered")
    } catch let error as NIOConnectionError {
      throw TargetError.unreachable("\(url): \(error)")
    } catch let error as HTTPClientError {
      throw TargetError.unreachable("\(url): \(error)")
    } catch let error as IOError {
      throw TargetError.unreachable("\(url): \(error)")
    }
  }
}
