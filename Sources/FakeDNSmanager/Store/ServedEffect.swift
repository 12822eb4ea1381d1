/// What a statement's rows mean for the answers of the name server.
///
/// A statement that does not say so counts as ``anyDomain``: forgetting to say it costs time and makes
/// no wrong answer.
enum ServedEffect: Sendable {
  /// Nothing: no answer shows these rows.
  case nothing
  /// The records of one name, lower case and absolute, of a domain; its serial grows with them.
  case name(String, domainID: Int64)
  /// All records of a domain.
  case contents(domainID: Int64)
  /// A domain itself: it came, went, is suspended, or has another serial.
  case domain(Int64)
  /// The namespaces and their addresses.
  case namespaces
  /// Which domains are answered for, and how; their contents change with their serials only.
  case anyDomain
  /// Everything: rows were put back, so that the same serial may stand for other contents.
  case everything
}

/// The effects of one or many transactions, put together.
struct ServedChanges: Sendable {
  /// How much is to be looked at beyond what is named.
  enum Reach: Int, Sendable {
    case named
    case anyDomain
    case everything
  }

  private(set) var reach = Reach.named
  private(set) var concernsNamespaces = false
  /// Domains that came, went, or have another row, by id.
  private(set) var domains: Set<Int64> = []
  /// Domains of which all records may be others.
  private(set) var contents: Set<Int64> = []
  /// Names whose records may be others, by their domain.
  private(set) var names: [Int64: Set<String>] = [:]
  private var nameCount = 0

  /// Domains and names that are gathered at most; beyond that all is looked at again.
  ///
  /// So whoever changes much and asks nothing takes no memory.
  private static let maximumCount = 10_000

  /// Everything, as when nobody has looked yet.
  static let everything = ServedChanges(.everything)

  init(_ reach: Reach = .named) {
    self.reach = reach
  }

  /// Whether no answer can be another one.
  var isNothing: Bool {
    reach == .named && !concernsNamespaces && domains.isEmpty && contents.isEmpty && names.isEmpty
  }

  /// Adds what a statement did.
  mutating func add(_ effect: ServedEffect) {
    guard reach != .everything else { return }
    switch effect {
    case .nothing: break
    case .name(let name, let id):
      if names[id, default: []].insert(name).inserted { nameCount += 1 }
    case .contents(let id): contents.insert(id)
    case .domain(let id): domains.insert(id)
    case .namespaces: concernsNamespaces = true
    case .anyDomain: reach = .anyDomain
    case .everything: self = .everything
    }
    if nameCount + contents.count + domains.count > Self.maximumCount { self = .everything }
  }

  /// Adds what came later.
  mutating func add(_ later: ServedChanges) {
    guard later.reach != .everything else { return self = .everything }
    if later.reach == .anyDomain { add(.anyDomain) }
    if later.concernsNamespaces { add(.namespaces) }
    for id in later.domains { add(.domain(id)) }
    for id in later.contents { add(.contents(domainID: id)) }
    for (id, names) in later.names { for name in names { add(.name(name, domainID: id)) } }
  }
}

/// Gathers the effects of one transaction, which ends before anybody else sees it.
final class ServedEffects {
  private(set) var changes = ServedChanges()

  func add(_ effect: ServedEffect) { changes.add(effect) }
}
