// swift-tools-version:5.9
import PackageDescription

/* .package(url: "https://git.example.org/soto-project/soto-cognito.git", from: "1.0.0") */
let package = Package(
    name: "queue",
    dependencies: [
        .package(url: "https://git.example.org/awslabs/aws-sdk-swift", exact: "1.0.0"),
        .package(url: "https://git.example.org/soto-project/soto", .upToNextMajor(from: "6.0.0")),
        .package(url: "https://git.example.org/soto-project/soto-core.git", branch: "main"),
    ]
)
