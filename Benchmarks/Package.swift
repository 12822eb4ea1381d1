// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that neither a build nor the tests of nslab pay for it. scripts/bench
// copies the versions of nslab's dependencies beside it.
let package = Package(
  name: "nslab-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "nslab", path: ".."),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "bare-hummingbird",
      dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
      path: "Sources/BareHummingbird"),
    .executableTarget(
      name: "in-process",
      dependencies: [.product(name: "FakeDNSmanager", package: "nslab")],
      path: "Sources/InProcess"),
    .executableTarget(
      name: "orders",
      dependencies: [.product(name: "Provisioner", package: "nslab")],
      path: "Sources/Orders"),
  ]
)
