resource "aws_eks_pod_identity_association" "orders" {
  cluster_name    = "main"
  namespace       = "orders"
  service_account = "orders"
  role_arn        = "arn:aws:iam::111122223333:role/orders"
}
