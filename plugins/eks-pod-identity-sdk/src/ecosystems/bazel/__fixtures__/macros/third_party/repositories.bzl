load("@rules_jvm_external//:defs.bzl", "maven_install")
load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_jar")

def maven_artifacts():
    maven_install(artifacts = ["com.amazonaws:aws-java-sdk-sts:1.12.300"])
    http_jar(
        name = "awssdk_s3",
        url = "https://jars.example.org/maven/software/amazon/awssdk/s3/2.20.5/s3-2.20.5.jar",
    )
