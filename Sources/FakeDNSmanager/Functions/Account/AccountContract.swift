/// The parts that the contracts of `user.edit`, `reseller.edit` and `admin.edit` share.
enum AccountContract {
  static func fields(_ kind: AccountKind, example: String) -> [Contract.Field] {
    let base: [Contract.Field] = [
      .optional("elid", "login of the account to show or to change", example: example),
      .optional("sok", "any text: perform, and not only show", example: "ok"),
      .required("name", "login of a new account: \(Login.formDescription)", example: example),
      .required("passwd", "password: \(Password.formDescription)", example: "secret"),
      .optional("confirm", "the password again", example: "secret"),
      .optional("note", "text of any length, for people", example: "ordered by telephone"),
    ]
    return base + (kind == .administrator ? [] : placed)
      + (kind == .reseller
        ? [.optional("userlimit", "most users, 0 or more; empty is no limit", example: "50")] : [])
  }

  private static let placed: [Contract.Field] = [
    .optional(
      "namespace", "name of a namespace of its own; without it the reseller's or the default one",
      example: "brand.example"),
    .optional(
      AccountProperties.twoAddressesField,
      "`on` gives a new namespace two addresses, `off` or nothing one", example: "on"),
    .optional("domainlimit", "most domains, 0 or more; empty is no limit", example: "300"),
  ]

  static func refusals(_ kind: AccountKind) -> [Contract.Refusal] {
    base(kind) + (kind == .administrator ? [] : placement)
      + (kind == .user
        ? [
          .refusal(
            .limit, "userlimit", when: "the reseller has as many users as he may",
            .assumed("reference §2.4, limit"))
        ] : [])
  }

  private static func base(_ kind: AccountKind) -> [Contract.Refusal] {
    [
      .refusal(
        .exists, kind.word, when: "the login is taken by any account, in whatever case",
        .observed("reference §2.4, exists")),
      .refusal(
        .missed, kind.word, when: "there is no such account in the caller's reach",
        .observed("reference §3.3, view of a missing user is an error")),
      .refusal(
        .value, "name", when: "it is not a login, or not the one that `elid` has",
        .observed("reference §4.7, login")),
      .refusal(
        .value, "confirm", when: "it differs from `passwd`", .assumed("reference §6")),
    ]
  }

  private static let placement: [Contract.Refusal] = [
    .refusal(
      .value, "namespace",
      when: "there is none to share, or the account has domains and would have to move",
      .assumed("reference §6")),
    .refusal(
      .exists, "namespace", when: "somebody else has it",
      .documented("reference §4.1, one address, one namespace")),
    .refusal(
      .limit, "ip", when: "no address is free for a new namespace",
      .documented("reference §4.1, creation refused; the object is assumed")),
  ]
}
