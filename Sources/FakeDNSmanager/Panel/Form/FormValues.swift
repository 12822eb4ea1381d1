extension String: FormValue {
  static var formDescription: String { "text" }
  init?(formValue text: String) { self = text }
}

extension Int: FormValue {
  static var formDescription: String { "a whole number from 0 to \(Int32.max)" }

  /// Digits only: no sign, no blank, no decimals (reference §4.7, "integer").
  init?(formValue text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text), number <= Int(Int32.max)
    else { return nil }
    self = number
  }
}

extension UInt16: FormValue {
  static var formDescription: String { "a whole number from 0 to \(UInt16.max)" }

  init?(formValue text: String) {
    guard let number = Int(formValue: text) else { return nil }
    self.init(exactly: number)
  }
}

extension UInt8: FormValue {
  static var formDescription: String { "a whole number from 0 to \(UInt8.max)" }

  init?(formValue text: String) {
    guard let number = Int(formValue: text) else { return nil }
    self.init(exactly: number)
  }
}

/// The panel's own boolean: `on` or `off`, in any case; `yes` and `no` are seen in the wild.
enum Flag: String, CaseIterable, FormValue {
  case on
  case off

  init(_ isOn: Bool) { self = isOn ? .on : .off }

  init?(formValue text: String) {
    switch text.lowercased() {
    case "on", "yes", "1": self = .on
    case "off", "no", "0": self = .off
    default: return nil
    }
  }

  var isOn: Bool { self == .on }
}

/// The login of an account.
///
/// The rules are those of the vendor's own test library (reference §4.7): 1 to 17 characters of
/// `a-z A-Z 0-9 . _ -`, not all digits, no `-` or `.` in front, no `.` at the end. Kept as typed;
/// two logins that differ in case only are the same login.
struct Login: FormValue, Hashable {
  static let formDescription =
    "1 to \(maximumLength) letters, digits, '.', '_' or '-', not all digits, not beginning with "
    + "'-' or '.', not ending with '.'"

  /// The longest login, in characters.
  ///
  /// The vendor's library refuses "18+ characters", but a documented template can need more:
  /// `dns` and a 64-bit service id are 22. Assumed: the longer bound wins (clause NS-09).
  static let maximumLength = 32

  let text: String

  init?(formValue text: String) {
    let bytes = Array(text.utf8)
    guard (1...Self.maximumLength).contains(bytes.count),
      bytes.allSatisfy({ Self.allowed.contains($0) }),
      !bytes.allSatisfy({ (0x30...0x39).contains($0) }),
      bytes.first != UInt8(ascii: "-"), bytes.first != UInt8(ascii: "."),
      bytes.last != UInt8(ascii: ".")
    else { return nil }
    self.text = text
  }

  private static let allowed = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
}

/// A password as a client sets it: 1 to 1,024 bytes of anything but control characters.
///
/// Assumed: the product's rules are not known; every printable character must work (clause NS-38).
struct Password: FormValue {
  static let formDescription = "1 to 1,024 bytes without control characters"

  let text: String

  init?(formValue text: String) {
    guard (1...1_024).contains(text.utf8.count),
      !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return nil }
    self.text = text
  }
}
