module example.org/vendored

go 1.16

require (
	github.com/aws/aws-sdk-go v1.55.5
	github.com/hashicorp/go-getter v1.7.0
)
