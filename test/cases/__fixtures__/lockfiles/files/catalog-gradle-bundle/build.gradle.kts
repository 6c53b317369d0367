plugins { java }
dependencies { implementation(libs.bundles.aws) }
