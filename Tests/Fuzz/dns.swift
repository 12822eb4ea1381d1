@testable import DNSWire

/// The decoder of DNS messages: a message that it reads, written down again, reads the same.
func fuzz(_ bytes: [UInt8]) {
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
