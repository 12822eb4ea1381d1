import Foundation
import XMLReading

@testable import FakeDNSmanager

/// The renderers: whatever is stored, libxml2 and a JSON parser read back the same values.
func fuzz(_ bytes: [UInt8]) {
  var pieces = Pieces(bytes)
  let kind = pieces.choice(below: 4)
  let frame = frame(&pieces)
  switch kind {
  case 0: check(list(&pieces), in: frame)
  case 1: check(form(&pieces), in: frame)
  case 2: checkReadable(.success(.done(id: pieces.text())), in: frame)
  default: checkRefusal(&pieces, in: frame)
  }
}

private func frame(_ pieces: inout Pieces) -> Frame {
  let function = pieces.text()
  let pairs = (0..<pieces.choice(below: 4)).map { _ in
    Form.Pair(name: pieces.text(), value: pieces.text())
  }
  return Frame(
    function: function, language: pieces.choice(below: 2) == 0 ? .english : .russian,
    binary: "/dnsmgr", host: pieces.text(), settings: WorldSettings(), form: Form(pairs),
    account: pieces.text(), level: .user)
}

private func list(_ pieces: inout Pieces) -> Reply.List {
  var rows: [[Reply.Cell]] = []
  while !pieces.isEmpty, rows.count < 4 {
    rows.append([Reply.Cell("name", pieces.text()), Reply.Cell("value", pieces.text())])
  }
  return Reply.List(key: "name", rows: rows)
}

private func form(_ pieces: inout Pieces) -> Reply.FormView {
  Reply.FormView(
    elid: pieces.text(), plid: pieces.text(),
    fields: [Reply.Cell("name", pieces.text()), Reply.Cell("value", pieces.text())],
    selects: [.init(field: "name", choices: [Reply.Cell(pieces.text(), pieces.text())])])
}

private func check(_ list: Reply.List, in frame: Frame) {
  let outcome = Outcome.success(.list(list))
  checkReadable(outcome, in: frame)
  for (index, cell) in list.rows.joined().enumerated() {
    let path = "/doc/elem[\(index / 2 + 1)]/\(cell.name)"
    for format in [OutputFormat.xml, .devel] {
      requireSame(xml(outcome, format, frame, at: path), cell.value.asXML, "\(format) \(path)")
    }
    let row = index / 2
    let json: [(OutputFormat, [any Hashable])] = [
      (.json, ["doc", "elem", row, cell.name, "$"]), (.jsonData, [row, cell.name]),
      (.bjson, ["elem", row, cell.name]), (.browser, ["content", row, cell.name, "v"]),
    ]
    for (format, steps) in json where format != .browser || !BrowserRenderer.isPage(frame) {
      let found = value(outcome, format, frame, at: steps) as? String
      requireSame(found ?? "", cell.value, "\(format) \(steps)")
    }
  }
  let lines = String(decoding: TextRenderer.render(outcome, in: frame), as: UTF8.self)
  require(
    lines.utf8.count { $0 == 0x0A } == list.rows.count, "\(list.rows.count) rows gave \(lines)")
}

private func check(_ form: Reply.FormView, in frame: Frame) {
  let outcome = Outcome.success(.form(form))
  checkReadable(outcome, in: frame)
  for cell in form.allFields {
    requireSame(
      xml(outcome, .xml, frame, at: "/doc/\(cell.name)"), cell.value.asXML, "xml \(cell.name)")
    requireSame(
      value(outcome, .bjson, frame, at: ["model", cell.name]) as? String, cell.value,
      "bjson \(cell.name)")
  }
  requireSame(
    xml(outcome, .xml, frame, at: "/doc/slist/val/@key"), form.selects[0].choices[0].name.asXML,
    "xml select")
}

private func checkRefusal(_ pieces: inout Pieces, in frame: Frame) {
  let kinds = PanelError.Kind.allCases
  let error = PanelError(
    kinds[pieces.choice(below: kinds.count)], object: pieces.text(), value: pieces.text(),
    detail: pieces.text())
  let outcome = Outcome.failure(error)
  checkReadable(outcome, in: frame)
  requireSame(
    xml(outcome, .xml, frame, at: "/doc/error/param[@name='value']"), (error.value ?? "").asXML,
    "xml value")
  requireSame(
    xml(outcome, .xml, frame, at: "/doc/error/@object"), error.object.asXML, "xml object")
}

/// Every format can be read, and XML and JSON hold the function and the echo of the request.
private func checkReadable(_ outcome: Outcome, in frame: Frame) {
  for format in OutputFormat.allCases {
    let body = format.render(outcome, in: frame).body
    require(String(validating: body, as: UTF8.self) != nil, "\(format) is not UTF-8")
  }
  // A refusal's document has no attributes and no echo.
  guard case .success = outcome else { return }
  requireSame(xml(outcome, .xml, frame, at: "/doc/@host"), frame.host.asXML, "xml host")
  requireSame(
    value(outcome, .json, frame, at: ["doc", "$host"]) as? String, frame.host, "json host")
  for cell in frame.echoed {
    // Names of both cases are one row in no format, so the XML of the echo decides.
    requireSame(
      xml(outcome, .xml, frame, at: "/doc/tparams/*[name()='\(cell.name)']"), cell.value.asXML,
      "xml echo of \(cell.name)")
  }
}

private func xml(
  _ outcome: Outcome, _ format: OutputFormat, _ frame: Frame, at path: String
) -> String? {
  let body = format.render(outcome, in: frame).body
  do {
    return try XMLReply(body).string(at: path)
  } catch {
    fatalError(
      "\(format) cannot be read at \(path): \(error)\n\(String(decoding: body, as: UTF8.self))")
  }
}

/// What stands at a path of names and positions; `nil` when nothing does.
private func value(
  _ outcome: Outcome, _ format: OutputFormat, _ frame: Frame, at steps: [any Hashable]
) -> Any? {
  let body = format.render(outcome, in: frame).body
  // The pages' own JSON has `\'`, which clients take out before they parse.
  let readable = format == .browser ? body.withoutEscapedApostrophes : body
  guard
    let root = try? JSONSerialization.jsonObject(
      with: Data(readable), options: .fragmentsAllowed)
  else { fatalError("\(format) is not JSON: \(String(decoding: body, as: UTF8.self))") }
  return steps.reduce(Optional(root)) { node, step in
    if let name = step as? String { return (node as? [String: Any])?[name] }
    guard let index = step as? Int, let array = node as? [Any], array.indices.contains(index)
    else { return nil }
    return array[index]
  }
}

extension [UInt8] {
  fileprivate var withoutEscapedApostrophes: [UInt8] {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in self {
      if isEscaped, byte == UInt8(ascii: "'") { result.removeLast() }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      result.append(byte)
    }
    return result
  }
}

extension String {
  /// The text as XML 1.0 can carry it: each character that it cannot write is U+FFFD.
  fileprivate var asXML: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isWritable = scalar.value >= 0x20 || ["\t", "\n", "\r"].contains(scalar)
      let isCharacter = scalar.value != 0xFFFE && scalar.value != 0xFFFF
      result.append(isWritable && isCharacter ? scalar : "\u{FFFD}")
    }
    return String(result)
  }
}
