internal import FakeDNSmanager

/// A simulated panel of one exploration run: bytes in, bytes out.
///
/// Apart from `Explore`, as both sides have a type named `PanelRequest` that no module name can tell apart.
struct ExploredWorld: Sendable {
  static let reseller = (name: "provider", password: "reseller-secret")
  static let administrator = (name: "root", password: "root-secret")

  private let world: World

  /// What every run's world is copied from.
  static func template() throws -> Self {
    var file = WorldFile()
    file.administrators = [.init(name: administrator.name, password: administrator.password)]
    file.resellers = [
      .init(name: reseller.name, password: reseller.password, namespace: "company.com")
    ]
    return Self(world: try World(file))
  }

  func copy() throws -> Self { Self(world: try world.fork()) }

  func post(_ body: [UInt8]) -> (status: Int, contentType: String?, body: [UInt8]) {
    let answer = world.answer(PanelRequest(method: "POST", body: body))
    return (answer.status, answer.header("content-type"), answer.body)
  }
}
