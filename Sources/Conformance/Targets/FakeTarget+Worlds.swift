private import FakeDNSmanager
internal import StrictYAML

extension FakeTarget {
  /// Creates the target on the world files of a folder: `provider` is `provider.yaml` in it.
  public convenience init(worlds folder: String, mutant: MutantCatalog.Entry? = nil) {
    self.init(mutant: mutant) { name in
      let path = "\(folder)/\(name).yaml"
      let text = try SourceFile.text(at: path, limit: WorldFile.maximumByteCount)
      return try WorldFile.decode(yaml: text, file: path)
    }
  }
}
