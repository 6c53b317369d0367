module example.org/minio

go 1.21

require (
	github.com/minio/minio-go/v7 v7.0.68
	github.com/minio/minio-go v6.0.14+incompatible // indirect
)
