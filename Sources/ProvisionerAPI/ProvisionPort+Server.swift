internal import LocalAPI
internal import Provisioner

extension ProvisionPort {
  /// The server as a whole.
  static let server: [ProvisionRoute] = [
    ProvisionRoute(
      method: .get, path: "/health", summary: "Whether the process answers, and its database does",
      gives: .json(.health), isOpen: true,
      perform: { call in
        _ = try call.billing.providers()
        return try .json(HealthLine(status: "ok"))
      }),
    .openAPI,
  ]
}

/// Whether something is well.
struct HealthLine: Codable, Equatable {
  let status: String
}
