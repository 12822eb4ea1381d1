/// A zone as its form in the panel shows it.
public struct PanelZone: Equatable, Sendable {
  /// The zone's name, without a dot at the end.
  public let name: String
  /// `master` or `slave`.
  public let kind: String
  /// The master's address, for a slave zone.
  public let master: String?

  /// Whether it is a slave zone of a master.
  func isSlave(of master: String) -> Bool {
    kind == WireWords.slaveZone && self.master == master
  }
}

/// One record as the panel lists it; a value without a column is left out.
public struct PanelRecord: Equatable, Sendable {
  /// What the panel deletes it by.
  public let key: String
  /// The whole name, with its dot at the end.
  public let name: String
  /// The type in upper case.
  public let type: String
  /// What it says.
  public let value: String

  /// Whether it belongs to a name that is given without a dot at the end.
  func isNamed(_ name: String) -> Bool {
    self.name.lowercased() == "\(name.lowercased())."
  }
}

extension DNSmanagerClient {
  /// Looks a zone up by its form; `nil` when the account has none of that name.
  public func zone(_ name: String) async throws -> PanelZone? {
    do {
      let reply = try await call(WireWords.editDomain, [(WireWords.element, name)])
      func field(_ name: String) throws -> String? { try reply.text("string(/doc/\(name))") }
      guard let kind = try field(WireWords.zoneKind) else { return nil }
      return PanelZone(name: name, kind: kind, master: try field(WireWords.masterAddress))
    } catch ClientError.refused(let refusal)
      where [WireWords.missedRefusal, WireWords.accessRefusal].contains(refusal.type)
    {
      return nil
    }
  }

  /// Lists the names of the slave zones.
  public func slaveZones() async throws -> [String] {
    try await call(WireWords.domains).rows([WireWords.name, WireWords.zoneKind])
      .filter { $0[1] == WireWords.slaveZone }.map { $0[0] }
  }

  /// Creates a slave zone that follows a master by its address.
  public func createSlaveZone(_ name: String, master: String) async throws {
    let form = [
      (WireWords.name, name), (WireWords.zoneKind, WireWords.slaveZone),
      (WireWords.masterAddress, master),
    ]
    _ = try await call(WireWords.editDomain, form + performing)
  }

  /// Deletes a zone; one that is not there is success (observed: billing reference, 3.3).
  public func deleteZone(_ name: String) async throws {
    _ = try await call(WireWords.deleteDomain, [(WireWords.element, name)] + performing)
  }

  /// Lists the records of a zone.
  public func records(of zone: String) async throws -> [PanelRecord] {
    let reply = try await call(WireWords.records, [(WireWords.element, zone)])
    return reply.rows([
      WireWords.recordKey, WireWords.name, WireWords.recordType, WireWords.recordValue,
    ]).map { PanelRecord(key: $0[0], name: $0[1], type: $0[2], value: $0[3]) }
  }

  /// Adds an address to a name; the record's type follows from the address.
  public func addAddress(_ address: String, to name: String, zone: String) async throws {
    let form = [
      (WireWords.zone, zone), (WireWords.name, "\(name)."),
      (WireWords.recordType, ServerAddress.recordType(of: address).lowercased()),
      (WireWords.addresses, address),
    ]
    _ = try await call(WireWords.editRecord, form + performing)
  }

  /// Deletes a record by its key; one that is not there is success.
  public func deleteRecord(_ key: String, of zone: String) async throws {
    let form = [(WireWords.zone, zone), (WireWords.element, key)]
    _ = try await call(WireWords.deleteRecord, form + performing)
  }
}
