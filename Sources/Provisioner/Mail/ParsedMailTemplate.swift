internal import Mustache

/// A ``MailTemplate`` that can be filled in.
struct ParsedMailTemplate: Sendable {
  private let subject: MustacheTemplate
  private let text: MustacheTemplate
  private let html: MustacheTemplate

  /// - Throws: What the template engine throws for a template that is none.
  init(_ template: MailTemplate) throws {
    // A plain part is no HTML: a password would no longer be one.
    func plain(_ template: String) throws -> MustacheTemplate {
      try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + template)
    }
    subject = try plain(template.subject)
    text = try plain(template.text)
    html = try MustacheTemplate(string: template.html)
  }

  /// The message with its values.
  func filled(_ values: [String: Any]) -> MailTemplate {
    MailTemplate(
      subject: subject.render(values), text: text.render(values), html: html.render(values))
  }

  /// The message of providers that have none of their own.
  static func standard(_ language: ActivationMail.Language) throws -> Self {
    switch language {
    case .english: try english.get()
    case .russian: try russian.get()
    }
  }

  // Parsed once: it takes as long as the rest of a mail.
  private static let english = Result { try ParsedMailTemplate(.standard(.english)) }
  private static let russian = Result { try ParsedMailTemplate(.standard(.russian)) }
}
