(defproject org.example/ledger "0.1.0-SNAPSHOT"
  :description "Says \"hello\" to [queues"
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [amazonica "0.3.165" :exclusions [com.amazonaws/aws-java-sdk]]
                 [com.amazonaws/aws-java-sdk-s3 "1.12.780"]
                 [com.amazonaws/aws-java-sdk-sqs]
                 [software.amazon.awssdk/sts "2.20.5" :scope "test"]]
  :managed-dependencies [[com.amazonaws/aws-java-sdk-sqs "1.12.700"]]
  :plugins [[s3-wagon-private "1.3.5"]]
  :profiles {:dev {:dependencies [[software.amazon.awssdk/s3 "2.17.0"]]}
             :uberjar {:aot :all}})
