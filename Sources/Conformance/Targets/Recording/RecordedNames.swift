internal import FakeDNSmanager
internal import XMLReading

/// What stands in a scenario for the secrets and the ids of a recorded session.
///
/// A password that the client made up gets a made-up one, a password of the world file that one, a
/// session is captured, and what nobody can know comes from the environment.
struct RecordedNames {
  /// Where a name gets its value from.
  enum Origin: Equatable {
    /// A column of the case.
    case column(String)
    /// A variable of the environment.
    case environment(String)
    /// An answer, by the number of the call and what a capture of it looks at.
    case capture(call: Int, String)
  }

  /// The names in the order of their first use.
  private(set) var origins: [(name: String, origin: Origin)] = []
  /// The names by the recorded texts that they stand for.
  private var names: [String: String] = [:]
  private let world: WorldFile

  /// Texts that are not as secret as they are short: they would be found everywhere.
  private static let shortestSecret = 4
  /// Fields with which a client chooses a secret, or tells one that it has elsewhere (reference,
  /// sections 1.2, 3.4 and 3.6), also when a client misspells them.
  private static let chosen: Set = ["passwd", "confirm", "key", "password", "authinfo"]

  init(_ calls: [RecordedCall], world: WorldFile) {
    self.world = world
    for (index, call) in calls.enumerated() {
      if !call.isTurnedAway, let (login, password) = call.credentials {
        learn(password, of: login)
      }
      for field in call.form where Self.isChosen(field, in: call) { choose(field) }
      learnSession(call)
      if let session = call.opened, names[session] == nil {
        add(session, "session", .capture(call: index, call.sessionSubject))
      }
      learnKeys(of: call, at: index, usedBy: calls)
    }
    // With these nobody got in: any made-up password is as wrong. Last, as another account may have it.
    for call in calls where call.isTurnedAway {
      guard let password = call.credentials?.password, !password.isEmpty else { continue }
      choose(Parameter("password", password))
    }
  }

  private static func isChosen(_ field: Parameter, in call: RecordedCall) -> Bool {
    guard !field.value.isEmpty, chosen.contains(field.name.lowercased()) else { return false }
    // What the caller himself signs in with is learned, and not made up.
    return field.name != "authinfo"
      && !(call.function == "auth" && field.value == call.credentials?.password)
  }

  /// Whether a password is the one that the world file gives an account.
  func isWorldsOwn(_ password: String, of login: String) -> Bool {
    guard let known = world.password(of: login), let name = names[password] else { return false }
    return origins.contains { $0.name == name && $0.origin == .column(known) }
  }

  /// The placeholder for a text that has a name.
  func placeholder(for text: String) -> String? { names[text].map { "{{\($0)}}" } }

  /// A text with placeholders for everything that must not be in a file.
  mutating func masked(_ text: String) -> String {
    if let placeholder = placeholder(for: text) { return placeholder }
    let known = names.filter { $0.key.count >= Self.shortestSecret }
      .sorted { ($0.key.count, $0.key) > ($1.key.count, $1.key) }
    // Braces of the client's own would be taken for a placeholder; a value is never searched, so there
    // a secret has no placeholder either.
    if text.contains("{{") {
      let shown = known.reduce(text) { $0.replacing($1.key, with: $1.value) }
      return "{{\(add(text, "text", .column(shown)))}}"
    }
    return known.reduce(text) { $0.replacing($1.key, with: "{{\($1.value)}}") }
  }

  /// The recorded texts that no file may hold.
  var secrets: [String] {
    names.filter { text, name in
      text.count >= Self.shortestSecret
        && !origins.contains { $0.name == name && $0.origin == .column(text) }
        && !name.hasPrefix("key_of")
    }.map(\.key)
  }

  @discardableResult
  private mutating func add(_ text: String, _ kind: String, _ origin: Origin) -> String {
    let number = origins.count { $0.name.hasPrefix("\(kind)_") } + 1
    let name = "\(kind)_\(number)"
    names[text] = name
    origins.append((name, origin))
    return name
  }

  private mutating func choose(_ field: Parameter) {
    guard names[field.value] == nil else { return }
    let kind = field.name.lowercased() == "key" ? "login_key" : "password"
    let number = origins.count { $0.name.hasPrefix("\(kind)_") } + 1
    // Long enough for a key of one use, which has 16 characters or more.
    add(field.value, kind, .column("recorded-\(kind.replacing("_", with: "-"))-\(number)"))
  }

  private mutating func learn(_ password: String, of login: String) {
    guard names[password] == nil, !password.isEmpty else { return }
    if let known = world.password(of: login) {
      add(password, "password", .column(known))
    } else {
      add(password, "password", .environment("NSLAB_\(Self.upper(login))_PASSWORD"))
    }
  }

  /// A session that began before the recording can only be given from outside.
  private mutating func learnSession(_ call: RecordedCall) {
    guard let session = call.session, names[session] == nil else { return }
    add(session, "session", .environment("NSLAB_SESSION"))
  }

  /// Keys that a panel made and the client uses later, such as that of a record.
  private mutating func learnKeys(
    of call: RecordedCall, at index: Int, usedBy calls: [RecordedCall]
  ) {
    guard call.isXML, let document = call.document else { return }
    let before = Set(calls[...index].flatMap { $0.form.map(\.value) })
    let after = Set(
      calls[(index + 1)...].flatMap { later in
        later.form.filter { ["elid", "namespace_id"].contains($0.name) }.map(\.value)
      })
    for leaf in document.leaves where leaf.path.hasSuffix("/rkey") || leaf.path.hasSuffix("/id") {
      guard after.contains(leaf.text), !before.contains(leaf.text), names[leaf.text] == nil else {
        continue
      }
      add(leaf.text, "key_of", .capture(call: index, document.lasting(leaf)))
    }
  }

  private static func upper(_ login: String) -> String {
    String(login.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}

extension RecordedCall {
  /// The login and the password of the call, as `authinfo` or of a login form.
  var credentials: (login: String, password: String)? {
    if let info = self["authinfo"], let colon = info.firstIndex(of: ":") {
      return (String(info[..<colon]), String(info[info.index(after: colon)...]))
    }
    guard function == "auth", let login = self["username"], let password = self["password"] else {
      return nil
    }
    return (login, password)
  }

  /// The session that the call goes on with.
  ///
  /// Who signs in may bring a cookie of an older one, as browsers do, which no panel looks at.
  var session: String? { self["auth"] ?? (credentials == nil ? cookie : nil) }

  /// What a capture of the session looks at.
  fileprivate var sessionSubject: String {
    switch out?.lowercased() {
    case "json", "xjson", "sjson": "{ body: '\"\\$id\"\\s*:\\s*\"([0-9a-f]+)\"' }"
    case "jsondata", "bjson": "{ body: '\"auth\\.id\"\\s*:\\s*\"([0-9a-f]+)\"' }"
    case "text": "{ body: 'auth\\.id=([0-9a-f]+)' }"
    default: "/doc/auth/@id"
    }
  }
}

extension XMLReply {
  /// An XPath that finds a leaf by the name of its row, so that another order of rows does no harm.
  fileprivate func lasting(_ leaf: Leaf) -> String {
    guard let match = leaf.path.wholeMatch(of: /(\/doc\/elem)(?:\[\d+\])?(\/[a-z_]+)/),
      let name = try? string(at: "\(leaf.path)/../name"),
      !name.contains(where: { "'\"{".contains($0) })
    else { return leaf.path }
    let path = "\(match.1)[name='\(name)']\(match.2)"
    return (try? strings(at: path)) == [leaf.text] ? path : leaf.path
  }
}
