// swift-tools-version:5.9
import PackageDescription
let package = Package(name: "app", dependencies: [.package(url: "https://github.com/soto-project/soto.git", from: "6.0.0")])
