import Hummingbird
import Logging

/// The least that a Hummingbird application can do: a route that answers a constant.
///
/// Usage: `bare-hummingbird PORT LENGTH`; every answer of `/dnsmgr` is LENGTH bytes of `text/xml`.
@main
struct BareHummingbird {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard arguments.count == 2, let port = arguments.first, let length = arguments.last,
      (0...65_535).contains(port), length >= 0
    else { throw UsageError() }
    let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: length)
    let router = Router()
    router.get("/dnsmgr") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/xml"], body: ResponseBody(byteBuffer: body))
    }
    var logger = Logger(label: "bare-hummingbird")
    logger.logLevel = .error
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      logger: logger)
    try await application.runService()
  }

  private struct UsageError: Error, CustomStringConvertible {
    let description = "usage: bare-hummingbird PORT LENGTH"
  }
}
