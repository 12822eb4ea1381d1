/// What a panel function promises, as data: dispatch, access, documentation and hints are made of it.
public struct Contract: Sendable {
  /// The name on the wire, as in `func=`.
  public let name: String
  /// One sentence: what it does.
  public let summary: String
  public let access: Access
  /// Whether a call can change the world; refused calls never do.
  public let effect: Effect
  /// Whether a call without `sok` only shows a form (reference §1.4).
  public let showsForm: Bool
  public let fields: [Field]
  public let refusals: [Refusal]
  /// How we know that the function exists and looks like this.
  public let evidence: Evidence

  /// Whether a function only answers or may change the world.
  public enum Effect: String, Sendable {
    case reads
    case changes
  }

  /// One parameter.
  public struct Field: Sendable {
    public let name: String
    public let isRequired: Bool
    /// What it holds, with its unit and range.
    public let meaning: String
    /// A value that works, for documentation and for the test that sends every contract its examples.
    public let example: String

    public static func required(_ name: String, _ meaning: String, example: String) -> Self {
      Self(name: name, isRequired: true, meaning: meaning, example: example)
    }

    public static func optional(_ name: String, _ meaning: String, example: String) -> Self {
      Self(name: name, isRequired: false, meaning: meaning, example: example)
    }
  }

  /// One refusal that a caller can meet.
  public struct Refusal: Sendable {
    public let kind: PanelError.Kind
    public let object: String
    /// Completes "when …".
    public let when: String
    public let evidence: Evidence

    public static func refusal(
      _ kind: PanelError.Kind, _ object: String, when: String, _ evidence: Evidence
    ) -> Self {
      Self(kind: kind, object: object, when: when, evidence: evidence)
    }
  }

  init(
    name: String, summary: String, access: Access, effect: Effect, showsForm: Bool = false,
    fields: [Field] = [], refusals: [Refusal] = [], evidence: Evidence
  ) {
    self.name = name
    self.summary = summary
    self.access = access
    self.effect = effect
    self.showsForm = showsForm
    self.fields = fields
    self.refusals = refusals
    self.evidence = evidence
  }
}

extension Contract {
  /// Whether a call with that form can change the world, and does not only look.
  func performs(_ form: Form) -> Bool { effect == .changes && (form.saves || !showsForm) }
}

/// How we know a fact of the wire, and from where.
public enum Evidence: Sendable, Equatable {
  /// The vendor's documents say so.
  case documented(String)
  /// Client programs, a vendor plug-in or a captured answer show it.
  case observed(String)
  /// Our conclusion; the text says from what.
  case assumed(String)

  /// The mark as the documentation prints it.
  public var mark: String {
    switch self {
    case .documented(let source): "documented (\(source))"
    case .observed(let source): "observed (\(source))"
    case .assumed(let reason): "assumed (\(reason))"
    }
  }
}
