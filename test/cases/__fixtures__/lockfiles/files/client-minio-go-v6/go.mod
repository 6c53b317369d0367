module example.org/app

go 1.21

require (
	github.com/minio/minio-go/v6 v6.0.57
)
