(defproject acme/orders "0.1.0"
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [com.amazonaws/aws-java-sdk-s3 "1.11.500"]])
