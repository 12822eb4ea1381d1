import Foundation
import Provisioner
import ProvisionerAPI
import TestSupport
import Testing

struct RetryLoopTests {
  @Test func `what fails is tried again by itself`() async throws {
    let shop = try Shop()
    try await shop.integrate()
    try shop.order()
    shop.panel.failing("whoami", .lost(.timeout))
    let outcome = try await shop.billing().perform(.open, service: 117)
    try #require(outcome.failure != nil)
    let loop = Task { [billing = shop.billing()] in
      await RetryLoop(billing, pause: .milliseconds(1)).run()
    }

    // Nothing is due yet; then the clock goes on, and the panel is well again after two more tries.
    shop.time.pass(RunningOperation.retryInterval)
    try await until("a second try") { try shop.billing().operation(of: 117)?.tries == 2 }
    shop.panel.working()
    shop.time.pass(RunningOperation.retryInterval)
    try await until("the service is active") { try shop.billing().service(117).status == .active }
    loop.cancel()
    await loop.value

    #expect(try shop.mail().value("Login") == "dns117")
  }
}
