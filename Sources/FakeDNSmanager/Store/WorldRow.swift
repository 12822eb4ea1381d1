private import Foundation

extension Transaction {
  /// Writes the one row that describes the world itself.
  func insertWorld(seed: UInt64, settings: WorldSettings) throws {
    try run(
      "INSERT INTO world (seed, settings) VALUES (?, ?)",
      [.integer(Int64(bitPattern: seed)), .text(try Self.encoded(settings))])
  }

  /// The settings of the world.
  func settings() throws -> WorldSettings {
    let text = try first("SELECT settings FROM world") { $0.text(0) } ?? ""
    return try readSettings.settings(text)
  }

  /// The seed of the world.
  func seed() throws -> UInt64 {
    try first("SELECT seed FROM world") { UInt64(bitPattern: $0.int64(0)) } ?? 0
  }

  func update(_ settings: WorldSettings) throws {
    try run("UPDATE world SET settings = ?", [.text(try Self.encoded(settings))])
  }

  /// Sets the seed, and counts from its beginning.
  func update(seed: UInt64) throws {
    try run("UPDATE world SET seed = ?, identifiers = 0", [.integer(Int64(bitPattern: seed))])
  }

  /// The seed, and a number that was never returned before.
  func nextIdentifierCounter() throws -> (seed: UInt64, value: Int64) {
    try run("UPDATE world SET identifiers = identifiers + 1", [], .nothing)
    let row = try first("SELECT seed, identifiers FROM world") {
      (seed: UInt64(bitPattern: $0.int64(0)), value: $0.int64(1))
    }
    return row ?? (seed: 0, value: 0)
  }

  private static func encoded(_ settings: WorldSettings) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(settings), as: UTF8.self)
  }
}
