internal import Foundation

/// Gives every name of a case a mark on its way to a panel that others use, and takes it off again.
///
/// `dns117` travels as `nslab-4f2a-1-dns117`: nothing of anybody else's can be hit, and everything that
/// begins with the mark can be swept.
struct Renaming: Sendable {
  /// What every name of the case begins with on the panel.
  let mark: String
  private var known: Set<String> = []

  /// Fields that never hold a name.
  private static let plain: Set = [
    "func", "out", "sok", "passwd", "confirm", "password", "dtype", "rtype", "ttl", "atype", "lang",
  ]
  /// Fields that introduce a name when something is made.
  private static let introducing: Set = ["namespace", "su", "username", "plid"]

  /// The longest login that a panel takes (reference, section 4.7).
  private static let maximumLoginLength = 32

  init(mark: String) { self.mark = mark }

  /// Notes the names that a request introduces.
  mutating func learn(from form: [(name: String, value: String)]) {
    let function = form.last { $0.name == "func" }?.value ?? ""
    let makes = ["user.edit", "reseller.edit", "domain.edit"].contains(function)
    // Keys of records and ids of sessions are no names.
    let hasKeys = !function.hasPrefix("domain.record.") && !function.hasPrefix("session.")
    for field in form {
      switch field.name {
      case "authinfo": learn(String(field.value.prefix { $0 != ":" }))
      case "name" where makes: learn(field.value)
      case "elid" where hasKeys: learn(field.value)
      case "user" where function == "domain.transfer": learn(field.value)
      case let name where Self.introducing.contains(name): learn(field.value)
      default: break
      }
    }
  }

  /// Notes a name of the case, or each of several.
  mutating func learn(_ text: String) {
    known.formUnion(Self.names(in: text).map { $0.lowercased() })
  }

  /// Whether nothing but names of the case is in a text, as it travels.
  func isMarked(_ text: String) -> Bool {
    let names = Self.names(in: text)
    return !names.isEmpty && names.allSatisfy { $0.hasPrefix(mark) && $0 != mark[...] }
  }

  /// The parts of a list of names such as `dns117, dns118`.
  ///
  /// Each gets a mark of its own, or all but the first would be somebody else's. Whether a panel
  /// wants the blank behind the comma is no matter here.
  private static func names(in text: String) -> [Substring] {
    text.split { $0 == "," || $0.isWhitespace }
  }

  /// The request as the panel gets it.
  func outgoing(_ form: [(name: String, value: String)]) -> [(name: String, value: String)] {
    let names = known.sorted { ($0.count, $0) > ($1.count, $1) }
    return form.map { field in
      if field.name == "authinfo" {
        let login = String(field.value.prefix { $0 != ":" })
        return (field.name, marked(login, names) + field.value.dropFirst(login.count))
      }
      return Self.plain.contains(field.name)
        ? field : (field.name, marked(field.value, names))
    }
  }

  /// The request as the panel gets it, when the panel would take its logins for the mark alone.
  ///
  /// - Throws: ``TargetError/unsupported(_:)`` for a login that is too long with the mark.
  func fitting(_ form: [(name: String, value: String)]) throws(TargetError) -> [(
    name: String, value: String
  )] {
    let sent = outgoing(form)
    let function = form.last { $0.name == "func" }?.value ?? ""
    guard ["user.edit", "reseller.edit"].contains(function) else { return sent }
    for (field, marked) in zip(form, sent)
    where field.name == "name" && field.value.count <= Self.maximumLoginLength
      && marked.value.count > Self.maximumLoginLength
    {
      throw .unsupported(
        "room for the login '\(field.value)': with its mark '\(mark)' it has more than "
          + "\(Self.maximumLoginLength) characters")
    }
    return sent
  }

  /// The answer as the case sees it.
  func incoming(_ body: [UInt8]) -> [UInt8] {
    Array(String(decoding: body, as: UTF8.self).replacing(mark, with: "").utf8)
  }

  /// The text with the mark before each known name that stands alone in it, the longest first.
  private func marked(_ text: String, _ names: [String]) -> String {
    var result = ""
    var rest = Substring(text)
    while !rest.isEmpty {
      let isAtStart = result.last.map { !Self.isNameLetter($0) } ?? true
      let found = names.first { name in
        isAtStart && rest.lowercased().hasPrefix(name)
          && (rest.dropFirst(name.count).first.map { !Self.isNameLetter($0) } ?? true)
      }
      let length = found?.count ?? 1
      result += (found == nil ? "" : mark) + rest.prefix(length)
      rest = rest.dropFirst(length)
    }
    return result
  }

  private static func isNameLetter(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "-" || letter == "_"
  }
}
