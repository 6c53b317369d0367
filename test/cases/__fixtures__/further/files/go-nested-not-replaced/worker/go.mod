module example.org/acme/app/worker

go 1.21

require github.com/aws/aws-sdk-go v1.40.0
