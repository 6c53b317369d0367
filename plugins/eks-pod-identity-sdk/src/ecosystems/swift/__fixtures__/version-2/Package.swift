// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "uploader",
    dependencies: [
        .package(url: "https://git.example.org/soto-project/soto.git", from: "6.0.0"),
    ],
    targets: [
        .executableTarget(name: "uploader", dependencies: [.product(name: "SotoS3", package: "soto")]),
    ]
)
