/// The key of a record as a client sends it, and what it may look like besides its exact form.
struct RecordKey: Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The name in front, lower case and with its final dot.
  var name: String {
    let first = text.prefix { $0 != " " }.lowercased()
    return first.hasSuffix(".") ? first : first + "."
  }

  /// Says whether the key means that record, but for runs of blanks, letter case and the final dot of
  /// the name (assumed: sloppy clients, reference §5, quirk 17, and §6).
  ///
  /// Of an SOA the name and the type suffice: its value changes with every change of the zone.
  func means(_ record: Record) -> Bool {
    guard name == record.name else { return false }
    let mine = Self.words(text).dropFirst()
    let its = Self.words(record.rkey).dropFirst()
    guard mine.first?.uppercased() == record.kind.shown else { return false }
    switch record.kind {
    case .soa: return true
    case .txt, .caa: return mine.dropFirst() == its.dropFirst()
    default:
      return mine.dropFirst().map { $0.lowercased() } == its.dropFirst().map { $0.lowercased() }
    }
  }

  /// Splits a list of keys at each `, ` behind which a new key begins; other commas are data.
  static func split(_ list: String) -> [RecordKey] {
    var keys: [String] = []
    for part in list.split(separator: ", ", omittingEmptySubsequences: false) {
      if keys.isEmpty || beginsKey(part) {
        keys.append(String(part))
      } else {
        keys[keys.count - 1] += ", \(part)"
      }
    }
    return keys.map(RecordKey.init)
  }

  private static func beginsKey(_ text: Substring) -> Bool {
    let words = text.split(separator: " ", maxSplits: 2)
    return words.count == 3 && words[0].hasSuffix(".")
      && Record.Kind(formValue: String(words[1])) != nil
  }

  private static func words(_ text: String) -> [Substring] { text.split(separator: " ") }
}

extension Transaction {
  /// Returns the record that a key means: the exact one first, then the nearest form of it.
  func record(_ key: RecordKey, of domain: Domain) throws -> Record? {
    if let record = try record(rkey: key.text, of: domain) { return record }
    return try records(named: key.name, of: domain).first { key.means($0) }
  }

  /// Returns the records that `elid` means: the whole text as one key first, because a value may hold
  /// `, ` too, then each key of the list; those that are not there are left out.
  func records(keys list: String, of domain: Domain) throws -> [Record] {
    if let record = try record(RecordKey(list), of: domain) { return [record] }
    return try RecordKey.split(list).compactMap { try record($0, of: domain) }
  }
}
