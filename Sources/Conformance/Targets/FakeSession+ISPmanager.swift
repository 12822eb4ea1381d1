internal import DNSWire
internal import FakeDNSmanager
internal import Provisioner

extension FakeSession {
  func ispmanager(
    _ command: ISPmanagerCommand, service: Int64, isNotified: Bool
  ) async throws -> ISPmanagerAnswer {
    var answer = ISPmanagerAnswer(outcome: "done")
    do {
      if case .wait(let seconds) = command { advance(by: seconds) }
      let master = try provisioner.service(service).address ?? ""
      let notify: ISPmanager.Notifying = isNotified ? notifying(from: master) : Self.silent
      answer = try await provisioner.withISPmanager(of: service, notify: notify) { ispmanager in
        var answer = try await self.perform(command, on: ispmanager, service: service)
        answer.domains = await ispmanager.domains.map(\.name)
        answer.connection = await ispmanager.slaveServer?.origin.rawValue
        answer.login = await ispmanager.slaveServer?.username
        return answer
      }
    } catch let error as BillingError {
      answer = ISPmanagerAnswer(outcome: "refused", error: "\(error)")
    } catch let error as ConnectionRefused {
      answer = ISPmanagerAnswer(outcome: "refused", error: "\(error)")
    }
    try await transferSlaveDomains()
    return answer
  }

  private static let silent: ISPmanager.Notifying = { _, _ in }

  private func perform(
    _ command: ISPmanagerCommand, on ispmanager: ISPmanager, service: Int64
  ) async throws -> ISPmanagerAnswer {
    switch command {
    case .connect(let form, let synchronises):
      let server = SlaveServer(
        url: try PanelURL(typed: form.url), username: form.user, password: Secret(form.password),
        nameServers: form.nameServers)
      return ISPmanagerAnswer(
        try await ispmanager.connect(to: server, synchronises: synchronises))
    case .activate:
      guard
        case .nothing(let reason) = try await provisioner.connectByLicence(
          ispmanager, service: service)
      else { return ISPmanagerAnswer(outcome: "done") }
      return ISPmanagerAnswer(outcome: "nothing", error: reason)
    case .create(let domain):
      return ISPmanagerAnswer(try await ispmanager.createDomain(domain))
    case .delete(let domain): try await ispmanager.deleteDomain(domain)
    case .add(let record):
      try await ispmanager.addRecord(
        record.name, type: record.type, value: record.value, to: record.domain)
    case .remove(let record):
      try await ispmanager.removeRecord(
        record.name, type: record.type, value: record.value, from: record.domain)
    case .synchronise: return ISPmanagerAnswer(try await ispmanager.synchronise())
    case .wait, .look: break
    }
    return ISPmanagerAnswer(outcome: "done")
  }
}

/// DNS between the customer's server and the panels, message by message and without sockets.
extension FakeSession {
  /// Has every panel transfer what is due from the servers that it is a slave of.
  private func transferSlaveDomains() async throws {
    for panel in panels.all {
      try await panel.world.transferDueDomains { [provisioner] query, master in
        let server = try provisioner.services().first {
          $0.address == master && $0.status != .deleted
        }
        guard let server else { throw TargetError.unreachable("no server has \(master)") }
        return try await provisioner.withISPmanager(of: server.id) {
          await $0.answerDNS(query, isTCP: true)
        }
      }
    }
  }

  /// Sends NOTIFY to the panels' name servers of these names, as coming from a master.
  private func notifying(from master: String) -> ISPmanager.Notifying {
    { [panels] zone, nameServers in
      guard let name = try? Name("\(zone).") else { return }
      var notify = Message.query(id: 0, Question(name: name, type: .soa))
      notify.header.opcode = .notify
      notify.header.isAuthoritative = true
      guard let packet = try? notify.encoded() else { return }
      for panel in panels.all {
        for (namespace, addresses) in (try? panel.world.nameServerAddresses()) ?? [:] {
          let told = zip(["ns1", "ns2"], [addresses.first, addresses.last]).filter { prefix, _ in
            nameServers.contains("\(prefix).\(namespace)")
          }
          for address in Set(told.compactMap(\.1)) {
            _ = panel.world.answerDNS(packet, at: address, over: .udp, from: master)
          }
        }
      }
    }
  }
}

extension PanelURL {
  /// Reads an address that a customer types.
  fileprivate init(typed text: String) throws(ConnectionRefused) {
    do throws(PanelURLError) {
      try self.init(text)
    } catch {
      throw ConnectionRefused(error)
    }
  }
}

extension ISPmanagerAnswer {
  /// How it stands with one domain.
  fileprivate init(_ mirror: HostedDomain.Mirror) {
    switch mirror {
    case .none, .made: self.init(outcome: "done")
    case .pending(let reason): self.init(outcome: "pending", error: reason)
    case .conflict(let reason): self.init(outcome: "conflict", error: reason)
    }
  }

  /// How it stands with all of them: the worst decides.
  fileprivate init(_ report: SyncReport) {
    let problems = report.conflicts + report.pending
    let outcome = report.conflicts.isEmpty ? "pending" : "conflict"
    self.init(
      outcome: problems.isEmpty ? "done" : outcome,
      error: problems.isEmpty
        ? nil : problems.map { "\($0.domain): \($0.reason)" }.joined(separator: "; "))
  }
}
