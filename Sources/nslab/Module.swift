internal import ArgumentParser
internal import Foundation
internal import Provisioner

/// The provisioner as BILLmanager calls a processing module.
struct Module: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "module",
    abstract: "Answer as a processing module of BILLmanager; see 'nslab module --help'.",
    helpNames: [])

  @Argument(parsing: .captureForPassthrough)
  var arguments: [String] = []

  func run() async throws {
    // The command line is the framework's, so the rest comes from the environment.
    let environment = ProcessInfo.processInfo.environment
    let doNothing = environment["NSLAB_DO_NOTHING_FILE"] ?? ProcessingModule.doNothingFile
    let module = ProcessingModule(
      transport: .http(), doesNothing: FileManager.default.fileExists(atPath: doNothing)
    ) {
      guard let database = environment["NSLAB_DATABASE"], let key = environment["NSLAB_KEY_FILE"]
      else {
        throw BillingError.store("set NSLAB_DATABASE and NSLAB_KEY_FILE")
      }
      return try BillingPlace(
        database: database, keyFile: key,
        outbox: try ProvisionMailOptions.folder(
          environment["NSLAB_OUTBOX"] ?? "\(database).outbox")
      ).provisioner()
    }
    let reply = await module.run(arguments) {
      Array(
        try FileHandle.standardInput.read(upToCount: ProcessingModule.maximumInput) ?? Data())
    }
    Console.write(reply.output)
    if !reply.complaint.isEmpty {
      try? FileHandle.standardError.write(contentsOf: Data(reply.complaint.utf8))
    }
    throw ExitCode(reply.exitCode)
  }
}
