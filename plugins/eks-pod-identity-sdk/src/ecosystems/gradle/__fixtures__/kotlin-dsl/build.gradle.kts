val awsSdkVersion: String by project
val kotlinSdkVersion by extra("1.0.30")

dependencies {
    implementation("software.amazon.awssdk:s3:$awsSdkVersion")
    implementation("aws.sdk.kotlin:s3:${rootProject.extra["kotlinSdkVersion"] as String}")
    implementation("com.amazonaws", "aws-java-sdk-core", "1.12.746")
    testImplementation(kotlin("test"))
}
