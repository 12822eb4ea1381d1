internal import NIOCore

/// Takes DNS messages out of a TCP stream, where each stands behind its length in two octets (RFC 1035
/// section 4.2.2).
struct MessageFraming: NIOSingleStepByteToMessageDecoder {
  typealias InboundOut = ByteBuffer

  func decode(buffer: inout ByteBuffer) -> ByteBuffer? {
    guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self),
      buffer.readableBytes >= 2 + Int(length)
    else { return nil }
    buffer.moveReaderIndex(forwardBy: 2)
    return buffer.readSlice(length: Int(length))
  }

  /// Half a message at the end of a connection is nothing.
  func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) -> ByteBuffer? {
    decode(buffer: &buffer)
  }
}
