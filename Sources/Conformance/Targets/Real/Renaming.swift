internal import Foundation

/// Gives every name of a case a mark on its way to a panel that others use, and takes it off again.
///
/// `dns117` travels as `nslab-4f2a1-dns117`: nothing of anybody else's can be hit, and everything that
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

  init(mark: String) { self.mark = mark }

  /// Notes the names that a request introduces.
  mutating func learn(from form: [(name: String, value: String)]) {
    let function = form.first { $0.name == "func" }?.value ?? ""
    let makes = ["user.edit", "reseller.edit", "domain.edit"].contains(function)
    for field in form {
      switch field.name {
      case "authinfo": learn(String(field.value.prefix { $0 != ":" }))
      case "name" where makes: learn(field.value)
      case "elid" where !function.hasPrefix("domain.record."): learn(field.value)
      case let name where Self.introducing.contains(name): learn(field.value)
      default: break
      }
    }
  }

  /// Notes a name of the case.
  mutating func learn(_ name: String) {
    if !name.isEmpty { known.insert(name.lowercased()) }
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
