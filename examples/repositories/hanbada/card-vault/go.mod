module github.example.org/hanbada/card-vault

go 1.22

require (
	github.com/aws/aws-sdk-go v1.55.5
)

require (
	github.com/jmespath/go-jmespath v0.4.0 // indirect
)
