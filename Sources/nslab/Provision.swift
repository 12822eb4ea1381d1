internal import ArgumentParser

/// The billing side: integrations, orders, and what became of them.
struct Provision: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provision",
    abstract: "Provision name servers as BILLmanager does, from a database file.",
    discussion: ProvisionExit.help,
    subcommands: [
      ProvisionProvider.self, ProvisionPlan.self, ProvisionIntegration.self, ProvisionOrder.self,
      ProvisionOpen.self, ProvisionReopen.self, ProvisionSuspend.self, ProvisionResume.self,
      ProvisionSetParam.self, ProvisionClose.self, ProvisionSync.self, ProvisionServices.self,
      ProvisionOperations.self, ProvisionRetry.self, ProvisionTasks.self, ProvisionProblems.self,
      ProvisionMail.self, ProvisionFreeDomain.self, ProvisionLicence.self,
      ProvisionISPmanager.self,
    ])
}
