/// What a step kind takes and what can be checked after it: decoder, documentation and schema use it.
struct StepContract: Sendable {
  /// One key below the kind's own.
  struct Field: Sendable {
    /// What can be written as a field's value.
    enum Form: Sendable, Equatable {
      /// Any text.
      case text
      /// A decimal number of 64 bits, 0 or more.
      case number
      /// A decimal number of this range, or this word.
      case range(ClosedRange<Int64>, or: String?)
      /// A type of DNS records by its name, or one of these words.
      case recordType(or: [String])
      /// `yes` or `no`.
      case flag
      /// One of these words.
      case choice([String])
      /// A mapping of names to texts, in order.
      case pairs
      /// A list of texts, at least one.
      case list
      /// A length of time, such as `90s` or `24h`.
      case duration
    }

    /// The key.
    let name: String
    /// What its value must look like.
    let form: Form
    /// Whether a step without it is refused.
    let isRequired: Bool
    /// What it means, and what holds when it is left out.
    let help: String

    static func required(_ name: String, _ form: Form = .text, _ help: String) -> Self {
      Self(name: name, form: form, isRequired: true, help: help)
    }

    static func optional(_ name: String, _ form: Form = .text, _ help: String) -> Self {
      Self(name: name, form: form, isRequired: false, help: help)
    }
  }

  /// Something that a check or a capture can look at.
  struct Subject: Sendable {
    /// Whether the key is the subject itself or needs to be told what to look at.
    enum Form: Sendable, Equatable {
      /// `status: active`, or `error: { contains: … }`.
      case plain
      /// `xpath: /doc/ok` with an operator beside it.
      case xpath
      /// `header: Subject` with an operator beside it.
      case header
    }

    /// The key.
    let name: String
    /// How a check addresses it.
    let form: Form
    /// What it is, and which values there are.
    let help: String

    /// Creates a subject that needs no argument.
    init(_ name: String, _ help: String) {
      self.init(name, .plain, help)
    }

    init(_ name: String, _ form: Form, _ help: String) {
      self.name = name
      self.form = form
      self.help = help
    }
  }

  /// The key that makes a step one of this kind.
  let keyword: String
  /// One sentence.
  let summary: String
  /// The keys below ``keyword``.
  let fields: [Field]
  /// The field that a plain text stands for: `suspend: 117` is `suspend: { service: 117 }`.
  let shorthand: String?
  /// What a check or a capture can look at.
  let subjects: [Subject]
  /// The subject that an operator without a subject looks at: `count: 0`.
  let counted: String?
  /// A step, as it is written in a scenario.
  let example: String
  /// Whether it only looks, so that an invariant may take it.
  var isLooking = false
  /// The value of `do` with which it only looks, where others change things.
  var lookingWord: String?
  /// Whether it makes something misbehave, so that steps can stand under `during`.
  var isFault = false
}
