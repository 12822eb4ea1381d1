extension World {
  /// What ids and salts are made of: the same seed and the same calls give the same ones.
  ///
  /// Throws when the state cannot be read.
  public var seed: UInt64 {
    get throws { try store.change { try $0.seed() } }
  }

  /// Makes all ids to come from another seed, as a new world with that seed would.
  ///
  /// Ends all sessions: one of them could have an id that comes again. Throws when the state cannot be
  /// written.
  public func reseed(_ seed: UInt64) throws {
    try store.change { transaction in
      try transaction.endAllSessions()
      try transaction.update(seed: seed)
    }
  }
}
