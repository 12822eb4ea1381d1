/// A panel for one run: how to reach it, who is known there, and how to have another one like it.
///
/// A fresh one has one reseller with a namespace and no users, and an administrator; at least one address is free.
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
  let copy: @Sendable () throws -> ExplorationPanel

  /// Describes a panel; every address leads to it.
  ///
  /// `copy` gives another one in the state in which this one is then, from any thread.
  public init(
    transport: PanelTransport, reseller: Account, administrator: Account,
    copy: @escaping @Sendable () throws -> ExplorationPanel
  ) {
    self.transport = transport
    self.reseller = reseller
    self.administrator = administrator
    self.copy = copy
  }
}
