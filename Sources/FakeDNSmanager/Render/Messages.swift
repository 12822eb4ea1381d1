/// The sentences for people, by language.
///
/// Nobody may match on them, but for the one template that a client is known to compare.
enum Messages {
  /// The texts of one refusal.
  struct ErrorText: Equatable {
    /// The template, with `__object__`, `__value__` and `__desc__` in place.
    var group: String?
    /// The final sentence.
    var message: String
    /// What people call the object, when we know a name for it.
    var label: String?
    /// A refused login carries its sentence twice (observed, reference §2.4).
    var repeatsAsDetail = false
  }

  static func text(of error: PanelError, in language: Language) -> ErrorText {
    if error.kind == .auth, error.object == "badpassword" {
      return ErrorText(message: badPassword[language], repeatsAsDetail: true)
    }
    let label = labels[error.object]?[language]
    let template = template(of: error)?[language] ?? "__desc__"
    let message =
      template
      .replacing("__object__", with: label ?? error.object)
      .replacing("__value__", with: error.value ?? "")
      .replacing("__desc__", with: error.detail ?? "")
    return ErrorText(group: template, message: message, label: label)
  }

  private static func template(of error: PanelError) -> Text? {
    switch error.wording {
    case .ofKind: templates[error.kind]
    case .invalidDomainName: invalidDomainName
    }
  }

  /// One text in the two languages of the panel.
  struct Text {
    let english: String
    let russian: String

    subscript(language: Language) -> String {
      switch language {
      case .english: english
      case .russian: russian
      }
    }
  }

  /// The blank at the end is the product's own (observed, reference §5, quirk 14).
  private static let badPassword = Text(
    english: "Invalid username or password ", russian: "Неверное имя пользователя или пароль ")

  /// Observed in English (reference §2.4).
  private static let invalidDomainName = Text(
    english: "Invalid domain name '__value__'", russian: "Неверное доменное имя '__value__'")

  /// `exists` is compared literally by a client; the others are assumed (reference §2.4).
  private static let templates: [PanelError.Kind: Text] = [
    .auth: Text(english: "Authentication is required", russian: "Необходима авторизация"),
    .access: Text(
      english: "Access denied: '__object__'", russian: "Доступ запрещён: '__object__'"),
    .missed: Text(
      english: "__object__ with '__value__' does not exist",
      russian: "__object__ '__value__' не существует"),
    .value: Text(
      english: "The '__object__' field has an invalid value. __desc__",
      russian: "Поле '__object__' имеет недопустимое значение. __desc__"),
    .exists: Text(
      english: "__object__ with '__value__' already exists",
      russian: "__object__ '__value__' уже существует"),
    .limit: Text(
      english: "Limit exceeded: '__object__' (__value__)",
      russian: "Превышено ограничение: '__object__' (__value__)"),
    .license: Text(
      english: "The license does not allow this", russian: "Лицензия не позволяет это сделать"),
    .refererConfirm: Text(
      english: "Please confirm the operation", russian: "Подтвердите выполнение операции"),
    .system: Text(english: "Internal error", russian: "Внутренняя ошибка"),
  ]

  private static let labels: [String: Text] = [
    "domain": Text(english: "Domain name", russian: "Доменное имя"),
    "record": Text(english: "Record", russian: "Запись"),
    "user": Text(english: "User", russian: "Пользователь"),
    "reseller": Text(english: "Reseller", russian: "Реселлер"),
    "namespace": Text(english: "Namespace", russian: "Пространство имён"),
    "domainlimit": Text(english: "Domain names", russian: "Доменные имена"),
    "userlimit": Text(english: "Users", russian: "Пользователи"),
    "ip": Text(english: "IP address", russian: "IP-адрес"),
    "elid": Text(english: "Element", russian: "Элемент"),
    "func": Text(english: "Function", russian: "Функция"),
    "admin": Text(english: "Administrator", russian: "Администратор"),
    "shareddomain": Text(english: "Shared domain", russian: "Общий домен"),
    "restrictdomain": Text(english: "Restricted name", russian: "Запрещённое имя"),
    "slaveserver": Text(english: "Slave server", russian: "Вторичный сервер"),
  ]
}
