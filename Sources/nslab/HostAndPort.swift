internal import ArgumentParser

/// `HOST:PORT`, with brackets around an IPv6 address.
struct HostAndPort: ExpressibleByArgument {
  let host: String
  let port: Int

  static let loopback = HostAndPort(host: "127.0.0.1", port: 0)

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"),
      let port = Int(argument[argument.index(after: colon)...]), (0...65_535).contains(port)
    else { return nil }
    let text = argument[..<colon]
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    guard !text.isEmpty, isBracketed || !text.contains(":") else { return nil }
    host = String(isBracketed ? text.dropFirst().dropLast() : text)
    self.port = port
  }
}
