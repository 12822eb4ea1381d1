@testable import DNSWire

/// The decoder of DNS messages, and the name server's answers to them: a message that it reads, written
/// down again, reads the same; an answer is a message that belongs to the question.
func fuzz(_ bytes: [UInt8]) {
  for transport in [Responder.Transport.udp, .tcp] { checkAnswer(to: bytes, over: transport) }
  guard let message = try? Message(decoding: bytes) else { return }
  let records = message.answers.count + message.authorities.count + message.additionals.count
  require(
    records <= bytes.count / 11, "\(records) records were read from \(bytes.count) octets")
  do {
    let written = try message.encoded()
    let again = try Message(decoding: written)
    require(again == message, "\(message)\nbecame\n\(again)")
  } catch {
    // Names that were pointers inside data are written in full, which may be too much.
    require(error.kind == .tooLarge, "\(message) gave \(error)")
  }
}

private func checkAnswer(to bytes: [UInt8], over transport: Responder.Transport) {
  guard
    case .reply(let reply) = Responder().respond(
      to: bytes, over: transport, closestZone: zones.closest)
  else { return }
  let limit = transport == .udp ? 1_232 : 65_535
  require(reply.count <= limit, "\(reply.count) octets answer \(bytes)")
  do {
    let message = try Message(decoding: reply)
    require(
      message.header.isResponse && message.header.id == UInt16(bytes[0]) << 8 | UInt16(bytes[1]),
      "\(message) is no answer to \(bytes)")
  } catch {
    require(false, "the answer to \(bytes) cannot be read: \(error)")
  }
}

/// A zone with something of everything that an answer can lead through.
private let zones: ZoneSet = {
  let text = """
    $TTL 60
    @ SOA ns hostmaster 1 2 3 4 5
    @ NS ns
    @ MX 10 mail
    ns A 192.0.2.1
    mail A 192.0.2.2
    *.wild TXT "any"
    alias CNAME mail
    loop CNAME loop2
    loop2 CNAME loop
    tree DNAME example.net.
    child NS ns.child
    ns.child AAAA 2001:db8::1
    a.b.c.d A 192.0.2.3
    """
  guard let origin = try? Name("a."),
    let records = try? ZoneText.records(text.utf8, origin: origin),
    let zone = try? Zone(origin: origin, records: records)
  else { return ZoneSet() }
  return ZoneSet([zone])
}()
