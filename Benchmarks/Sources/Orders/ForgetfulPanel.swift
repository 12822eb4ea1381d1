import Provisioner
import Synchronization

/// A panel that knows a user only while his order is carried out, so that its memory is not measured.
final class ForgetfulPanel: Sendable {
  private let users = Mutex<Set<String>>([])

  var transport: PanelTransport {
    PanelTransport { [self] request in
      PanelReply(body: Array("<?xml version=\"1.0\"?><doc>\(answer(request))</doc>".utf8))
    }
  }

  private func answer(_ request: PanelRequest) -> String {
    let login = request.value(of: "elid") ?? request.value(of: "name") ?? ""
    switch (request.value(of: "func"), request.value(of: "sok")) {
    case ("whoami", _):
      guard let user = request.value(of: "su") else {
        return "<user name=\"provider\" level=\"24\" namespace=\"company.com\"/>"
      }
      // The last that an order asks for.
      users.withLock { _ = $0.remove(user) }
      return "<user name=\"\(user)\" level=\"16\" namespace=\"company.com\"/>"
    case ("user.edit", .some):
      users.withLock { _ = $0.insert(login) }
      return "<ok/>"
    case ("user.edit", nil) where users.withLock { $0.contains(login) }:
      return "<name>\(login)</name><parent>provider</parent><namespace>company.com</namespace>"
    default: return "<error type=\"missed\" object=\"user\"><msg>no</msg></error>"
    }
  }
}
