import StrictYAML
import Testing

@testable import Conformance

struct TemplateTests {
  static let samples: [(text: String, names: [String], filled: String)] = [
    ("plain", [], "plain"), ("", [], ""), ("{{a}}", ["a"], "1"),
    ("x{{a}}{{b.c-d}}y", ["a", "b.c-d"], "x12y"),
    ("{{{a}}}", ["a"], "{1}"), ("{{ a }}", [], "{{ a }}"), ("{{}}", [], "{{}}"),
    ("{{a}", [], "{{a}"), ("{a}}", [], "{a}}"), ("é{{a}}é", ["a"], "é1é"),
    ("{{a}}{{", ["a"], "1{{"),
  ]

  @Test(arguments: samples)
  func `placeholders are found and filled in one pass`(
    sample: (text: String, names: [String], filled: String)
  ) throws {
    let template = Template(sample.text, Place(file: "a.yaml"))

    #expect(template.names == sample.names)
    #expect(try template.filled(from: ["a": "1", "b.c-d": "2"]) == sample.filled)
  }

  @Test func `a value is never searched again`() throws {
    let template = Template("{{a}}", Place(file: "a.yaml"))

    #expect(try template.filled(from: ["a": "{{b}}", "b": "no"]) == "{{b}}")
  }

  @Test func `braces are never left standing`() {
    #expect(throws: StepFault.unknownVariable("b")) {
      try Template("{{a}}{{b}}", Place(file: "a.yaml")).filled(from: ["a": "1"])
    }
  }
}
