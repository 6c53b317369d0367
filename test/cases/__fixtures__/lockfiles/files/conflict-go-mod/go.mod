module example.org/app

go 1.21

require (
<<<<<<< HEAD
	github.com/aws/aws-sdk-go-v2/config v1.27.0
=======
	github.com/aws/aws-sdk-go-v2/config v1.28.0
>>>>>>> feature/x
)
