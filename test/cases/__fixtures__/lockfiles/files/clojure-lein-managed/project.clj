(defproject app "0.1.0"
  :managed-dependencies [[com.amazonaws/aws-java-sdk-core "1.12.400"]
                         [com.amazonaws/aws-java-sdk-s3 "1.12.400"]]
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [com.amazonaws/aws-java-sdk-s3]])
