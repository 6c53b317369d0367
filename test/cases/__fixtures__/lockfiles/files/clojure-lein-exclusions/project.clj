(defproject app "0.1.0"
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [com.taoensso/carmine "3.3.2" :exclusions [com.amazonaws/aws-java-sdk-core]]]
  :plugins [[s3-wagon-private "1.3.5"]])
