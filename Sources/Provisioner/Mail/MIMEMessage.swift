internal import Foundation

/// A message of a plain and an HTML part, written as RFC 5322 and 2045 want it.
struct MIMEMessage {
  let sender: String
  let recipient: String
  let subject: String
  let date: Date
  /// The left half of the Message-ID; ASCII.
  let identifier: String
  let text: String
  let html: String

  /// The whole message: ASCII, CRLF, no line over 78 characters but for long addresses.
  var encoded: String {
    // "=_" cannot stand in quoted-printable text, so no part can hold the boundary.
    let boundary = "=_\(identifier)"
    let headers = [
      "From: \(sender)", "To: \(recipient)", "Subject: \(Self.header(subject))",
      "Date: \(Self.stamp(date))", "Message-ID: <\(identifier)@nslab.invalid>",
      "MIME-Version: 1.0", "Auto-Submitted: auto-generated",
      "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
    ]
    let lines =
      headers + [""] + Self.part("text/plain", text, boundary)
      + Self.part("text/html", html, boundary) + ["--\(boundary)--", ""]
    return lines.joined(separator: "\r\n")
  }

  private static func part(_ type: String, _ text: String, _ boundary: String) -> [String] {
    [
      "--\(boundary)", "Content-Type: \(type); charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable", "",
    ] + QuotedPrintable.lines(of: text)
  }

  /// A header's text; what is not plain ASCII becomes encoded words of at most 75 characters.
  static func header(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !text.contains("=?")
    guard !isPlain || text.utf8.count > 60 else { return text }
    return pieces(of: text, byteCount: 42)
      .map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
      .joined(separator: "\r\n ")
  }

  /// Cuts between characters, as an encoded word must not end inside one.
  private static func pieces(of text: String, byteCount: Int) -> [String] {
    text.unicodeScalars.reduce(into: [""]) { pieces, scalar in
      if pieces[pieces.count - 1].utf8.count + UTF8.width(scalar) > byteCount {
        pieces.append("")
      }
      pieces[pieces.count - 1].unicodeScalars.append(scalar)
    }
  }

  /// A time as RFC 5322 writes it, in UTC.
  static func stamp(_ date: Date) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    // Of the C library, as a calendar of Foundation reads the tables of all languages first.
    var seconds = time_t(date.timeIntervalSince1970)
    var time = tm()
    gmtime_r(&seconds, &time)
    let clock = [time.tm_hour, time.tm_min, time.tm_sec]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(days[Int(time.tm_wday)]), \(time.tm_mday) \(months[Int(time.tm_mon)]) "
      + "\(1900 + Int(time.tm_year)) \(clock) +0000"
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    UTF8.encode(scalar)?.count ?? 0
  }
}
