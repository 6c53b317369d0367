module example.org/app

go 1.21

require (
	github.com/aws/aws-sdk-go-v2 v0.24.0
)
