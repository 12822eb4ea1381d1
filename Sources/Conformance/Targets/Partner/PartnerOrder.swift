/// What a partner's provisioner is asked to do: one JSON document, described in docs/schema/order.json.
///
/// It holds all that BILLmanager would know, so that a program without a memory can carry it out.
struct PartnerOrder: Encodable, Sendable {
  /// The version of the document's form.
  static let version = 1

  let schema = Self.version
  let command: Command
  /// The simulated time, ISO 8601 in UTC.
  let now: String
  /// Which try of the operation this is, counted from 1.
  let `try`: Int
  /// Absent when only an integration is to be checked.
  var service: Service?
  var plan: Plan?
  /// In the order in which they were added.
  let integrations: [Integration]
  /// The form that `check` is about.
  var candidate: Integration?
  /// Whether `check` may call the panel; `false` looks at the form alone.
  var contact: Bool?
  let smtp: String
  let customer: Customer?

  /// What is to be done.
  enum Command: String, Encodable, Sendable {
    case open
    case suspend
    case resume
    case close
    /// Look at the integration in `candidate` as BILLmanager does before it saves the form.
    case check
  }

  /// The service and what the partner said of it before.
  struct Service: Encodable, Sendable {
    /// In digits: ids have 64 bits, and many JSON readers have 53.
    let id: String
    /// The chosen item of the resource; absent for the plan's default.
    let choice: String?
    let domain: String?
    let namespace: String?
    let status: String
    let parameters: [String: String]
  }

  /// The tariff plan, and its resource "Name servers".
  struct Plan: Encodable, Sendable {
    let name: String
    let provider: String
    /// `on`, `off` or `absent`.
    let nameServers: String
    let defaultChoice: String

    enum CodingKeys: String, CodingKey {
      case name, provider
      case nameServers = "name_servers"
      case defaultChoice = "default_choice"
    }
  }

  /// The vendor's form.
  struct Integration: Encodable, Sendable, Equatable {
    var type: String
    var name: String
    /// The declared panel that it was made for; ours alone.
    var panel: String
    var url: String
    var username: String
    var password: String
    /// Absent: every provider may use it.
    var provider: String?
    var freeDomain = false
    var providerNS = false
    var privateNS = false
    /// Deleted while services used it: good for closing them, and for nothing else.
    var retired = false

    enum CodingKeys: String, CodingKey {
      case type, name, url, username, password, provider, retired
      case freeDomain = "free_domain"
      case providerNS = "provider_ns"
      case privateNS = "private_ns"
    }
  }

  /// Whom to write to.
  struct Customer: Encodable, Sendable {
    let email: String
  }
}
