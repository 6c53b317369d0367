module example.org/app

go 1.21

require (
	example.org/app/lib v0.0.0
	github.com/aws/aws-sdk-go v1.55.0
)

replace example.org/app/lib => ./lib
