import FakeDNSmanager
import Foundation
import Provisioner
import Testing

@testable import Conformance

struct MutantCatalogTests {
  @Test func `every wrong behaviour of both sides is in the table`() {
    func names(_ side: MutantCatalog.Entry.Side) -> [String] {
      MutantCatalog.entries.filter { $0.side == side }.map(\.name).sorted()
    }

    #expect(names(.provisioner) == ProvisionerMutant.allCases.map(\.rawValue).sorted())
    #expect(names(.panel) == Mutant.allCases.map(\.rawValue).sorted())
  }
}
