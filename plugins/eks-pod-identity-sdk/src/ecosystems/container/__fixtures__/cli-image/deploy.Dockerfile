FROM amazon/aws-cli:latest
