extension Provisioner {
  /// Records what a customer changed about a service and carries it out (`setparam`).
  ///
  /// Zones are never lost: a user who has some is moved in place or left alone, with a task for a
  /// person. A tariff change that fails is rolled back at once, as the vendor's framework does (billing
  /// reference, 1.9); its operation then brings the panel back to the old plan.
  ///
  /// - Throws: ``BillingError`` when the service is not active, the namespace is none, or there is no such
  ///   plan of its provider; and as ``perform(_:service:)``.
  public func change(_ id: Int64, to change: ServiceChange) async throws -> Outcome {
    let change = try change.validated()
    return try await store.locks.withLock(id) {
      let service = try store.service(id)
      guard service.status == .active else {
        throw BillingError.wrongStatus(service: id, status: service.status, command: .setparam)
      }
      if let plan = change.plan, try store.plan(plan).provider != service.provider {
        throw BillingError.badField(
          "plan", value: "\(plan)", expected: "a plan of the service's provider")
      }
      try store.change(service, to: change, now: clock.now())
      return try await performLocked(.setparam, store.service(id))
    }
  }

  /// Looks for what is not as it should be with a service, and changes nothing.
  ///
  /// Empty when all is well. `sync_item` mends what this finds.
  ///
  /// - Throws: ``BillingError`` when the service is not active or suspended;
  ///   ``OperationFailure`` when the panel cannot be asked.
  public func drift(of id: Int64) async throws -> [Drift] {
    let service = try store.service(id)
    guard service.status == .active || service.status == .suspended else {
      throw BillingError.wrongStatus(service: id, status: service.status, command: .syncItem)
    }
    return try await Convergence(billing: self, service: service, operation: nil).drift()
  }
}
