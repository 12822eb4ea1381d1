/// Runs a program of the scenario's author.
enum ExecStep: StepKind {
  static let contract = StepContract(
    keyword: "exec",
    summary: """
      Runs a program, without a shell; a scenario that does is skipped unless `--allow-exec` is given.
      """,
    fields: [
      .required("argv", .list, "the program, by name or absolute path, and its arguments"),
      .optional(
        "env", .pairs, "its environment beside `PATH`; nothing of ours is handed on by itself"),
      .optional("stdin", .text, "what it reads on standard input; nothing when left out"),
    ],
    shorthand: nil,
    subjects: [
      .init(
        "exit", "the exit status, `signal N`, or `too much output` for more than 1 MiB"),
      .init("stdout", "the lines of standard output"),
      .init("stderr", "the lines of standard error"),
    ],
    counted: "stdout",
    example: """
      - exec: { argv: [curl, --silent, "{{first.url}}?func=user"], env: { LANG: C } }
        check:
          - { clause: NS-36, exit: 0 }
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let argv = arguments.list("argv")
    var environment = ["PATH": ChildProgram.searchPath]
    for pair in arguments.pairs("env") { environment[pair.name] = pair.value }
    let ended = try await ChildProgram(
      argv: argv, environment: environment, input: arguments.text("stdin") ?? ""
    ).run()
    var seen = Observation()
    seen.values["exit"] = [ended.status]
    seen.values["stdout"] = lines(ended.output)
    seen.values["stderr"] = lines(ended.errors)
    seen.evidence = [
      Evidence("program", argv.joined(separator: " ")), Evidence("output", ended.output),
      Evidence("errors", ended.errors),
    ]
    return seen
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
