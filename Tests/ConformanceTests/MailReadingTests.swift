import Testing

@testable import Conformance

struct MailReadingTests {
  @Test func `both parts and the header are decoded`() {
    let mail = MailReading(
      Array(
        """
        Subject: =?UTF-8?B?0JfQsNC60LDQtw==?=\r
         =?UTF-8?Q?_=E2=84=96_117?=\r
        Content-Type: multipart/alternative;\r
         boundary="b b"\r
        \r
        preamble\r
        --b b\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        Password: a=3Db=\r
        c=20\r
        --b b\r
        Content-Type: text/html; charset=utf-8\r
        Content-Transfer-Encoding: base64\r
        \r
        PGI+w6k8\r
        L2I+\r
        --b b--\r
        epilogue\r

        """.utf8))

    #expect(mail.headers["subject"] == ["Заказ № 117"])
    #expect(mail.text == "Password: a=bc ")
    #expect(mail.html == "<b>é</b>")
  }

  @Test(arguments: [
    "Content-Type:\r\n multipart/alternative;\r\n boundary=part",
    "Content-Type:\tmultipart/alternative; boundary=\"part\" (c)",
    "Content-Type: multipart/alternative; type=\"a; boundary=x\"; Boundary = part \t",
  ])
  func `a header may be folded, indented and commented as RFC 5322 allows`(type: String) {
    let mail = MailReading(
      Array(
        """
        \(type)\r
        \r
        --part\r
        Content-Type: text/plain\r
        Content-Transfer-Encoding:\tbase64 \r
        \r
        TG9naW4=\r
        --part\r
        Content-Type: text/html\r
        \r
        <p>a&amp;b&lt;c&#62;d&#x22;e&amp;lt;&no;&</p>
        --part--\r

        """.utf8))

    #expect(mail.text == "Login")
    #expect(mail.html == "<p>a&b<c>d\"e&lt;&no;&</p>")
  }

  @Test func `a semicolon inside quotes belongs to the boundary`() {
    let mail = MailReading(
      Array("Content-Type: multipart/mixed; boundary=\"pa;rt\"\n\n--pa;rt\n\nhello".utf8))

    #expect(mail.text == "hello")
  }

  @Test func `a boundary that begins as the one around it ends nothing but its own parts`() {
    let mail = MailReading(
      Array(
        """
        Content-Type: multipart/mixed; boundary="a"

        --a \t
        Content-Type: multipart/alternative; boundary="ab"

        --ab
        Content-Type: text/plain

        plain
        --ab
        Content-Type: text/html

        <p>
        --ab--
        --a--
        """.utf8))

    #expect(mail.text == "plain")
    #expect(mail.html == "<p>")
  }

  @Test func `what is no mail has no parts`() {
    for text in ["", "\r\n", "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x", "a\u{0}b"] {
      #expect(MailReading(Array(text.utf8)).html == nil)
    }
  }
}
