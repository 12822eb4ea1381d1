import FakeDNSmanager
import Provisioner
import Testing

struct TrustTests {
  @Test func `only a certificate of a trusted authority is accepted`() async throws {
    let panel = try await FakeDNSmanager.start(
      world: World(WorldFile()), http: nil, https: .issued())
    let other = try FakeDNSmanager.HTTPS.issued().certificate.authorityPEM
    let url = try PanelURL("https://127.0.0.1:\(panel.httpsPort ?? 0)/dnsmgr")
    let request = PanelRequest(url: url, form: [("func", "whoami"), ("out", "xml")])
    let right = try TrustedAuthorities(pem: try #require(panel.caCertificatePEM))
    let wrong = try TrustedAuthorities(pem: try #require(other))

    #expect(try await PanelTransport.http(trusting: right).send(request).status == 200)
    for transport in [PanelTransport.http(), .http(trusting: wrong)] {
      let error = await #expect(throws: TransportError.self) {
        try await transport.send(request)
      }
      guard case .tls = error else {
        Issue.record("\(String(describing: error)) is not about TLS")
        continue
      }
    }
    await panel.stop()
  }

  @Test(arguments: [
    "", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  ])
  func `what is no certificate is refused`(pem: String) {
    #expect(throws: TrustedAuthoritiesError.self) { try TrustedAuthorities(pem: pem) }
  }
}
