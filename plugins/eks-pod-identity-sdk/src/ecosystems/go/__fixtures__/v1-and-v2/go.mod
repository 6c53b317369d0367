module example.org/v1-and-v2

go 1.21

require (
	github.com/aws/aws-sdk-go v1.47.10
	github.com/aws/aws-sdk-go-v2/config v1.25.0
	github.com/aws/aws-sdk-go-v2/service/s3 v1.42.1
)

require (
	github.com/aws/aws-sdk-go-v2 v1.22.2 // indirect
	github.com/aws/aws-sdk-go-v2/credentials v1.16.0 // indirect
)
