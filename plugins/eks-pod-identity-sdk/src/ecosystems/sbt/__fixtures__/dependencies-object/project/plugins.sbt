addSbtPlugin("com.github.sbt" % "sbt-native-packager" % "1.9.16")
libraryDependencies += "com.amazonaws" % "aws-java-sdk-s3" % "1.11.0"
