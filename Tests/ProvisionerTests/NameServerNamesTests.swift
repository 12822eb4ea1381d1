import Testing

@testable import Provisioner

struct NameServerNamesTests {
  @Test(arguments: [
    ("company.com", ["ns1.company.com", "ns2.company.com"]),
    ("dns.example.org", ["ns1.dns.example.org", "ns2.dns.example.org"]),
    ("xn--e1afmkfd.xn--p1ai", ["ns1.xn--e1afmkfd.xn--p1ai", "ns2.xn--e1afmkfd.xn--p1ai"]),
    ("Company.COM.", ["ns1.company.com", "ns2.company.com"]),
    ("ns1.x.example", ["ns1.ns1.x.example", "ns2.ns1.x.example"]),
    ("Пример.рф", ["ns1.xn--e1afmkfd.xn--p1ai", "ns2.xn--e1afmkfd.xn--p1ai"]),
    ("bu\u{308}cher.example", ["ns1.xn--bcher-kva.example", "ns2.xn--bcher-kva.example"]),
  ])
  func `two names are made of a namespace`(namespace: String, names: [String]) throws {
    #expect(try NameServerNames(namespace: namespace).all == names)
  }

  @Test(arguments: [
    "", ".", "company", "company..com", ".company.com", "company.com..", "-a.com", "a-.com",
    "a b.com", "a\n.com", "a_b.com", "a_b.рф", "\u{1F600}.example", "пример\u{3002}рф",
    String(repeating: "я", count: 63) + ".рф", String(repeating: "a", count: 64) + ".com",
    String(repeating: "a.", count: 125) + "com",
  ])
  func `what is no domain name is refused`(namespace: String) {
    #expect(throws: BillingError.self) { try NameServerNames(namespace: namespace) }
  }
}
