module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "20.33.1"

  cluster_name    = "stage-seoul"
  cluster_version = "1.34"

  cluster_compute_config = {
    enabled    = true
    node_pools = ["general-purpose"]
  }

  tags = { ManagedBy = "terraform" }
}
