internal import AsyncHTTPClient
private import NIOCore

extension HTTPClient {
  /// Sends each request to the address that was typed, and once.
  ///
  /// What is sent holds passwords, so it follows no redirect; a refused connection is told at once, and
  /// not tried again until the deadline. Connections live as long as the process.
  static let direct = HTTPClient(
    eventLoopGroupProvider: .singleton, configuration: directConfiguration)

  private static var directConfiguration: Configuration {
    var configuration = Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(10)
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}
