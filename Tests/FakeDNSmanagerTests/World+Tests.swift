@testable import FakeDNSmanager

extension World {
  /// A world with the administrator `root` and the reseller `provider` of namespace `company.com`.
  ///
  /// Each password is the login with `-secret` behind it.
  static func forTests(
    mutants: Set<Mutant> = [], _ change: (inout WorldFile) -> Void = { _ in }
  ) throws -> World {
    var file = WorldFile()
    file.administrators = [.init(name: "root", password: "root-secret")]
    file.resellers = [
      .init(name: "provider", password: "provider-secret", namespace: "company.com")
    ]
    change(&file)
    return try World(file, mutants: mutants)
  }

  /// Calls a function as an account whose password is its login with `-secret` behind it.
  func call(
    _ function: String, _ parameters: KeyValuePairs<String, String> = [:], as login: String? = nil,
    out: String = "xml"
  ) -> PanelAnswer {
    var pairs = [("func", function), ("out", out)] + parameters.map { ($0.key, $0.value) }
    if let login { pairs.append(("authinfo", "\(login):\(login)-secret")) }
    return answer(PanelRequest(method: "POST", body: Array(pairs.formEncoded.utf8)))
  }
}

extension [(String, String)] {
  /// The pairs as `application/x-www-form-urlencoded`.
  var formEncoded: String {
    map { "\($0.0.percentEncoded)=\($0.1.percentEncoded)" }.joined(separator: "&")
  }
}

extension String {
  var percentEncoded: String {
    utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let plain = byte < 0x80 && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte))
      return plain ? String(scalar) : "%" + [byte].hexDigits
    }.joined()
  }
}
