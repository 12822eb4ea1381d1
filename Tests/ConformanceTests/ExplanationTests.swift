import Testing

@testable import Conformance

struct ExplanationTests {
  @Test func `a clause is explained with its sentence, its checks and what breaks it`() throws {
    let suite = try Suite.of(
      "  - { order: 117, check: [{ clause: NS-11, error: { contains: no }, }, "
        + "{ clause: NS-07, outcome: done }] }")

    let text = try #require(Explanation("NS-11", in: .forTests, by: suite)).text

    #expect(text.hasPrefix("NS-11, stated, several sections of the vendor's page\nThe mail has"))
    #expect(text.contains("sample: A sample\n  sample.yaml:6:"))
    #expect(text.contains("order: error contains no"))
    #expect(text.contains("mailsBeforeSuccess (provisioner)"))
    #expect(!text.contains("outcome"))
  }

  @Test func `a clause without a check says so, and one that is none has no explanation`() throws {
    let suite = try Suite.of("  - { order: 117, check: [{ clause: NS-07, outcome: done }] }")

    let text = try #require(Explanation("NS-52", in: .forTests, by: suite)).text

    #expect(text.contains("No scenario proves it: no reason is given."))
    #expect(Explanation("NS-99", in: .forTests, by: suite) == nil)
  }
}
