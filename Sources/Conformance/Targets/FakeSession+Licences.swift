internal import Provisioner

extension FakeSession {
  func licence(_ command: LicenceCommand) async throws -> LicenceAnswer {
    var answer = LicenceAnswer(outcome: "done")
    do {
      switch command {
      case .register(let domain): try provisioner.registerBillingDomain(domain)
      case .look(let service):
        let licence = try provisioner.licence(of: service)
        answer.address = licence?.address
        answer.settings = licence?.billingDomain
      }
    } catch let error as BillingError {
      answer = LicenceAnswer(outcome: "refused", error: "\(error)")
    }
    answer.registered = try provisioner.registeredBillingDomain()
    return answer
  }
}
