plugins {
    java
}

dependencies {
    implementation(libs.aws.s3)
}
