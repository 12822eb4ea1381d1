import Foundation
import Provisioner
import Testing

struct KeyFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "nslab-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private var path: String { folder.appending(path: "key").path }

  @Test func `a missing key is made once, for its owner only`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = path

    let bytes = try await withThrowingTaskGroup(of: Data?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          _ = try SecretKey(file: path)
          return FileManager.default.contents(atPath: path)
        }
      }
      return try await group.reduce(into: Set<Data?>()) { $0.insert($1) }
    }

    #expect(bytes.count == 1 && bytes.first??.count == SecretKey.byteCount)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
  }

  @Test func `a secret is its owner's from its first byte on, whatever was there`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    let unfinished = try SecretFile.make(beside: path, holding: [1, 2])
    #expect(try mode(unfinished) == 0o600)
    #expect(FileManager.default.contents(atPath: unfinished) == Data([1, 2]))
    try FileManager.default.removeItem(atPath: unfinished)

    try Data([3]).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try SecretFile.write([4], to: path)

    #expect(try mode(path) == 0o600)
    #expect(FileManager.default.contents(atPath: path) == Data([4]))
    #expect(throws: SecretFileError.self) { try SecretFile.write([5], to: "\(path)/below") }
    #expect(throws: SecretFileError.self) { try SecretFile.write([5], to: folder.path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
  }

  @Test func `a key that others may read is refused`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try SecretKey(file: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)

    #expect(throws: SecretKeyError.self) { try SecretKey(file: path) }
  }

  @Test(arguments: [0, 31, 33])
  func `a key of another length is refused`(count: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(repeating: 1, count: count).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)

    #expect(throws: SecretKeyError.wrongLength(found: count)) { try SecretKey(file: path) }
  }

  @Test func `a folder that is not there is named`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = try #require(throws: SecretKeyError.self) {
      try SecretKey(file: "\(folder.path)/missing/key")
    }
    #expect(error.description.contains("missing/key"))
  }
}
