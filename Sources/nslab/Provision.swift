internal import ArgumentParser

/// The billing side: integrations, orders, and what became of them.
struct Provision: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provision",
    abstract: "Provision name servers as BILLmanager does, from a database file.",
    discussion: ProvisionExit.help,
    subcommands: [
      ProvisionProvider.self, ProvisionPlan.self, ProvisionIntegration.self, ProvisionOrder.self,
      ProvisionVerb<OpenVerb>.self, ProvisionVerb<ReopenVerb>.self, ProvisionVerb<SuspendVerb>.self,
      ProvisionVerb<ResumeVerb>.self, ProvisionSetParam.self, ProvisionVerb<CloseVerb>.self,
      ProvisionSync.self, ProvisionServices.self, ProvisionListing<ListedOperations>.self,
      ProvisionRetry.self, ProvisionListing<ListedTasks>.self,
      ProvisionListing<ListedProblems>.self, ProvisionListing<ListedMail>.self,
      ProvisionMailTemplate.self,
      ProvisionFreeDomain.self, ProvisionLicence.self, ProvisionISPmanager.self,
      ProvisionServe.self,
    ])
}
