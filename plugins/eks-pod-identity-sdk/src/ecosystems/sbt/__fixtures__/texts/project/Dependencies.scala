import sbt._

object Internal {
  lazy val versions = new {
    val orders = "32.43.2"
  }
  val orders: Seq[ModuleID] = Seq("org.example" %% "orders" % versions.orders)
}

object External {
  lazy val versions = new {
    // The same as that of orders.
    val aws = "2.28.16"
    val awsV1 = "1.12.100"
  }
  val storage: Seq[ModuleID] = Seq(
    "software.amazon.awssdk" % "s3-transfer-manager" % versions.aws,
    "com.amazonaws" % "aws-java-sdk-s3" % versions.awsV1
  )
}
