extension StepCatalog {
  /// The page `docs/steps.md`, made from the table.
  public static var markdown: String {
    ([introduction] + kinds.map { section($0.contract) } + [comparisons]).joined(separator: "\n\n")
      + "\n"
  }

  private static let introduction = """
    # Steps

    This page is made from the table of step kinds; a test keeps it current.

    A scenario is one YAML file, named after its `scenario`:

    ```yaml
    scenario: one-user-per-order
    title: An order for provider name servers creates one user
    tags: [provider]
    panels: { first: provider }          # name: world file in fixtures/worlds, without .yaml
    billing:                             # may be left out: then as shown here
      providers: [P1]
      integrations:
        - { name: I1, panel: first, username: provider, provider_ns: yes, provider: P1 }
      plans:
        - { name: T1, provider: P1, ns: on, default: none }
    cases:                               # may be left out; each case has worlds of its own
      - { case: small id, service: 1 }
      - { case: large id, service: 4294967296 }
    steps:
      - order: { service: "{{service}}", ns: provider }
        check:
          - { clause: NS-07, outcome: done }
          - { clause: [NS-09, NS-10], login: "dns{{service}}" }
    ```

    A scenario can also have:

    ```yaml
    skip: needs a licence                # left out, and why; or `xfail:`, known to fail, and why
    matrix: { out: [xml, json] }         # every case with every value; columns of more dimensions
    environment: { region: REGION }      # {{region}} is the environment's REGION
    secrets: { token: PANEL_TOKEN }      # the same, and no report, log or console shows the value
    fragments:                           # or one file each in fixtures/fragments, with `fragment: NAME`
      bought:
        parameters: [id, ns]
        defaults: { ns: provider }
        steps:
          - order: { service: "{{id}}", ns: "{{ns}}" }
            capture: { login: login }
    setup:                               # when it does not succeed, the case is `blocked`
      - use: bought
        with: { id: 117 }
    steps:
      - name: an order can be repeated
        retry: 117
        repeat: step                     # done twice: the second time changes no state
        clause: NS-52
      - service: 117
        eventually: { within: 5s, every: 100ms }
        check:
          - { clause: NS-07, status: active }
      - concurrently:                    # all at once; what they keep is known afterwards
          - order: 118
          - order: 119
    invariants:                          # steps that only look, after every step
      - name: nobody is a reseller
        api: { as: provider, func: reseller }
        check:
          - { clause: NS-08, outcome: access }
    teardown:                            # always, however the case went
      - close: 117
    ```

    - Every value is a text: `no`, `on` and `0123` are what they look like. Unknown and doubled keys,
      anchors, aliases and tags are refused. A flag is `yes` or `no`.
    - An integration's `password` is the one of the world file when it is left out, its `provider` the
      first, and a flag that is left out is `no`; `provider: ""` lets every provider use it.
      A plan's `ns` is `on`, `off` (there, switched off) or `absent`.
    - A plan with `free_domain` (an integration's name) and `template` (such as `@ID@.free.example`;
      `@USERNAME@` and `@TYPE@` are known as well) gives free domain names in the `zones` of that
      integration. `passwords` below `billing` are what the first users get.
    - `{{name}}` stands for a column of the case, a captured value, the variable of `each`, or
      `{{<panel>.url}}`. A name that nothing gives a value is refused when the file is read. Texts
      below `billing` have no placeholders: it is made before anything has a value. Those below `cases`
      and `matrix` are sent as they are written, which is the way to send braces.
    - A panel's name becomes part of its address: letters, digits, `-` and `_`, and no two that differ
      by capital letters only.
    - A step has one of the kinds below and may have `name`, `each` (repeats it for a list or a range:
      `each: { service: "101..120" }`), `check` and `capture`. After a failed check the case goes on;
      after a failed capture it stops.
    - A check has `clause` (one id, or a list), a subject, and a comparison: `status: active` for
      equality, `error: { contains: limit }` for others, and beside `xpath` and `header`:
      `xpath: /doc/elem, count: 1`.
    - A check can say `assumed: WHY` where the documents are silent: a target of others that does
      otherwise is then `inconclusive`, our own fails.
    - A refusal is checked by its type and object: `outcome: missed` and `object: name` after `api`.
    - `use` runs the steps of a fragment, which see its parameters and the panels, and nothing else;
      what they capture is known afterwards; a default can name `{{<panel>.url}}` only. `during`
      below a fault ends it when its steps are done.
    - A capture keeps a value: `{ parent: "/doc/elem/parent" }` by XPath, `{ login: login }` by subject,
      `{ password: { text: "Password: (\\\\S+)" } }` by the group of a regular expression, and
      `{ id: { header: Message-ID, matches: "<(.+)>" } }`.
    """

  private static func section(_ contract: StepContract) -> String {
    var parts = ["## \(contract.keyword)", contract.summary, "```yaml\n\(contract.example)\n```"]
    if !contract.fields.isEmpty {
      let rows = contract.fields.map { field in
        "| `\(field.name)`\(field.isRequired ? " (required)" : "") | \(form(field.form)) "
          + "| \(field.help) |"
      }
      parts.append("| field | value | meaning |\n| --- | --- | --- |\n" + lines(rows))
    }
    if let shorthand = contract.shorthand {
      parts.append(
        "`\(contract.keyword): X` is short for `\(contract.keyword): { \(shorthand): X }`.")
    }
    if !contract.subjects.isEmpty {
      let rows = contract.subjects.map { "| `\($0.name)` | \($0.help) |" }
      parts.append("| subject | what it is |\n| --- | --- |\n" + lines(rows))
    }
    if let counted = contract.counted {
      parts.append("A comparison without a subject looks at `\(counted)`.")
    }
    return parts.joined(separator: "\n\n")
  }

  private static var comparisons: String {
    let rows = Check.Operator.allCases.map { "| `\($0.rawValue)` | \($0.help) |" }
    return "## Comparisons\n\n| key | holds when |\n| --- | --- |\n" + lines(rows)
  }

  private static func form(_ form: StepContract.Field.Form) -> String {
    switch form {
    case .text: "text"
    case .number: "whole number"
    case .range(let range, let word):
      "whole number, \(range.lowerBound) to \(range.upperBound)"
        + (word.map { ", or `\($0)`" } ?? "")
    case .recordType(let words): (["record type"] + words.map { "`\($0)`" }).joined(separator: ", ")
    case .flag: "`yes` or `no`"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .pairs: "mapping of texts"
    case .list: "list of texts"
    case .duration: "length of time"
    }
  }

  private static func lines(_ rows: [String]) -> String { rows.joined(separator: "\n") }
}
