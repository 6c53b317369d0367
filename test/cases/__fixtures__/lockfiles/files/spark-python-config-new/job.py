from pyspark.sql import SparkSession

PACKAGES = "software.amazon.awssdk:bundle:2.29.6"
spark = SparkSession.builder.config("spark.jars.packages", PACKAGES).getOrCreate()
