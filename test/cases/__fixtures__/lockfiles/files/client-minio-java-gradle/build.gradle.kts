plugins { java }
dependencies {
    implementation("io.minio:minio:8.5.7")
}
