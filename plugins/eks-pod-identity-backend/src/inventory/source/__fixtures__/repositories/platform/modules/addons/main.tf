variable "cluster_name" {
  type = string
}

resource "aws_eks_addon" "efs" {
  cluster_name             = var.cluster_name
  addon_name               = "aws-efs-csi-driver"
  service_account_role_arn = aws_iam_role.efs.arn
}
