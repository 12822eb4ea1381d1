/// A fresh panel for one run: how to reach it, and who is known there.
///
/// It has one reseller with a namespace and no users, and an administrator; at least one address is free.
public struct ExplorationPanel: Sendable {
  /// A login with its password.
  public struct Account: Sendable {
    let name: String
    let password: Secret

    /// Names an account.
    public init(name: String, password: Secret) {
      self.name = name
      self.password = password
    }
  }

  let transport: PanelTransport
  let reseller: Account
  let administrator: Account

  /// Describes a panel; every address leads to it.
  public init(transport: PanelTransport, reseller: Account, administrator: Account) {
    self.transport = transport
    self.reseller = reseller
    self.administrator = administrator
  }
}
