/// The fields of a record as they came: all may be there together, and only those of the type count.
struct RecordFields: FormDecodable {
  let name: String?
  let kind: Record.Kind?
  let ttl: Int?
  let priority: String?
  let weight: String?
  let port: String?
  let ip: String?
  let domain: String?
  let serviceTarget: String?
  let value: String?
  let email: Mailbox?
  let flags: String?
  let tag: String?

  init(_ form: Form) throws(PanelError) {
    name = form["name"]
    kind = try form.optional("rtype")
    ttl = try form.optional("ttl")
    priority = form["priority"]
    weight = form["weight"]
    port = form["port"]
    ip = form["ip"]
    domain = form["domain"]
    serviceTarget = form["srvdomain"]
    // `caa_value` is assumed (reference §3.2).
    value = form["value"] ?? form["caa_value"]
    email = kind == .soa ? try form.optional("email") : Mailbox(formValue: form["email"] ?? "")
    flags = form["caa_flags"]
    tag = form["caa_tag"]
  }

  /// The parameters, for the contract.
  static let contract: [Contract.Field] = [
    .optional("name", "relative, `@`, or absolute with a final dot", example: "www"),
    .optional("rtype", "type in any letter case; `a` when a record is made", example: "a"),
    .optional("ttl", "seconds; the template's when a record is made", example: "3600"),
    .optional("ip", "address of A and AAAA; else `value`, `domain`", example: "192.0.2.5"),
    .optional(
      "domain", "target of CNAME, DNAME, MX, NS, PTR; else `value`, `ip`", example: "host.example."),
    .optional("srvdomain", "target of SRV; else `domain`, `value`", example: "sip.example."),
    .optional("priority", "of MX and SRV, 0 to 65535", example: "10"),
    .optional("weight", "of SRV, 0 to 65535", example: "0"),
    .optional("port", "of SRV, 0 to 65535", example: "5060"),
    .optional("value", "text of TXT, value of CAA, `u s m hex` of TLSA", example: "v=spf1 -all"),
    .optional("email", "mailbox of the SOA record", example: "dns@example.com"),
    .optional("caa_flags", "of CAA, 0 to 255", example: "0"),
    .optional("caa_tag", "of CAA: `issue`, `issuewild`, `iodef`", example: "issue"),
  ]
}
