/// What a call of a function `X.edit` asks for (documented, reference §0.6): without `sok` the form,
/// with `sok` a new thing, with `sok` and `elid` a change.
///
/// A call that only looks never has its other fields read, so that nothing in them can refuse it.
enum Edit<New: FormDecodable, Changes: FormDecodable>: FormDecodable {
  /// The form of the thing with that key, or of a new one.
  case view(elid: String?)
  case create(New)
  case change(elid: String, Changes)

  init(_ form: Form) throws(PanelError) {
    switch (form.saves, form["elid"]) {
    case (false, let elid): self = .view(elid: elid)
    case (true, nil): self = .create(try New(form))
    case (true, let elid?): self = .change(elid: elid, try Changes(form))
    }
  }
}
