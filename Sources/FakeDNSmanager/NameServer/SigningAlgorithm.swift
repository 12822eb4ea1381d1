/// Which algorithm signs a world's zones.
public enum SigningAlgorithm: String, Sendable, Codable, CaseIterable {
  /// ECDSA P-256 with SHA-256, number 13: what the world's zones are most often signed with. Signatures
  /// of the same data differ from run to run.
  case ecdsaP256 = "ecdsa-p256"
  /// Ed25519, number 15: the same world gives the same signatures.
  case ed25519
}
