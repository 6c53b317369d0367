module github.example.org/hanbada/search-indexer

go 1.22

require (
	github.com/aws/aws-sdk-go v1.47.10
	github.com/opensearch-project/opensearch-go/v2 v2.3.0
)

require (
	github.com/jmespath/go-jmespath v0.4.0 // indirect
)
