import Testing

@testable import Conformance

struct CheckEvaluationTests {
  static let samples: [(Check.Operator, [String], [String], Bool)] = [
    (.equals, ["a"], ["a"], true), (.equals, ["a", "a"], ["a"], false), (.equals, [], ["a"], false),
    (.equals, ["a", "b"], ["a", "b"], true), (.equals, ["b", "a"], ["a", "b"], false),
    (.notEquals, ["a"], ["b"], true), (.notEquals, ["a", "b"], ["b"], false),
    (.notEquals, [], ["b"], false),
    (.contains, ["xay"], ["a"], true), (.contains, ["x"], ["a"], false),
    (.contains, [], ["a"], false),
    (.contains, ["xa", "yb"], ["a", "b"], true), (.contains, ["xa"], ["a", "b"], false),
    (.notContains, ["x"], ["a"], true), (.notContains, ["xa"], ["a"], false),
    (.notContains, [], ["a"], false), (.notContains, ["b"], ["a", "b"], false),
    (.matches, ["dns117"], ["^dns\\d+$"], true), (.matches, ["xdns117"], ["^dns\\d+$"], false),
    (.matches, [], [".*"], false),
    (.count, [], ["0"], true), (.count, ["a"], ["0"], false), (.count, ["a", "b"], ["2"], true),
    (.absent, [], ["yes"], true), (.absent, ["a"], ["yes"], false), (.absent, [], ["no"], false),
    (.absent, [""], ["no"], true),
  ]

  @Test(arguments: samples)
  func `a comparison holds for this and not for that`(
    sample: (Check.Operator, [String], [String], Bool)
  ) throws {
    let (comparison, actual, expected, holds) = sample

    #expect(try comparison.holds(actual, expected) == holds)
  }

  @Test func `every comparison is tried both ways`() {
    for comparison in Check.Operator.allCases {
      #expect(Set(Self.samples.filter { $0.0 == comparison }.map(\.3)) == [true, false])
    }
  }
}
