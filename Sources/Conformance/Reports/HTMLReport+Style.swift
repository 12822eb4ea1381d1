extension HTMLReport {
  /// The look of the page: system fonts, light and dark, one column on a phone.
  static let style = """
    :root { --text: #1b1f24; --back: #fff; --quiet: #57606a; --line: #d0d7de; --box: #f6f8fa;
      --good: #116329; --bad: #a40e26; --other: #6e4a00; --link: #0550ae }
    @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --quiet: #9198a1;
      --line: #30363d; --box: #161b22; --good: #56d364; --bad: #ff7b72; --other: #e3b341;
      --link: #79c0ff } }
    * { box-sizing: border-box }
    body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; max-width: 62rem;
      margin: 0 auto; padding: 1rem; color: var(--text); background: var(--back);
      overflow-wrap: anywhere }
    h1 { font-size: 1.4rem; margin: .2rem 0 1rem } h2 { margin: 2.5rem 0 .5rem }
    h3 { margin: 1.5rem 0 .3rem; font-size: 1.05rem }
    a { color: var(--link) } p { margin: .5rem 0 }
    .result { font-size: 2rem; font-weight: 700; margin: 0 } .quiet { color: var(--quiet);
      font-size: .9rem; font-weight: 400 }
    .cards { display: flex; flex-wrap: wrap; gap: .6rem }
    .card { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; flex: 1 1 9rem;
      line-height: 1.3; font-size: .9rem; color: var(--quiet) }
    .card b { font-size: 1.5rem; color: var(--text) }
    nav { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 1rem 0 }
    .badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem;
      padding: 0 .55rem; font-size: .8rem; line-height: 1.35rem; white-space: nowrap }
    details { border-top: 1px solid var(--line) } details details { border: 0 }
    details > :not(summary) { margin-left: 1.1rem }
    summary { cursor: pointer; padding: .45rem 0 }
    pre, code { font: .85rem/1.45 ui-monospace, Menlo, Consolas, monospace }
    pre { background: var(--box); padding: .6rem; border-radius: .4rem; white-space: pre-wrap;
      margin: .2rem 0 .8rem; max-height: 24rem; overflow: auto }
    code { background: var(--box); padding: .1rem .25rem; border-radius: .25rem }
    .kind { font-size: .8rem; color: var(--quiet); margin: .4rem 0 0 }
    .finding { border-left: 3px solid var(--bad); padding-left: .8rem; margin: .8rem 0 }
    table { border-collapse: collapse } th, td { padding: .25rem .8rem .25rem 0; text-align: left;
      vertical-align: top } th { font-weight: 400; color: var(--quiet); white-space: nowrap }
    ul.plain { list-style: none; padding-left: 0; margin-top: .2rem; margin-bottom: .2rem } ul.plain li { padding: .15rem 0 }
    ol { padding-left: 1.5rem } footer { margin: 3rem 0 1rem; color: var(--quiet); font-size: .9rem }
    .pass, .proved, .fixed, .conformant { color: var(--good) }
    .fail, .failed, .error, .timeout, .blocked, .xpass, .worse, .missing { color: var(--bad) }
    .unproven, .skip, .unsupported, .notrun, .flaky, .xfail, .inconclusive, .new, .changed, .partial {
      color: var(--other) }
    @media (max-width: 30rem) { body { padding: .7rem } details > :not(summary) { margin-left: .3rem }
      th, td { display: block; padding: 0 } .card { flex-basis: 9rem } }
    """
}
