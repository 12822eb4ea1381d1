internal import FakeDNSmanager
internal import Provisioner

extension MutantCatalog.Entry {
  /// The provisioner's wrong behaviour, when it is one of the provisioner.
  var provisionerMutant: ProvisionerMutant? {
    side == .provisioner ? ProvisionerMutant(rawValue: name) : nil
  }

  /// The panel's wrong behaviours: one, or none when it is one of the provisioner.
  var panelMutants: Set<Mutant> {
    side == .panel ? Set([Mutant(rawValue: name)].compactMap(\.self)) : []
  }
}
