import Foundation
import Provisioner
import TestSupport
import Testing

/// The program with its records on a file system that is full, then read-only, and well in between.
struct FailingDiskTests {
  /// A file system of our own needs a system that lets users mount in a namespace of theirs.
  private static func canMount() async throws -> Bool {
    try await run("mount -t tmpfs -o size=64k tmpfs /mnt", [:]).code == 0
  }

  @Test(.enabled("mounting in a user's namespace is not allowed here") { try await canMount() })
  func `nothing is lost on a full or read-only disk, and the same command goes on`() async throws {
    let shop = try await ProcessShop()
    try shop.order([117, 118])

    let ended = try await Self.run(
      Self.story,
      [
        "FOLDER": shop.folder.path, "NSLAB": Program.path.path, "DISK": shop.folder.path + "/disk",
      ])

    #expect(ended.code == 0, "\(ended.errors)")
    let codes = ended.output.split(separator: "\n").map(String.init)
    #expect(codes.first == "full 7")
    #expect(codes.filter { $0.hasPrefix("little room") }.count > 1, "\(codes)")
    #expect(
      codes.filter { $0.hasPrefix("little room") }.dropLast().allSatisfy { $0.hasSuffix(" 7") })
    #expect(
      Array(codes.suffix(7)) == [
        "little room 0", "hidden 0", "room 0", "mails 1", "read-only 7", "writable 0", "mails 2",
      ])
    #expect(ended.errors.contains("the disk is full; make room, then give the command again"))
    #expect(ended.errors.contains("read-only"))
    try await expectUsers(of: shop)
    await shop.close()
  }

  /// Each service has one user, whose mailed password logs in.
  private func expectUsers(of shop: ProcessShop) async throws {
    let outbox = shop.folder.appending(path: "out")
    let mails = try FileManager.default.contentsOfDirectory(atPath: outbox.path)
    var logins: Set<String> = []
    for mail in mails {
      let text = try String(contentsOf: outbox.appending(path: mail), encoding: .utf8)
      let login = String(try #require(text.firstMatch(of: /Login: (dns\d+)\r\n/)).1)
      let password = String(try #require(text.firstMatch(of: /Password: ([A-Za-z0-9]+)\r\n/)).1)
      let client = DNSmanagerClient(
        url: try PanelURL(shop.url), username: login, password: Secret(password),
        transport: .http())
      #expect(try await client.whoami().name == login)
      logins.insert(login)
    }
    #expect(logins == ["dns117", "dns118"] && mails.count == 2)
    let reseller = DNSmanagerClient(
      url: try PanelURL(shop.url), username: "provider", password: Secret(ProcessShop.password),
      transport: .http())
    #expect(try await Set(reseller.users().map(\.name)) == logins)
  }

  /// Room comes back 4 KiB at a time, so that the disk is full at one write after another.
  private static let story = #"""
    mkdir "$DISK"
    mount -t tmpfs -o size=800k tmpfs "$DISK"
    cp "$FOLDER"/billing "$FOLDER"/billing-wal "$FOLDER"/key "$DISK"
    records="--database $DISK/billing --key-file $DISK/key"
    open() { "$NSLAB" provision open $records "$1" >/dev/null; }
    fill() {
      rm -f "$DISK"/filler
      head -c 2000000 /dev/zero > "$DISK"/filler 2>/dev/null
      truncate -s $(($(stat -c %s "$DISK"/filler) - $1 * 1024)) "$DISK"/filler
    }
    fill 0; open 117; echo "full $?"
    room=32
    while :; do
      room=$((room + 4))
      fill $room; open 117; code=$?; echo "little room $code"
      if [ $code = 0 ]; then break; fi
      if [ $room -gt 400 ]; then exit 3; fi
    done
    echo "hidden $(find "$DISK"/billing.outbox -name '.*.eml*' | wc -l)"
    rm "$DISK"/filler
    # The disk may have been full for the mail alone, which then waits.
    "$NSLAB" provision retry $records >/dev/null; echo "room $?"
    echo "mails $(ls "$DISK"/billing.outbox | wc -l)"
    mount -o remount,ro "$DISK"
    open 118; echo "read-only $?"
    mount -o remount,rw "$DISK"
    open 118; echo "writable $?"
    echo "mails $(ls "$DISK"/billing.outbox | wc -l)"
    cp -r "$DISK"/billing.outbox "$FOLDER"/out
    """#

  /// Runs a shell script where mounts concern nobody else.
  private static func run(
    _ script: String, _ environment: [String: String]
  ) async throws -> (code: Int32, output: String, errors: String) {
    let end = try await Child.run(
      "/usr/bin/env", ["unshare", "--map-root-user", "--mount", "sh", "-c", script],
      environment: environment)
    return (end.status, end.output, end.errors)
  }
}
