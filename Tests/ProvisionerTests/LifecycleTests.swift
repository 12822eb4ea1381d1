import Provisioner
import Testing

struct LifecycleTests {
  let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
    try shop.order()
    _ = try await shop.billing().perform(.open, service: 117)
  }

  @Test func `suspend and resume can be repeated`() async throws {
    for command in [Command.suspend, .suspend] {
      #expect(try await shop.billing().perform(command, service: 117).isDone)
      #expect(shop.panel.orderedUsers["dns117"]?.isActive == false)
      #expect(try shop.billing().service(117).status == .suspended)
    }
    for command in [Command.resume, .resume] {
      #expect(try await shop.billing().perform(command, service: 117).isDone)
      #expect(shop.panel.orderedUsers["dns117"]?.isActive == true)
      #expect(try shop.billing().service(117).status == .active)
    }
  }

  @Test func `the policy can leave DNS alone`() async throws {
    let configuration = Provisioner.Configuration(suspendsUsers: false)

    _ = try await shop.billing(configuration).perform(.suspend, service: 117)

    #expect(shop.panel.orderedUsers["dns117"]?.isActive == true)
    #expect(try shop.billing().service(117).status == .suspended)
  }

  @Test func `closing twice succeeds and removes the user`() async throws {
    #expect(try await shop.billing().perform(.close, service: 117).isDone)
    #expect(shop.panel.orderedUsers.isEmpty)
    #expect(try await shop.billing().perform(.close, service: 117).isDone)
    #expect(try shop.billing().service(117).status == .deleted)
    #expect(try shop.billing().parameters(of: 117).isEmpty)
  }

  @Test func `a user that is gone already is no obstacle`() async throws {
    shop.panel.change { $0.accounts["dns117"] = nil }

    #expect(try await shop.billing().perform(.close, service: 117).isDone)
  }

  @Test(arguments: [nil, ProvisionerMutant.closeDeletesForeign])
  func `a user of somebody else is not deleted`(mutant: ProvisionerMutant?) async throws {
    let body = "<doc><name>dns117</name><parent>rival</parent></doc>"
    shop.panel.failing("user.edit", .reply(PanelReply(body: Array(body.utf8))))

    let outcome = try await shop.billing(.init(mutant: mutant)).perform(.close, service: 117)

    #expect(outcome.isDone == (mutant != nil))
    #expect(shop.panel.functions.contains("user.delete") == (mutant != nil))
  }

  @Test(arguments: [Command.suspend, .resume, .close])
  func `a crash between panel and store is mended by the next try`(command: Command) async throws {
    var configuration = Provisioner.Configuration()
    configuration.checkpoint = { if $0 == .panelChanged { throw Shop.Crash() } }
    await #expect(throws: Shop.Crash.self) {
      try await shop.billing(configuration).perform(command, service: 117)
    }

    let retried = try await shop.billing().retryDue()

    #expect(retried.map(\.outcome.isDone) == [true])
    #expect(try shop.billing().operations().isEmpty)
    #expect((shop.panel.orderedUsers["dns117"] == nil) == (command == .close))
  }

  @Test func `another command replaces one that is left unfinished`() async throws {
    shop.panel.failing("user.suspend", .lost(.timeout))
    _ = try await shop.billing().perform(.suspend, service: 117)
    shop.panel.working()
    _ = try await shop.billing().perform(.resume, service: 117)
    shop.time.pass(300)

    #expect(try await shop.billing().retryDue().isEmpty)
    #expect(shop.panel.orderedUsers["dns117"]?.isActive == true)
  }

  @Test func `opening an active service again changes nothing`() async throws {
    let calls = shop.panel.functions.count

    #expect(try await shop.billing().perform(.open, service: 117).isDone)

    #expect(shop.panel.functions.count == calls)
    #expect(shop.outbox.mails.count == 1)
  }

  @Test(arguments: [Command.open, .suspend, .resume])
  func `a closed service takes no other command`(command: Command) async throws {
    _ = try await shop.billing().perform(.close, service: 117)

    let error = BillingError.wrongStatus(service: 117, status: .deleted, command: command)
    await #expect(throws: error) { try await shop.billing().perform(command, service: 117) }
  }

  @Test func `after an order with the largest id the next order has one of ours`() throws {
    try shop.order(Int64.max)

    #expect(try shop.billing().order(Order(plan: shop.plan)).id == 118)
  }
}
