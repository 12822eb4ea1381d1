import DNSWire
import Testing

@testable import FakeDNSmanager

extension World {
  /// The reply to one question at an address; a test fails where there is none.
  func ask(
    _ name: String, _ type: RecordType = .a, at address: String = "127.53.0.1",
    over transport: DNSTransport = .udp, from client: String = "127.0.0.1",
    wantsSignatures: Bool = false
  ) throws -> Message {
    let query = Message.query(
      id: 7, Question(name: try Name(name), type: type),
      edns: EDNS(isDNSSECWanted: wantsSignatures))
    var reply = answerDNS(try query.encoded(), at: address, over: transport, from: client)
    let bytes = reply.next()
    return try Message(decoding: try #require(bytes))
  }

  /// The data of the answer to one question, sorted as text.
  func resolve(
    _ name: String, _ type: RecordType = .a, at address: String = "127.53.0.1"
  ) throws -> [String] {
    try ask(name, type, at: address).answers.map { "\($0.data)" }.sorted()
  }

  /// The code of the reply to one question, as `dig` prints it.
  func code(_ name: String, _ type: RecordType = .a, at address: String = "127.53.0.1") throws
    -> String
  {
    "\(try ask(name, type, at: address).header.responseCode)"
  }

  /// Adds a record, and expects it to be done.
  func addRecord(
    _ parameters: KeyValuePairs<String, String>, to zone: String, as login: String = "provider",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let pairs = [("plid", zone), ("sok", "ok")] + parameters.map { ($0.key, $0.value) }
    let authinfo = [("authinfo", "\(login):\(login)-secret")]
    let form = [("func", "domain.record.edit"), ("out", "xml")] + authinfo + pairs
    let answer = answer(PanelRequest(query: form.formEncoded))
    #expect(try answer.refusal() == nil, sourceLocation: sourceLocation)
  }
}
