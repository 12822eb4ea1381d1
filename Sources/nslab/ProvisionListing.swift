internal import ArgumentParser
internal import Provisioner

/// Records that a command of `nslab provision` shows.
protocol ListedRecords: Sendable {
  /// The command's name.
  static var name: String { get }
  static var abstract: String { get }
  static func listing(_ billing: Provisioner) throws -> Listing
}

/// Shows records, and changes nothing.
struct ProvisionListing<Records: ListedRecords>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: Records.name, abstract: Records.abstract)
  }

  @OptionGroup var options: ProvisionOptions

  func run() async throws {
    try await options.perform { try options.show(try Records.listing($0)) }
  }
}

extension Listing {
  /// One row per record.
  init<Record>(_ columns: [String], of records: [Record], _ row: (Record) -> [String?]) {
    self.init(columns, records.map(row))
  }
}
