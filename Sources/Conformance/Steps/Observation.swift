internal import XMLReading

/// What a step saw, by subject; checks and captures look at nothing else.
struct Observation: Sendable {
  /// The values of each plain subject, in order; a subject that is not here has none.
  var values: [String: [String]] = [:]
  /// Header fields by lower-case name.
  var headers: [String: [String]] = [:]
  /// The answer as XML, when it is that.
  var document: XMLReply?
  /// The request and the answer, for the report; secrets are removed later.
  var evidence: [Evidence] = []

  /// Returns the values of a subject.
  ///
  /// - Throws: ``StepFault/badValue(field:value:expected:)`` when a filled-in XPath is none.
  func strings(of subject: Check.Subject, _ argument: String?) throws(StepFault) -> [String] {
    switch subject.form {
    case .plain: return values[subject.name] ?? []
    case .header: return headers[(argument ?? "").lowercased()] ?? []
    case .xpath:
      do throws(XMLReplyError) {
        return try document?.strings(at: argument ?? "") ?? []
      } catch {
        throw .badValue(field: "xpath", value: argument ?? "", expected: "XPath 1.0 (\(error))")
      }
    }
  }
}
