from pyspark.sql import SparkSession

HADOOP = "3.3.4"

spark = (
    SparkSession.builder.appName("orders")
    .config("spark.jars.packages", f"org.apache.hadoop:hadoop-aws:{HADOOP}")
    .getOrCreate()
)
