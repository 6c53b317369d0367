package main

import "github.com/aws/aws-sdk-go/aws"

func main() { _ = aws.String("x") }
