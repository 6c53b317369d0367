import mill._, scalalib._

object app extends ScalaModule {
  def scalaVersion = "3.3.1"
  val aws = "2.22.0"
  def ivyDeps = Agg(
    ivy"software.amazon.awssdk:s3:$aws",
    ivy"com.lihaoyi::upickle:3.1.3"
  )
}
