internal import StrictYAML

extension Scenario {
  /// One step.
  struct Step: Sendable {
    /// What a step does.
    enum Action: Sendable {
      /// One step of a kind; what stands under `during` runs while its fault holds.
      case single(any StepKind.Type, fields: [String: Field], during: [Step])
      /// The steps of a fragment with these values for its parameters.
      case use(String, parameters: [(name: String, value: Template)], steps: [Step])
      /// Steps that run at the same time.
      case concurrently([Step])
    }

    /// Different for each step of a scenario, also for one that stands in a fragment used twice.
    let id: Int
    let name: String
    let place: Place
    let action: Action
    let each: Repetition?
    /// Tried again until its checks hold or the time is over; `nil` for once.
    let eventually: Polling?
    /// The clauses that are proved when doing it again changes nothing; empty when it is done once.
    let repeatable: [String]
    let checks: [Check]
    let captures: [Capture]

    /// The steps inside it.
    var inner: [Step] {
      switch action {
      case .single(_, _, let during): during
      case .use(_, _, let steps), .concurrently(let steps): steps
      }
    }

    /// It and all steps inside it.
    var withInner: [Step] { [self] + inner.flatMap(\.withInner) }

    /// The clauses that it names itself.
    var clauses: [String] { checks.flatMap(\.clauses) + repeatable }

    /// The names that it and the steps inside it give a value.
    var capturedNames: [String] { withInner.flatMap(\.captures).map(\.name) }
  }

  /// The value of a field as it is written.
  enum Field: Sendable {
    case text(Template)
    case list([Template])
    case pairs([(name: Template, value: Template)])
  }

  /// A variable and the values that a step is repeated for.
  struct Repetition: Sendable {
    /// Where the values come from.
    enum Source: Sendable {
      case list([Template])
      /// Kept as it is written: a file has room for thousands of long ones.
      case range(ClosedRange<Int>)
    }

    let variable: String
    let source: Source

    /// The texts of the values that can hold a placeholder.
    var templates: [Template] {
      if case .list(let values) = source { values } else { [] }
    }

    /// The values in their order, as they are when the step begins.
    ///
    /// - Throws: ``StepFault/unknownVariable(_:)``.
    func values(from variables: [String: String]) throws(StepFault) -> [String] {
      switch source {
      case .list(let values):
        try values.map { value throws(StepFault) in try value.filled(from: variables) }
      case .range(let range): range.map(String.init)
      }
    }
  }

  /// How long and how often a step is tried.
  struct Polling: Sendable {
    /// By the clock of the machine, not that of a world.
    let within: Duration
    /// Between the end of one try and the next.
    let every: Duration
  }
}
