import Testing

@testable import Provisioner

struct IntegrationChoiceTests {
  private static func integration(
    _ id: Int64, provider: Int64? = nil, panel: PanelKind = .dnsmanager5, providerNS: Bool = true,
    privateNS: Bool = false
  ) throws -> Integration {
    Integration(
      id: id, panel: panel, provider: provider, name: "I\(id)",
      url: try PanelURL("http://127.0.0.1:1"), publicURL: nil, username: "provider",
      password: "secret", freeDomain: false, providerNS: providerNS, privateNS: privateNS,
      verifiesTLS: true, isRetired: false)
  }

  private func chosen(
    _ integrations: [Integration], choice: NameServerChoice = .provider,
    mutant: ProvisionerMutant? = nil
  ) -> Int64? {
    let found = IntegrationChoice.choose(
      from: integrations, provider: 1, choice: choice, mutant: mutant)
    if case .chosen(let integration, _) = found { return integration.id }
    return nil
  }

  @Test func `the lowest id wins in whatever order they come`() throws {
    let all = try [3, 1, 2].map { try Self.integration($0) }

    #expect(chosen(all) == 1)
    #expect(chosen(all.reversed()) == 1)
    #expect(chosen(all, mutant: .usesLastIntegration) == 3)
  }

  @Test func `each purpose has its own first`() throws {
    let all = [
      try Self.integration(1), try Self.integration(2, providerNS: false, privateNS: true),
      try Self.integration(3, privateNS: true),
    ]

    #expect(chosen(all) == 1)
    #expect(chosen(all, choice: .private) == 2)
    #expect(chosen(all, choice: .private, mutant: .countsUntickedIntegrations) == 1)
  }

  @Test func `only what the provider may use counts`() throws {
    let all = [try Self.integration(1, provider: 2), try Self.integration(2, provider: 1)]

    #expect(chosen(all) == 2)
    #expect(chosen([try Self.integration(7)]) == 7)
    #expect(chosen(all, mutant: .ignoresProviderFilter) == 1)
  }

  @Test func `there is no fall-back to the other purpose`() throws {
    let all = [try Self.integration(1)]

    #expect(chosen(all, choice: .private) == nil)
    #expect(chosen(all, choice: .none) == nil)
    #expect(chosen(all, choice: .private, mutant: .privateFallsBackToProvider) == 1)
  }

  @Test func `deleted ones and other panels are passed over`() throws {
    var retired = try Self.integration(1)
    retired.isRetired = true

    #expect(chosen([retired, try Self.integration(2, panel: .ispmanager5)]) == nil)
  }

  @Test func `the reason names who was passed over and why`() throws {
    let all = [
      try Self.integration(1, provider: 2), try Self.integration(2, providerNS: false),
      try Self.integration(3), try Self.integration(4),
    ]
    let choice = IntegrationChoice.choose(from: all, provider: 1, choice: .provider)

    guard case .chosen(_, let reason) = choice else {
      Issue.record("nothing was chosen: \(choice)")
      return
    }
    #expect(
      reason == "integration 3 'I3' is the first that serves provider name servers; passed over: "
        + "integration 1 'I1' is for provider 2, not 1, integration 2 'I2' is not ticked for "
        + "provider name servers, integration 4 'I4' is not the first")
  }
}
