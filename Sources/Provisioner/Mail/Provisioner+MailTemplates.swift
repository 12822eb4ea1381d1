/// The words that a provider has for his customers in one language.
public struct ProviderMailTemplate: Equatable, Sendable {
  /// The provider's id.
  public let provider: Int64
  /// The language.
  public let language: ActivationMail.Language
  /// The words.
  public let template: MailTemplate
}

extension Provisioner {
  /// Gives a provider words of his own in one language; `nil` takes them away again.
  ///
  /// Documented: templates are one per provider, else the common one, and can be localised (billing
  /// reference, 1.7).
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` for a template that leaves out what the
  ///   customer must be told, or does not escape it; ``BillingError/noSuch(_:_:)``.
  public func setMailTemplate(
    _ template: MailTemplate?, provider: Int64, language: ActivationMail.Language
  ) throws {
    try template?.validate()
    try store.setMailTemplate(template, provider: provider, language: language)
  }

  /// The words of all providers that have their own.
  public func mailTemplates() throws -> [ProviderMailTemplate] { try store.mailTemplates() }
}
