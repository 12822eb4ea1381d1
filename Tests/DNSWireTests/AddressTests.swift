import DNSWire
import Testing

struct AddressTests {
  @Test(arguments: ["0.0.0.0", "127.53.0.1", "255.255.255.255"])
  func `an IPv4 address survives its text`(text: String) {
    #expect(IPv4Address(text)?.description == text)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", "1.2.3.-4", "a.b.c.d",
  ])
  func `what is no IPv4 address is refused`(text: String) {
    #expect(IPv4Address(text) == nil)
  }

  @Test(arguments: [
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::0:1", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
  ])
  func `an IPv6 address is written as RFC 5952 recommends`(text: String, canonical: String) {
    #expect(IPv6Address(text)?.description == canonical)
  }

  @Test(arguments: [
    "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:",
    ":1", "::1%lo", "1.2.3.4::", "::1.2.3", "1:2:3:4::5:6:7:8", "+1::",
  ])
  func `what is no IPv6 address is refused`(text: String) {
    #expect(IPv6Address(text) == nil)
  }
}
