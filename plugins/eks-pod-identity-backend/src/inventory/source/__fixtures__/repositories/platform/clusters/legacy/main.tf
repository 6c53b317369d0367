module "eks" {
  source       = "terraform-aws-modules/eks/aws"
  version      = "20.24.0"
  cluster_name = "legacy"

  cluster_addons = {
    aws-ebs-csi-driver = {
      service_account_role_arn = "arn:aws:iam::111122223333:role/ebs-csi"
    }
  }
}
