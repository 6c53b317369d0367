plugins { kotlin("jvm") version "1.9.24" }

dependencyLocking { lockAllConfigurations() }

dependencies {
    implementation(platform("software.amazon.awssdk:bom:2.25.60"))
    implementation("software.amazon.awssdk:dynamodb")
    runtimeOnly("software.amazon.awssdk:sts")
}
