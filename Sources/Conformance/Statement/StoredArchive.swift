/// A zip file whose entries are stored as they are: the same entries always make the same bytes.
///
/// Names are kept in order, and the time of every entry is the format's first, so that a checksum of
/// the file says something about its contents only (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).
struct StoredArchive: Equatable, Sendable {
  /// One file.
  struct Entry: Equatable, Sendable {
    /// A relative path of ASCII letters with `/` between its parts.
    let name: String
    let bytes: [UInt8]
  }

  /// The most that is read or written; the format itself ends at 4 GiB.
  static let maximumByteCount = 1 << 28

  /// The most files that the format has room to count.
  static let maximumEntryCount = Int(UInt16.max)

  /// Sorted by name.
  let entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries.sorted { $0.name < $1.name } }

  /// Returns the file of a name.
  func bytes(of name: String) -> [UInt8]? { entries.first { $0.name == name }?.bytes }

  /// Whether it is small enough to be written and read again.
  var isWritable: Bool {
    entries.count <= Self.maximumEntryCount
      && entries.reduce(0) { $0 + $1.bytes.count + 2 * $1.name.utf8.count + 100 }
        <= Self.maximumByteCount
  }

  /// The archive as it is written.
  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let fields = Self.fields(of: entry)
      let offset = file.count
      file += Self.localSignature + fields + [0, 0] + Array(entry.name.utf8) + entry.bytes
      // Made by, fields, no extra, comment, disk, attributes; then where the entry begins.
      directory += Self.directorySignature + [20, 0] + fields + [UInt8](repeating: 0, count: 12)
      directory += UInt32(offset).littleEndianBytes + Array(entry.name.utf8)
    }
    let count = UInt16(entries.count).littleEndianBytes
    let end =
      Self.endSignature + [0, 0, 0, 0] + count + count
      + UInt32(directory.count).littleEndianBytes + UInt32(file.count).littleEndianBytes + [0, 0]
    return file + directory + end
  }

  /// What local header and directory have in common, from the version that is needed to the name's
  /// length.
  private static func fields(of entry: Entry) -> [UInt8] {
    let size = UInt32(entry.bytes.count).littleEndianBytes
    return [20, 0, 0, 0, 0, 0] + firstTime + Checksum.crc32(entry.bytes).littleEndianBytes
      + size + size + UInt16(entry.name.utf8.count).littleEndianBytes
  }

  static let localSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  static let directorySignature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
  static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  /// Midnight of 1 January 1980, the earliest that the format knows.
  private static let firstTime: [UInt8] = [0, 0, 0x21, 0]
}

extension FixedWidthInteger {
  fileprivate var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}

/// The checksum of zip files.
enum Checksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  /// The CRC-32 of ISO 3309.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { value, byte in
      table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8)
    }
  }
}
