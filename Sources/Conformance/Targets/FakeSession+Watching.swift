internal import Foundation
internal import Provisioner
private import Synchronization

extension FakeSession {
  func contactedHosts() async throws -> [ContactedHost] { contacts.all }

  func writtenWords() async throws -> WrittenWords {
    WrittenWords(
      log: log.lines,
      errors: try provisioner.operations().compactMap(\.error) + provisioner.tasks().map(\.text)
        + provisioner.problems().map(\.message))
  }
}

/// The hosts that the billing side sends requests to; a lock guards the list.
final class Contacts: Sendable {
  private let seen = Mutex<[ContactedHost]>([])

  /// Each once, in the order of the first request.
  var all: [ContactedHost] { seen.withLock { $0 } }

  /// Notes the host of each request before it goes where it goes.
  func watching(_ transport: PanelTransport, _ panels: FakePanels) -> PanelTransport {
    PanelTransport { [self] request in
      let url = request.url.text
      let contact = ContactedHost(
        host: URLComponents(string: url)?.host ?? url,
        panel: panels.all.first { $0.path(of: url) != nil }?.name)
      seen.withLock { seen in
        if !seen.contains(contact) { seen.append(contact) }
      }
      return try await transport.send(request)
    }
  }
}

extension PasswordGenerator {
  /// These passwords one after another, and then generated ones.
  static func first(_ texts: [String]) -> Self {
    let rest = Mutex(texts[...])
    let others = PasswordGenerator.seeded(1)
    return Self { rest.withLock { $0.popFirst() }.map { Secret($0) } ?? others.next() }
  }
}
