module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "20.33.1"

  cluster_name    = "prod-seoul"
  cluster_version = "1.33"

  vpc_id     = var.vpc_id
  subnet_ids = var.private_subnet_ids

  cluster_addons = {
    coredns                = { addon_version = "v1.12.1-eksbuild.2" }
    kube-proxy             = { addon_version = "v1.33.5-eksbuild.2" }
    eks-pod-identity-agent = { addon_version = "v1.3.9-eksbuild.3" }
    metrics-server         = { addon_version = "v0.8.0-eksbuild.2" }

    vpc-cni = {
      addon_version            = "v1.20.1-eksbuild.3"
      service_account_role_arn = aws_iam_role.vpc_cni.arn
    }

    # The first to move: see docs/moving-ebs-csi.md
    aws-ebs-csi-driver = {
      addon_version            = "v1.48.0-eksbuild.2"
      service_account_role_arn = aws_iam_role.ebs_csi.arn
    }

    # Both at once, until we know how to take the role away.
    aws-efs-csi-driver = {
      addon_version            = "v2.1.4-eksbuild.1"
      service_account_role_arn = aws_iam_role.efs_csi.arn

      pod_identity_association = [{
        role_arn        = aws_iam_role.efs_csi.arn
        service_account = "efs-csi-controller-sa"
      }]
    }

    aws-mountpoint-s3-csi-driver = {
      addon_version            = "v1.14.1-eksbuild.1"
      service_account_role_arn = aws_iam_role.s3_csi.arn
    }

    amazon-cloudwatch-observability = {
      addon_version = "v4.0.0-eksbuild.1"

      pod_identity_association = [{
        role_arn        = aws_iam_role.cloudwatch.arn
        service_account = "cloudwatch-agent"
      }]
    }
  }

  eks_managed_node_groups = {
    general = {
      instance_types = ["m7i.xlarge"]
      min_size       = 3
      max_size       = 12
      desired_size   = 4
    }

    windows = {
      ami_type       = "WINDOWS_CORE_2022_x86_64"
      instance_types = ["m6i.xlarge"]
      min_size       = 1
      max_size       = 2
      desired_size   = 1
    }
  }

  tags = { ManagedBy = "terraform" }
}
