internal import ArgumentParser
internal import Foundation
internal import Provisioner

/// The words of providers for their customers.
struct ProvisionMailTemplate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail-template",
    abstract: "Give a provider words of his own for the activation message.",
    discussion: """
      Templates are mustache and know service, panel, login, password, nameServers (a list) and \
      domain. A template that does not tell address, login, password and both name servers is \
      refused.
      """,
    subcommands: [Set.self, Delete.self, ProvisionListing<ListedMailTemplates>.self])

  /// Whose words they are.
  struct Place: ParsableArguments {
    @Option(help: ArgumentHelp("The provider.", valueName: "id")) var provider: Int64 = 1
    // Mails go out in --language; a template is for one language too.
    @Option(help: "The language of the template.")
    var templateLanguage = ActivationMail.Language.english
  }

  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Give a provider a template.")
    @OptionGroup var options: ProvisionOptions
    @OptionGroup var place: Place
    @Option(help: "The subject, as a template.") var subject: String
    @Option(help: ArgumentHelp("The plain part.", valueName: "file")) var textFile: String
    @Option(help: ArgumentHelp("The HTML part.", valueName: "file")) var htmlFile: String

    func run() async throws {
      try await options.perform { billing in
        let template = MailTemplate(
          subject: subject, text: try Self.read(textFile, "text-file"),
          html: try Self.read(htmlFile, "html-file"))
        try billing.setMailTemplate(
          template, provider: place.provider, language: place.templateLanguage)
      }
    }

    private static func read(_ path: String, _ option: String) throws -> String {
      guard let data = FileManager.default.contents(atPath: path),
        let text = String(data: data, encoding: .utf8)
      else { throw BillingError.badField(option, value: path, expected: "a readable text file") }
      return text
    }
  }

  struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "delete",
      abstract: "Take a provider's template away; he has everybody's words then.")
    @OptionGroup var options: ProvisionOptions
    @OptionGroup var place: Place

    func run() async throws {
      try await options.perform {
        try $0.setMailTemplate(
          nil, provider: place.provider, language: place.templateLanguage)
      }
    }
  }
}

enum ListedMailTemplates: ListedRecords {
  static let name = "list"
  static let abstract = "List the templates of providers."

  static func listing(_ billing: Provisioner) throws -> Listing {
    Listing(["provider", "language", "subject"], of: try billing.mailTemplates()) {
      ["\($0.provider)", $0.language.rawValue, $0.template.subject]
    }
  }
}
