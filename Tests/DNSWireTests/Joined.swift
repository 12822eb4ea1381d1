/// Octets from parts; the type checker takes long over a chain of `+`.
func joined(_ parts: [UInt8]...) -> [UInt8] { parts.flatMap(\.self) }
