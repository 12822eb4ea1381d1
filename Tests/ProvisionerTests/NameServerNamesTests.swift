import Testing

@testable import Provisioner

struct NameServerNamesTests {
  @Test(arguments: [
    ("company.com", ["ns1.company.com", "ns2.company.com"]),
    ("dns.example.org", ["ns1.dns.example.org", "ns2.dns.example.org"]),
    ("xn--e1afmkfd.xn--p1ai", ["ns1.xn--e1afmkfd.xn--p1ai", "ns2.xn--e1afmkfd.xn--p1ai"]),
    ("Company.COM.", ["ns1.company.com", "ns2.company.com"]),
    ("ns1.x.example", ["ns1.ns1.x.example", "ns2.ns1.x.example"]),
    ("пример.рф", ["ns1.пример.рф", "ns2.пример.рф"]),
  ])
  func `two names are made of a namespace`(namespace: String, names: [String]) throws {
    #expect(try NameServerNames(namespace: namespace).all == names)
  }

  @Test(arguments: [
    "", ".", "company", "company..com", ".company.com", "company.com..", "-a.com", "a-.com",
    "a b.com", "a\n.com", "a_b.com", String(repeating: "a", count: 64) + ".com",
    String(repeating: "a.", count: 125) + "com",
  ])
  func `what is no domain name is refused`(namespace: String) {
    #expect(throws: BillingError.self) { try NameServerNames(namespace: namespace) }
  }
}
