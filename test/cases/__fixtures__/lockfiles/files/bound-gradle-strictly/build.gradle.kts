dependencies {
    implementation("software.amazon.awssdk:s3") {
        version { strictly("[2.17, 2.18[") }
    }
}
