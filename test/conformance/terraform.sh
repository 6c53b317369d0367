#!/bin/sh
# Judges the simulator with Terraform and its AWS provider: the post's story. An add-on is created with an IRSA role,
# moved in one apply (which ends at the 403), moved in place by the AWS CLI (after which Terraform shows no diff of the
# role), and re-created.
#
#   TF_PLUGIN_DIR=FOLDER test/conformance/terraform.sh    takes the provider from that folder
#
# Needs Terraform 1.5 or later and a way to get hashicorp/aws 5.75 or later; says 'skipped' without them.
set -u

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/lib.sh"

command -v terraform >/dev/null 2>&1 || skip 'there is no Terraform on this machine'
mkdir "$work/tf" && cd "$work/tf" || exit 1
export TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1
unset TF_CLI_CONFIG_FILE

# write ADDON_ARGUMENTS OTHER_RESOURCES: the code as it stands after a change.
write() {
  cat >main.tf <<EOF
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.75.0"
    }
  }
}

provider "aws" {
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true
}

resource "aws_eks_addon" "efs" {
  cluster_name  = "conformance"
  addon_name    = "aws-efs-csi-driver"
  $1
}

$2
EOF
}

role=arn:aws:iam::111122223333:role
irsa="service_account_role_arn = \"$role/ebs-irsa\""
pod_identity="pod_identity_association {
    role_arn        = \"$role/ebs\"
    service_account = \"efs-csi-controller-sa\"
  }"
association="resource \"aws_eks_pod_identity_association\" \"cart\" {
  cluster_name    = \"conformance\"
  namespace       = \"shop\"
  service_account = \"cart\"
  role_arn        = \"$role/app\"
}"

write "$irsa" ''
if [ -n "${TF_PLUGIN_DIR:-}" ]; then
  terraform init -plugin-dir="$TF_PLUGIN_DIR" >init.log 2>&1 || skip "no provider in $TF_PLUGIN_DIR"
else
  timeout 120 terraform init >init.log 2>&1 || skip 'terraform init does not get the AWS provider'
fi
terraform version | sed -n '1p;/provider/p'

start_simulator

succeed 'create an add-on with an IRSA role' terraform apply -auto-approve -no-color
expect 'plan shows no diff' 'No changes' terraform plan -no-color
write "$pod_identity" ''
expect 'IRSA to Pod Identity in one apply ends at the 403' 'updating EKS Add-On \(conformance:aws-efs-csi-driver\).*UpdateAddon.*StatusCode: 403.*AccessDeniedException: Cross-account pass role is not allowed\.' terraform apply -auto-approve -no-color
write "$irsa
  $pod_identity" ''
succeed 'role and association side by side' terraform apply -auto-approve -no-color
write "$pod_identity" ''
expect 'taking the role away afterwards ends there too' 'Cross-account pass role is not allowed\.' terraform apply -auto-approve -no-color
if command -v aws >/dev/null 2>&1; then
  succeed 'in place, by UpdateAddon without the role' aws eks update-addon --cluster-name conformance --addon-name aws-efs-csi-driver --pod-identity-associations "serviceAccount=efs-csi-controller-sa,roleArn=$role/ebs"
  succeed 'wait for it' aws eks wait addon-active --cluster-name conformance --addon-name aws-efs-csi-driver
  expect 'the code then shows no diff' 'No changes' terraform plan -no-color
fi
succeed 'destroy' terraform destroy -auto-approve -no-color
succeed 'create with Pod Identity alone' terraform apply -auto-approve -no-color
write '' ''
succeed 'remove the block' terraform apply -auto-approve -no-color
write "$irsa" "$association"
succeed 'back to IRSA, and an association' terraform apply -auto-approve -no-color
write "$irsa" "$(printf '%s' "$association" | sed 's/"cart"$/"till"/; s/service_account = "cart"/service_account = "till"/')"
succeed 'another service account replaces the association' terraform apply -auto-approve -no-color
write "tags = { team = \"platform\" }
  $irsa" ''
succeed 'tags' terraform apply -auto-approve -no-color
succeed 'destroy all' terraform destroy -auto-approve -no-color

finish
