import Foundation
import Provisioner
import Testing
import XMLReading

struct ListingTests {
  private let listing = Listing(
    ["id", "text"], [["1", "a<&\"\u{1}\nb"], ["22", nil], ["3", "]]>é"]])

  @Test func `a table aligns and keeps one line per row`() {
    #expect(listing.text(as: .table) == "id  text\n1   a<&\"  b\n22  -\n3   ]]>é\n")
  }

  @Test func `JSON reads back`() throws {
    let rows = try JSONDecoder().decode(
      [[String: String?]].self, from: Data(listing.text(as: .json).utf8))

    #expect(rows[0] == ["id": "1", "text": "a<&\"\u{1}\nb"])
    #expect(rows[1] == ["id": "22", "text": nil])
  }

  @Test func `XML reads back, but for what XML cannot hold`() throws {
    let document = try XMLReply(listing.text(as: .xml).utf8)

    #expect(try document.strings(at: "/doc/elem/text") == ["a<&\"\u{FFFD}\nb", "]]>é"])
    #expect(try document.strings(at: "count(/doc/elem)") == ["3"])
  }
}
