extension Call {
  /// The names as domains are named, whatever form the world file gave them in.
  var restrictedNames: [String] {
    settings.restrictedNames.map { DomainName(formValue: $0)?.text ?? $0 }
  }

  func restrictedIndex(_ key: String) throws -> Int {
    guard let index = restrictedNames.firstIndex(where: { $0 == DomainName(formValue: key)?.text })
    else { throw PanelError.missed("restrictdomain", key) }
    return index
  }

  func restrict(_ name: DomainName, insteadOf index: Int?) throws -> Reply {
    var names = restrictedNames
    if let index { names.remove(at: index) }
    guard !names.contains(name.text) else { throw PanelError.exists("restrictdomain", name.text) }
    names.insert(name.text, at: index ?? names.endIndex)
    var settings = try store.settings()
    settings.restrictedNames = names
    try store.update(settings)
    return .done(Reply.Done(id: name.text, saved: [Reply.Cell("name", name.text)]))
  }
}
