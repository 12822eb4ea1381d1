import Foundation
import TestSupport
import Testing

struct SnapshotCommandTests {
  @Test func `a world is saved, compared, and put back`() async throws {
    try await ServedWorld.serving { served in
      let scratch = try Scratch()
      let file = scratch.folder.appending(path: "before.json").path(percentEncoded: false)
      let saved = try await Program("snapshot", "save", served.control, "--output", file)
      #expect(saved.exitCode == 0, "\(saved.errors)")
      let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
      #expect(permissions as? Int == 0o600)

      #expect(try await Program("snapshot", "diff", file, served.control).exitCode == 0)
      #expect(
        try await served.call(["func": "domain.edit", "name": "a.example", "sok": "ok"]) == nil)
      let different = try await Program("snapshot", "diff", file, served.control)
      #expect(different.exitCode == 1)
      #expect(different.output.contains("+ domain 1 ") && different.output.contains("a.example"))

      let loaded = try await Program("snapshot", "load", file, served.control)
      #expect(loaded.exitCode == 0, "\(loaded.errors)")
      #expect(try await Program("snapshot", "diff", file, served.control).output == "")
      #expect(
        try await Program("snapshot", "save", served.control).output
          == String(contentsOfFile: file, encoding: .utf8))
    }
  }

  @Test func `a snapshot makes a world that is not there`() async throws {
    try await ServedWorld.serving { served in
      let scratch = try Scratch()
      let file = scratch.folder.appending(path: "s.json").path(percentEncoded: false)
      _ = try await Program("snapshot", "save", served.control, "--output", file)

      let copy = "\(served.control)/worlds/copy"
      #expect(try await Program("snapshot", "load", file, copy).exitCode == 0)
      #expect(try await Program("snapshot", "diff", served.control, copy).exitCode == 0)
      #expect(try await Program("snapshot", "save", "\(served.control)/worlds/none").exitCode == 3)
    }
  }

  @Test func `a snapshot says what it holds`() async throws {
    try await ServedWorld.serving { served in
      let text = try await Program("snapshot", "inspect", served.control)
      let json = try await Program("snapshot", "inspect", served.control, "--format", "json")

      #expect(text.output.contains("version 4, the clock stands at 2026-01-01T00:00:00Z\n"))
      #expect(text.output.contains(/\naccount +2\n/))
      #expect(json.output.contains(#""frozen":true"#) && json.output.contains(#""account":2"#))
    }
  }

  @Test func `the version of a snapshot is that of its file`() async throws {
    for version in 1...3 {
      let file = "fixtures/snapshots/version-\(version).json"
      let text = try await Program("snapshot", "inspect", file).output
      #expect(text.hasPrefix("version \(version), "), "\(text)")
    }
  }

  @Test func `what another server answers is not saved`() async throws {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "s.json").path(percentEncoded: false)
    for answer in [OtherServer.redirect, OtherServer.page, OtherServer.isReady] {
      try await OtherServer.serving(ready: OtherServer.isReady, other: answer) { address in
        let run = try await Program("snapshot", "save", address, "--output", file)
        #expect(run.exitCode == 3, "\(run.errors)")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == [])
  }

  @Test func `what is no snapshot is refused with file and field`() async throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      #"{"nslab_snapshot":9,"time":0,"frozen":true,"tables":{}}"#, to: "s")

    let wrong = try await Program("snapshot", "inspect", file)
    #expect(wrong.exitCode == 3)
    #expect(wrong.errors.contains("\(file): nslab_snapshot is 9 and must be from 1 to 4"))
    #expect(try await Program("snapshot", "inspect", "\(file).gone").exitCode == 3)
    #expect(try await Program("snapshot", "inspect", "http://127.0.0.1:1/elsewhere").exitCode == 64)
    #expect(try await Program("snapshot", "save", "http://127.0.0.1:1").exitCode == 4)
  }
}
