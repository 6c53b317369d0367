module example.org/replaces

go 1.22

require (
	github.com/aws/aws-sdk-go v1.50.0
	github.com/aws/aws-sdk-go-v2/config v1.27.0
	github.com/aws/aws-sdk-go-v2/credentials v1.17.0
)

exclude github.com/aws/aws-sdk-go v1.49.0

replace github.com/aws/aws-sdk-go => github.com/aws/aws-sdk-go v1.40.0

replace (
	github.com/aws/aws-sdk-go-v2/config v1.26.0 => example.org/fork/config v1.0.0
	github.com/aws/aws-sdk-go-v2/credentials => ../credentials
)
