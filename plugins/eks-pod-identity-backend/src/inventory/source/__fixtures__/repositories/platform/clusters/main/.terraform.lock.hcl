# This file is maintained automatically by "terraform init".
provider "registry.example.org/hashicorp/aws" {
  version     = "5.83.0"
  constraints = ">= 5.0.0, < 6.0.0"
  hashes = [
    "h1:4bAyhJ3QgYV4vLQ2b3oqzF2W3u9r3m8k9p0o1n2m3l4=",
  ]
}
