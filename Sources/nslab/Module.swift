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
    let environment = ModuleEnvironment()
    let module = ProcessingModule(
      transport: .http(), doesNothing: environment.saysDoNothing
    ) { try environment.place().provisioner() }
    let reply = await module.run(arguments) {
      Array(
        try FileHandle.standardInput.read(upToCount: ProcessingModule.maximumInput) ?? Data())
    }
    try Console.write(reply.output)
    if !reply.complaint.isEmpty {
      try? FileHandle.standardError.write(contentsOf: Data(reply.complaint.utf8))
    }
    throw ExitCode(reply.exitCode)
  }
}
