dependencies {
    implementation(platform(libs.aws.bom))
    runtimeOnly(libs.aws.sts)
}
