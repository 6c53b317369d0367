plugins { java }
dependencies {
    implementation(platform(libs.aws.bom))
    implementation(libs.aws.s3)
}
