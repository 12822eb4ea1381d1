public import ArgumentParser
internal import Foundation
internal import Logging
public import Provisioner

/// Where a billing side keeps what it remembers.
struct BillingPlace {
  let database: String
  let keyFile: String
  let outbox: any Outbox
  var configuration = Provisioner.Configuration()
  var clock = BillingClock.system

  func provisioner() throws -> Provisioner {
    forbidCoreDumps()
    let key = try SecretKey(file: keyFile)
    let store = try BillingStore(path: database, key: key)
    return Provisioner(
      store: store, transport: .http(), outbox: outbox, clock: clock,
      configuration: configuration, logger: Logger(label: "nslab.provisioner"))
  }
}

/// Keeps the passwords that this process reads out of a dump of its memory, should it ever crash.
private func forbidCoreDumps() {
  var none = rlimit(rlim_cur: 0, rlim_max: 0)
  setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
}

/// The options that every `nslab provision` command has.
struct ProvisionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The database; made when it is not there.", valueName: "file"))
  var database: String

  @Option(
    help: ArgumentHelp(
      "The key of the passwords in it; made with mode 0600 when it is not there.",
      valueName: "file"))
  var keyFile: String

  @OptionGroup var mail: ProvisionMailOptions

  @Option(help: "How records are shown.")
  var format = Listing.Format.table

  @Option(help: "The language of mails.")
  var language = ActivationMail.Language.english

  @Option(help: ArgumentHelp("The sender of mails.", valueName: "address"))
  var sender = "billing@nslab.invalid"

  @Option(
    help: ArgumentHelp(
      "The domain name of this billing side, which licences name to be connected by it.",
      valueName: "name"))
  var billingDomain = Provisioner.Configuration().billingDomain

  @Option(help: "What becomes of a user with zones when no name servers are ordered any more.")
  var zones = Provisioner.ZonesPolicy.task

  /// Does `work` with the records; a failure ends the program with the code of its cause.
  func perform(
    clock: BillingClock = .system, _ work: (Provisioner) async throws -> Void
  ) async throws {
    do {
      try await work(place(clock: clock).provisioner())
    } catch let error as ExitCode {
      throw error
    } catch {
      Console.complain("\(error)")
      throw ProvisionExit(error).code
    }
  }

  /// Where the records are kept and mails go.
  func place(clock: BillingClock = .system) throws -> BillingPlace {
    BillingPlace(
      database: database, keyFile: keyFile, outbox: try mail.made(besides: database),
      configuration: Provisioner.Configuration(
        zonesPolicy: zones, sender: sender, language: language, billingDomain: billingDomain),
      clock: clock)
  }

  func show(_ listing: Listing) throws { try Console.write(listing.text(as: format)) }
}

/// How `nslab provision` ends; each cause has a code of its own.
enum ProvisionExit: Int32 {
  /// The command did not succeed; its operation is kept.
  case failed = 1
  /// What was asked cannot be: a field, a record or a status.
  case refused = 3
  /// The integration's panel cannot be used.
  case unusablePanel = 4
  /// Database, key or disk.
  case broken = 7

  init(_ error: any Error) {
    self =
      switch error {
      case BillingError.integrationRefused: .unusablePanel
      case BillingError.store: .broken
      case is BillingError: .refused
      case is OperationFailure: .failed
      default: .broken
      }
  }

  var code: ExitCode { ExitCode(rawValue) }

  static let help = """
    Exit codes: 0 done; 1 not done, the operation is kept and tried again; 3 refused: a field, a \
    record or a status; 4 the integration's panel cannot be used; 7 the database, the key or the \
    disk; 64 a wrong command line.
    """
}

extension Listing.Format: ExpressibleByArgument {}
extension ActivationMail.Language: ExpressibleByArgument {}
extension Provisioner.ZonesPolicy: ExpressibleByArgument {}
extension PanelKind: ExpressibleByArgument {}
extension NameServerChoice: ExpressibleByArgument {}
extension ControlPanel: ExpressibleByArgument {}
