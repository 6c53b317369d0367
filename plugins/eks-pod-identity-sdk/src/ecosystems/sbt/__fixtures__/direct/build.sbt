ThisBuild / scalaVersion := "2.13.12"

lazy val awsVersion = "2.20.5"

lazy val root = (project in file("."))
  .settings(
    name := "fixture",
    libraryDependencies ++= Seq(
      "org.typelevel"         %% "cats-core"        % "2.10.0",
      "software.amazon.awssdk" % "s3"               % awsVersion,
      "com.amazonaws"          % "aws-java-sdk-sqs" % "1.12.780" exclude ("commons-logging", "commons-logging"),
      "software.amazon.awssdk" % "dynamodb"         % awsVersion % Test,
      "software.amazon.awssdk" % "sts"              % "2.21.30"  % "test->test"
    )
  )
