import Testing

@testable import Provisioner

struct PanelURLTests {
  @Test(arguments: [
    ("https://dns.example.com:1500", "https://dns.example.com:1500/dnsmgr"),
    ("https://dns.example.com/", "https://dns.example.com/dnsmgr"),
    ("HTTP://DNS.example.com/dnsmgr/", "http://dns.example.com/dnsmgr"),
    ("https://127.0.0.1/manager/dnsmgr", "https://127.0.0.1/manager/dnsmgr"),
    ("http://[::1]:1500", "http://[::1]:1500/dnsmgr"),
  ])
  func `an address gets its one form`(typed: String, text: String) throws {
    #expect(try PanelURL(typed).text == text)
    #expect(try PanelURL(text).text == text)
  }

  @Test(arguments: [
    "", "dns.example.com", "ftp://x", "https://", "https://u:p@x", "https://x?a=b", "https://x#a",
    "https://x y", "https://x\n", "file:///etc/passwd", "https://x:0", "https://x:99999",
  ])
  func `what is no address of a panel is refused`(typed: String) {
    #expect(throws: PanelURLError.self) { try PanelURL(typed) }
  }

  @Test func `a form is encoded once`() {
    let form = [(name: "passwd", value: "a+b c&d=e%20é:/"), (name: "sok", value: "ok")]

    #expect(
      PanelTransport.formEncoded(form) == "passwd=a%2Bb%20c%26d%3De%2520%C3%A9%3A%2F&sok=ok")
  }
}
