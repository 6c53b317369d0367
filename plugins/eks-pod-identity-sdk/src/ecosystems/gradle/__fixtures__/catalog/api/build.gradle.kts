plugins {
    kotlin("jvm")
}

dependencies {
    implementation(libs.aws.sdk.s3)
    implementation(libs.bundles.queue)
    testImplementation(libs.aws.test)
}
