# The cluster that everything runs on
locals {
  name = "main"
}

module "ebs_csi_irsa" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks"
  version = "~> 5.0"
}

module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "20.33.1"

  cluster_name    = local.name
  cluster_version = "1.33"

  cluster_addons = {
    coredns = {}
    # CSI drivers need a role
    aws-ebs-csi-driver = {
      most_recent              = true
      service_account_role_arn = module.ebs_csi_irsa.iam_role_arn
    }
    "vpc-cni" = {
      pod_identity_association = [{
        role_arn        = aws_iam_role.vpc_cni.arn
        service_account = "aws-node"
      }]
    }
  }
}

module "extra" {
  source       = "../../modules/addons"
  cluster_name = module.eks.cluster_name
}
