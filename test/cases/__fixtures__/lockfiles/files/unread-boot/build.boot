(set-env!
  :source-paths #{"src"}
  :dependencies '[[org.clojure/clojure "1.10.3"]
                  [ring "1.9.0"]])
