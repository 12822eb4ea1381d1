/// What a domain's owner has had written into the zone above it: who answers for the domain.
public struct Delegation: Sendable, Equatable {
  /// A name server of the domain.
  public struct Server: Sendable, Equatable {
    /// The host's name, lower case, no final dot.
    public var name: String
    /// Its IPv4 or IPv6 address, which a server below the domain needs (glue); `nil` has it looked up.
    public var address: String?

    /// Creates a server.
    public init(name: String, address: String? = nil) {
      self.name = name
      self.address = address
    }
  }

  /// The domain, lower case, no final dot.
  public var domain: String
  /// At least one, at most ``maximumServerCount``.
  public var servers: [Server]
  /// The data of its DS records as a zone file has it: `12345 13 2 0A1B…`; none for an unsigned domain.
  public var signers: [String]

  /// As many as the registries of com and net take.
  public static let maximumServerCount = 13

  /// Creates a delegation; whether it makes sense is found out by ``World/delegate(_:)``.
  public init(domain: String, servers: [Server], signers: [String] = []) {
    self.domain = domain
    self.servers = servers
    self.signers = signers
  }
}

extension Delegation.Server: CustomStringConvertible {
  /// Reads `ns1.company.com` or `ns1.company.com/192.0.2.1`, as the panels of the product's family
  /// write a server with its address.
  ///
  /// - Throws: ``DelegationError`` that names the text.
  public init(_ text: String) throws(DelegationError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let address = parts.count > 1 ? IPAddress(formValue: String(parts[1])) : nil
    guard let name = parts.first.flatMap({ DomainName(String($0)) }),
      parts.count == 1 || address != nil
    else {
      throw DelegationError(
        "servers", text, "must be like ns1.company.com or ns1.company.com/192.0.2.1")
    }
    self.init(name: name.text, address: address?.text)
  }

  /// The name, and behind a slash the address where there is one.
  public var description: String { address.map { "\(name)/\($0)" } ?? name }
}

/// Why a domain cannot be delegated, or a world cannot have such parent zones.
public struct DelegationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The field that is wrong.
  public let field: String
  /// What it holds.
  public let value: String
  /// What would be right.
  public let problem: String

  init(_ field: String, _ value: String, _ problem: String) {
    self.field = field
    self.value = value
    self.problem = problem
  }

  /// The refusal on one line.
  public var description: String { "\(field) \(value.debugDescription) \(problem)" }
}
