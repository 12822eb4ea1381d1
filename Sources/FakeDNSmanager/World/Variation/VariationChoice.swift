/// One thing that the documents do not tell, with what it could be.
struct VariationChoice: Sendable {
  let name: String
  /// What is chosen.
  let about: String
  /// What it can be; the first is what a world without `vary` does.
  let options: [String]
  let evidence: Evidence

  /// All choices, in the order of the documentation.
  static let all = [
    sessionID, newKey, rowOrder, columnOrder, moreColumns, hosts, policy, theme,
    features, noSession, unknownFunction, missingField, foreignParent, noFreeAddress,
  ]

  static let sessionID = VariationChoice(
    name: "session id", about: "how long the id of a session is",
    options: ["24 hex digits", "12 hex digits"], evidence: .observed("reference §1.2, both"))
  static let newKey = VariationChoice(
    name: "key of a new thing", about: "whether `id` stands beside `ok`",
    options: ["`id` before `ok`", "`id` behind `ok`", "no `id`"],
    evidence: .assumed("reference §2.2"))
  static let rowOrder = VariationChoice(
    name: "order of rows", about: "how a list is sorted when nobody asks",
    options: ["by its key", "by its key, descending", "by its first other column"],
    evidence: .assumed("reference §2.3 shows another product's list"))
  static let columnOrder = VariationChoice(
    name: "order of columns", about: "in which order the columns of a row stand",
    options: ["as captured", "backwards", "the first one last"],
    evidence: .observed("reference §5, quirk 11"))
  static let moreColumns = VariationChoice(
    name: "further columns",
    about: "whether the list of domains has columns that are seen sometimes",
    options: ["no", "`owner`"], evidence: .documented("reference §3.1"))
  static let hosts = VariationChoice(
    name: "hosts of a new zone", about: "which names a new zone gives its addresses",
    options: ["@ www mail ftp smtp pop", "@ www mail", "@ www mail ns1 webmail"],
    evidence: .assumed("reference §4.6"))
  static let policy = VariationChoice(
    name: "SPF of a new zone", about: "whether a new zone has an SPF policy",
    options: ["yes", "no"],
    evidence: .assumed("reference §4.6"))
  static let theme = VariationChoice(
    name: "theme", about: "`themename`", options: ["orion", "dragon"],
    evidence: .observed("reference §2.1, both"))
  static let features = VariationChoice(
    name: "features", about: "`features`, whose meaning is unknown",
    options: ["one captured text", "another one"], evidence: .observed("reference §2.2, both"))
  static let noSession = VariationChoice(
    name: "no session", about: "the refusal without credentials, or with a session that is over",
    options: ["`auth/badsession`", "`access/<function>`"], evidence: .assumed("reference §6"))
  static let unknownFunction = VariationChoice(
    name: "unknown function", about: "its refusal",
    options: ["`missed/func`", "`access/<function>`"], evidence: .assumed("reference §2.4"))
  static let missingField = VariationChoice(
    name: "missing field", about: "the refusal of a call without a required field",
    options: ["`value/<field>`", "`missed/<field>`"], evidence: .assumed("reference §2.4"))
  static let foreignParent = VariationChoice(
    name: "domain below another user's", about: "its refusal",
    options: ["`access/domain`", "`exists/name`"], evidence: .assumed("reference §4.5"))
  static let noFreeAddress = VariationChoice(
    name: "no free address", about: "the refusal of a namespace without one",
    options: ["`limit/ip`", "`missed/ip`"], evidence: .assumed("reference §6"))
}
