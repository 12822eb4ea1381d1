/// Which release this is; reports and statements name it.
public enum Release {
  /// As in CHANGELOG.md; a development version until there is a release.
  public static let version = "0.1.0-dev"
}
