rootProject.name = "catalog"
include("api")
