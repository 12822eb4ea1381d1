internal import Foundation

/// What `nslab serve` says when it listens: one line of JSON.
struct ReadyLine: Encodable {
  let world: String
  let pid: Int32
  /// What ids are made from, and with `--vary` the choices.
  let seed: UInt64
  let http: String?
  let https: String?
  let control: String?
  let dns: DNS?
  let faults: Faults?

  /// The faults by chance: how many, and what replays them.
  struct Faults: Encodable {
    let seed: UInt64
    let rate: Double
  }

  /// Where DNS is answered: one port, and the addresses of each namespace by its name.
  struct DNS: Encodable {
    let port: Int
    let addresses: [String: [String]]
    /// The address of the root's name server; none in a world without parent zones.
    let root: String?
    /// The root's DS record as a line of a zone file; none where nobody signs the root.
    let anchor: String?
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}
