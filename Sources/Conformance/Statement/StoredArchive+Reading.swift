extension StoredArchive {
  /// Why a file is not an archive of ours.
  struct Unreadable: Error, Equatable, Sendable {
    let reason: String
  }

  /// Reads an archive that was written by this type, and no other: stored, without gaps or extras.
  ///
  /// - Throws: ``Unreadable`` for anything else, a wrong checksum included.
  init(_ bytes: [UInt8]) throws(Unreadable) {
    var reader = Reader(bytes: bytes)
    var entries: [Entry] = []
    var names: Set<String> = []
    while reader.starts(with: Self.localSignature) {
      let entry = try reader.entry()
      guard names.insert(entry.name).inserted, names.count <= Self.maximumEntryCount else {
        throw Unreadable(reason: "it has an entry twice, or too many of them")
      }
      entries.append(entry)
    }
    let archive = Self(entries)
    // What follows the entries can only be what we would have written.
    guard archive.entries == entries, archive.bytes == bytes else {
      throw Unreadable(reason: "its directory does not fit its entries")
    }
    self = archive
  }

  /// Walks through the bytes; every length is looked at before it is used.
  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    func starts(with signature: [UInt8]) -> Bool {
      bytes[position...].starts(with: signature)
    }

    mutating func entry() throws(Unreadable) -> Entry {
      let header = try take(30)
      let checksum = Self.number(header[14..<18])
      let size = Self.number(header[18..<22])
      let nameSize = Self.number(header[26..<28])
      guard Self.number(header[8..<10]) == 0, Self.number(header[28..<30]) == 0 else {
        throw Unreadable(reason: "an entry is compressed")
      }
      guard let name = String(validating: try take(nameSize), as: UTF8.self) else {
        throw Unreadable(reason: "the name of an entry is not UTF-8")
      }
      let content = Array(try take(size))
      guard Checksum.crc32(content) == UInt32(checksum) else {
        throw Unreadable(reason: "the checksum of '\(name.prefix(80))' is wrong")
      }
      return Entry(name: name, bytes: content)
    }

    private mutating func take(_ count: Int) throws(Unreadable) -> [UInt8] {
      guard count <= bytes.count - position else {
        throw Unreadable(reason: "it ends in the middle of an entry")
      }
      defer { position += count }
      return Array(bytes[position..<position + count])
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
      bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
  }
}
