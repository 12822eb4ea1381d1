extension PanelAnswer {
  /// Sends a browser on into the panel, which a one-use key has let it into (documented, reference
  /// §1.2).
  mutating func leadIntoPanel() {
    status = Self.enteringStatus
    // Relative, so that it is the panel's own path, whichever one was called and whatever stands before.
    headers.append(Header("Location", "dnsmgr"))
  }

  /// Assumed: no source tells how the product redirects.
  private static let enteringStatus = 302
}
