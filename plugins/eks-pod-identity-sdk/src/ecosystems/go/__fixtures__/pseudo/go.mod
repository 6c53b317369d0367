module example.org/pseudo

go 1.21

require github.com/aws/aws-sdk-go v1.47.11-0.20231109221140-0123456789ab
