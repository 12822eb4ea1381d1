import Foundation
import Testing

/// Which ways lead out of the provisioner: whoever adds one must look at the clauses about secrets and
/// about registrars (NS-20, NS-59).
struct OutwardWaysTests {
  @Test func `only the panel's transport and mail reach other hosts or start programs`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Provisioner").standardizedFileURL
    let files = try #require(FileManager.default.enumerator(atPath: sources.path))
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    #expect(files.count > 80)

    let outward = try files.filter { file in
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      let ways = ["HTTPClient(", "ClientBootstrap(", "URLSession", "Process()", "posix_spawn"]
      return ways.contains(where: text.contains)
    }

    #expect(outward.contains("Panel/HTTPTransport.swift"))
    let panel = ["Panel/HTTPTransport.swift", "Panel/CertificateProbe.swift"]
    #expect(outward.allSatisfy { panel.contains($0) || $0.hasPrefix("Mail/") })
  }
}
