import sbt._

object Dependencies {
  object V {
    val aws: String = "2.25.0"
    val awsV1 = "1.11.900"
  }

  val s3  = "software.amazon.awssdk" % "s3" % V.aws
  val sqs = "com.amazonaws" % "aws-java-sdk-sqs" % V.awsV1

  // A letter alone: 'x'
  val awsAll = Seq("sns", "kms").map(module => "software.amazon.awssdk" % module % V.aws)
}
