import Foundation
import Provisioner
import TestSupport

/// A real BIND as the name server of a customer's server, on a free port of 127.0.0.1.
final class MasterProcess {
  static let path = "/usr/sbin/named"
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// The address that it serves and sends from.
  static let address = "127.0.0.1"

  private let scratch: Scratch
  private let process: Child

  /// Starts BIND on a port with the zones of an ISPmanager, which it tells `secondary` of.
  init(port: Int, _ ispmanager: ISPmanager, secondary: String) async throws {
    scratch = try Scratch()
    // It sends NOTIFY as soon as it knows of a change; by default it waits for five seconds.
    let configuration = """
      options {
        directory "\(scratch.folder.path)"; listen-on port \(port) { \(Self.address); };
        listen-on-v6 { none; }; pid-file none; session-keyfile none; recursion no;
        dnssec-validation no; notify-source \(Self.address); notify-delay 0; notify-rate 100;
        startup-notify-rate 100; check-names primary ignore; check-integrity no;
      };
      controls { };
      include "zones.conf";

      """
    let file = try scratch.write(configuration, to: "named.conf")
    try await Self.write(ispmanager, secondary: secondary, to: scratch)
    process = try await Child(Self.path, ["-g", "-n", "1", "-c", file])
  }

  /// What it said, for a test that fails.
  var log: String { process.errors }

  /// Has it load the zones as the ISPmanager has them now.
  func reload(_ ispmanager: ISPmanager, secondary: String) async throws {
    try await Self.write(ispmanager, secondary: secondary, to: scratch)
    process.signal(SIGHUP)
  }

  private static func write(
    _ ispmanager: ISPmanager, secondary: String, to scratch: Scratch
  ) async throws {
    let files = await ispmanager.bindFiles(notify: [secondary])
    for (name, text) in files.zones { _ = try scratch.write(text, to: name) }
    _ = try scratch.write(files.configuration, to: "zones.conf")
  }
}
