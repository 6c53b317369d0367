module example.org/app

go 1.21

require (
	github.com/aws/aws-sdk-go-v2/config v1.27.0
)

replace github.com/aws/aws-sdk-go-v2/config => github.com/aws/aws-sdk-go-v2/config v1.18.0
