module example.org/acme/app

go 1.15

require github.com/aws/aws-sdk-go-v2 v0.24.0
