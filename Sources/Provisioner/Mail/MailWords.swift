/// What the activation mail says in one language, without its values.
struct MailWords {
  let subject: String
  let greeting: String
  let introduction: String
  let address: String
  let login: String
  let password: String
  let unchanged: String
  let nameServers: String
  let domain: String
  let advice: String
}

extension MailWords {
  init(_ language: ActivationMail.Language) {
    self =
      switch language {
      case .english: Self.english
      case .russian: Self.russian
      }
  }

  private static let english = Self(
    subject: "Your name servers are ready (service {{service}})", greeting: "Hello,",
    introduction: "your service {{service}} is active. Your access to DNSmanager:",
    address: "Address", login: "Login", password: "Password",
    unchanged: "as before", nameServers: "Your name servers",
    domain: "The domain name of your server",
    advice: "Create your domain names in DNSmanager and delegate them to these name servers.")

  private static let russian = Self(
    subject: "Ваши серверы имён готовы (услуга {{service}})", greeting: "Здравствуйте!",
    introduction: "Услуга {{service}} открыта. Доступ к DNSmanager:",
    address: "Адрес", login: "Логин", password: "Пароль",
    unchanged: "прежний", nameServers: "Ваши серверы имён",
    domain: "Доменное имя вашего сервера",
    advice: "Создайте доменные имена в DNSmanager и делегируйте их на эти серверы имён.")
}
