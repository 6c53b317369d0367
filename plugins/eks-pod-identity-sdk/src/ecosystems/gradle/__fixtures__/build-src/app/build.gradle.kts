dependencies {
    implementation(Libs.awsS3)
    testImplementation(Libs.awsSqs)
}
