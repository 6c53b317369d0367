module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "20.24.3"

  cluster_name    = "prod-virginia"
  cluster_version = "1.31"

  vpc_id     = var.vpc_id
  subnet_ids = var.private_subnet_ids

  cluster_addons = {
    coredns    = { addon_version = "v1.11.4-eksbuild.2" }
    kube-proxy = { addon_version = "v1.31.13-eksbuild.2" }
    vpc-cni    = { addon_version = "v1.18.3-eksbuild.3" }

    aws-ebs-csi-driver = {
      addon_version            = "v1.37.0-eksbuild.1"
      service_account_role_arn = aws_iam_role.ebs_csi.arn
    }
  }

  eks_managed_node_groups = {
    general = {
      instance_types = ["m6i.large"]
      min_size       = 2
      max_size       = 6
      desired_size   = 3
    }
  }

  tags = { ManagedBy = "terraform" }
}
