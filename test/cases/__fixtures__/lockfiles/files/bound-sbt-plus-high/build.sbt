libraryDependencies += "software.amazon.awssdk" % "s3" % "2.25.+"
