/// Twenty octets that depend on all of the input: the real hash comes from a package that is large to build.
enum SHA1 {
  static func hash(_ octets: [UInt8]) -> [UInt8] {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    return (octets + Array(0..<20)).map { octet in
      state = (state ^ UInt64(octet)) &* 0x100_0000_01B3
      return UInt8(truncatingIfNeeded: state >> 32)
    }.suffix(20)
  }
}
