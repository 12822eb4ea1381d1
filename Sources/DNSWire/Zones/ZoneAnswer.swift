/// What a zone says to a question, before it becomes a message.
public struct ZoneAnswer: Equatable, Sendable {
  /// NOERROR, NXDOMAIN, YXDOMAIN, or SERVFAIL for aliases that lead in a circle.
  public internal(set) var code = ResponseCode.noError
  /// AA: whether the zone has authority for the name that was asked first (RFC 1034 section 4.1).
  public internal(set) var isAuthoritative = true
  /// What was asked for, behind the aliases that lead there.
  public internal(set) var answers: [RRset] = []
  /// Whether proofs are wanted, DO (RFC 3225).
  var isDNSSECWanted = false
  /// The SOA of a negative answer, or the NS of a referral; behind it, where they are wanted, the NSEC
  /// and DS that a signed zone proves it with.
  public internal(set) var authorities: [RRset] = []
  /// Whether the client has to ask the servers of a delegation.
  public internal(set) var isReferral = false
  /// Addresses of servers below the delegation, without which the referral is of no use: when they do
  /// not fit, TC is set (RFC 9471).
  public internal(set) var glue: [RRset] = []
  /// Addresses of other hosts that the sections before name.
  public internal(set) var additionals: [RRset] = []
  /// The name that an alias leads to outside of this zone, where the search must go on.
  public internal(set) var continuation: Name?

  /// The longest chain of aliases that is followed.
  ///
  /// Assumed: RFC 1034 names no number; resolvers give up at 8 to 16.
  public static let maximumAliasCount = 16
}
