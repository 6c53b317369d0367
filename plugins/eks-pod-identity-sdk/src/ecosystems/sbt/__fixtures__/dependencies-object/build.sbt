import Dependencies._

lazy val core = (project in file("core"))
  .settings(libraryDependencies ++= Seq(s3, sqs) ++ awsAll)
