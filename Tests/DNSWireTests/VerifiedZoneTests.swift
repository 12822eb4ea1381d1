import DNSWire
import Foundation
import TestSupport
import Testing

/// Signed zones before BIND's own judge.
struct VerifiedZoneTests {
  private static let path = ["/usr/bin/dnssec-verify", "/usr/sbin/dnssec-verify"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: path != nil, "dnssec-verify is not installed"))
  func `BIND finds generated zones signed as they must be, and one signature less a fault`()
    async throws
  {
    let now = UInt32(Date().timeIntervalSince1970)
    let validity = SignatureValidity(inception: now - 3_600, expiration: now + 86_400)
    for (index, zone) in try GeneratedZones(seed: 11, count: 12).zones.enumerated() {
      let algorithm: ZoneKey.Algorithm = index.isMultiple(of: 2) ? .ecdsaP256 : .ed25519
      let signed = try zone.signed(
        by: try ZoneKey(algorithm, derivedFrom: [UInt8(index)]), validity)

      let verdict = try await verify(signed.records, of: zone.origin)
      #expect(verdict.isGood, "\(verdict.words)\n\(signed.text)")

      let names = signed.sets.filter { !$0.signatures.isEmpty }
      let victim = try #require(names.last?.signatureRecords.first)
      #expect(!(try await verify(signed.records.filter { $0 != victim }, of: zone.origin).isGood))
    }
  }

  private func verify(
    _ records: [ResourceRecord], of origin: Name
  ) async throws -> (isGood: Bool, words: String) {
    let file = FileManager.default.temporaryDirectory.appending(path: "zone-\(UUID().uuidString)")
    try ZoneText.text(records).write(to: file, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let end = try await Child.run(
      try #require(Self.path), ["-z", "-o", origin.description, file.path])
    return (end.status == 0, end.output + end.errors)
  }
}
