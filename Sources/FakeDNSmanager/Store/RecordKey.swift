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

  /// What keys that mean the same record have in common: all but runs of blanks, letter case and the
  /// final dot of the name (assumed: sloppy clients, reference §5, quirk 17, and §6); `nil` when the
  /// second word is no type.
  ///
  /// Of an SOA the name and the type suffice: its value changes with every change of the zone. Bytes,
  /// as DNS compares: Swift's `==` takes two spellings of a letter for one.
  var meaning: [UInt8]? {
    let words = text.split(separator: " ").dropFirst()
    guard let kind = words.first.flatMap({ Record.Kind(formValue: String($0)) }) else { return nil }
    let data = words.dropFirst().joined(separator: " ")
    let shown =
      switch kind {
      case .soa: ""
      case .txt, .caa: data
      default: data.lowercased()
      }
    return Array("\(name) \(kind.shown) \(shown)".utf8)
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
}

/// The records of one name, to be asked for with many keys.
private struct Namesakes {
  private let exact: [[UInt8]: Record]
  private let near: [[UInt8]: Record]

  /// Takes them in the order of their keys: of several that a key may mean the first is meant.
  init(_ records: [Record]) {
    let keys = records.map { RecordKey($0.rkey) }
    exact = Dictionary(zip(keys.map { Array($0.text.utf8) }, records)) { first, _ in first }
    near = Dictionary(
      zip(keys, records).compactMap { key, record in key.meaning.map { ($0, record) } }
    ) { first, _ in first }
  }

  /// The record that a key means: the exact one, else the nearest form of it.
  subscript(key: RecordKey) -> Record? {
    exact[Array(key.text.utf8)] ?? key.meaning.flatMap { near[$0] }
  }
}

extension Transaction {
  /// Returns the record that a key means: the exact one first, then the nearest form of it.
  func record(_ key: RecordKey, of domain: Domain) throws -> Record? {
    if let record = try record(rkey: key.text, of: domain) { return record }
    return Namesakes(try records(named: key.name, of: domain))[key]
  }

  /// Returns the records that `elid` means, each once: the whole text as one key first, because a value
  /// may hold `, ` too, then each key of the list; those that are not there are left out.
  ///
  /// The records of a name are read once, however many keys have it.
  func records(keys list: String, of domain: Domain) throws -> [Record] {
    if let record = try record(RecordKey(list), of: domain) { return [record] }
    var known: [String: Namesakes] = [:]
    var found = Set<[UInt8]>()
    return try RecordKey.split(list).compactMap { key in
      let name = key.name
      let namesakes = try known[name] ?? Namesakes(try records(named: name, of: domain))
      known[name] = namesakes
      guard let record = namesakes[key], found.insert(Array(record.rkey.utf8)).inserted else {
        return nil
      }
      return record
    }
  }
}
