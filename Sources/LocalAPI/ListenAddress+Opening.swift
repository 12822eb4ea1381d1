extension ListenAddress {
  /// Waits until a server listens here.
  ///
  /// - Parameters:
  ///   - ports: The port once the server listens; ends, or throws, when the server does.
  ///   - close: Ends the server; called when the task was cancelled meanwhile.
  /// - Returns: Its port.
  /// - Throws: ``ListenError`` when there is no server, and when there need not be one any more; no
  ///   port stays open then.
  package func opened(
    _ ports: AsyncThrowingStream<Int, any Error>, orClose close: () async -> Void
  ) async throws(ListenError) -> Int {
    let port: Int?
    do {
      // In a cancelled task the stream would end at once, and the server go on without an owner; a task
      // of its own sees what becomes of it.
      port = try await Task {
        for try await port in ports { return port }
        return nil
      }.value
    } catch {
      throw refusal(ListenError.Reason(error))
    }
    guard let port else { throw refusal(.system("the server ended at once")) }
    guard !Task.isCancelled else {
      await close()
      throw refusal(.system("the task that opened it was cancelled"))
    }
    return port
  }
}
