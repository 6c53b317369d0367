object Job extends App {
  val spark = SparkSession.builder()
    .config("spark.jars.packages", "software.amazon.awssdk:bundle:2.17.178")
    .getOrCreate()
}
