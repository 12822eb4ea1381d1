@testable import FakeDNSmanager

/// The form decoder: what it reads, written down again in full, reads the same; where it came from
/// makes no difference.
///
/// The query is what stands before the first 0xFF, the body what stands behind it.
func fuzz(_ bytes: [UInt8]) {
  let query = String(decoding: bytes.prefix { $0 != 0xFF }, as: UTF8.self)
  let body = Array(bytes.drop { $0 != 0xFF }.dropFirst())
  guard let form = try? Form(query: query, body: body) else {
    return require(
      bytes.count > 900, "a form of \(bytes.count) octets was refused as too large")
  }
  let written = form.pairs.map { "\(encoded($0.name))=\(encoded($0.value))" }
  let again = try? Form(query: written.joined(separator: "&"), body: [])
  require(again == form, "\(form.pairs) became \(String(describing: again?.pairs))")
  let moved = try? Form(query: "", body: Array(query.utf8) + Array("&".utf8) + body)
  require(moved == form, "\(form.pairs) in the body became \(String(describing: moved?.pairs))")
  readValues(of: form)
}

/// Every type that a field can have reads every value, and what it makes of it is bounded.
private func readValues(of form: Form) {
  for pair in form.pairs {
    let types: [any FormValue.Type] = [
      Int.self, UInt16.self, UInt8.self, Flag.self, Login.self, Password.self, IPAddress.self,
      IPAddressList.self, Mailbox.self, DomainName.self, NamespaceName.self,
    ]
    for type in types { _ = type.init(formValue: pair.value) }
    if let number = Int(formValue: pair.value) {
      require((0...Int(Int32.max)).contains(number), "\(pair.value) was read as \(number)")
    }
  }
  if let page = try? PageRequest(form) {
    require(page.number >= 1 && (1...PageRequest.maximumSize).contains(page.size), "\(page)")
    require(page.offset >= 0, "\(page)")
  }
  _ = form.keys
}

private func encoded(_ text: String) -> String {
  text.utf8.map { byte in
    let digits = String(byte, radix: 16)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }.joined()
}
