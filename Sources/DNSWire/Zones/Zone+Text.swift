extension Zone {
  /// The zone as a file, in the order of ``sets``, that BIND and NSD can load.
  public var text: String { ZoneText.text(records) }
}
