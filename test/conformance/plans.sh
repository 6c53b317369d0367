#!/bin/sh
# Runs the scripts that plans are rendered as, with the AWS CLI and kubectl against the simulator: forward, again, and back.
#
# Needs bash and what kubectl.sh needs; says 'skipped' without. Exit code 1 where a check failed.
set -u

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/lib.sh"

for client in bash aws kubectl; do
  command -v "$client" >/dev/null 2>&1 || skip "there is no $client on this machine"
done
aws eks create-pod-identity-association help >/dev/null 2>&1 || skip 'this AWS CLI does not know Pod Identity'

start_simulator
render() {
  (cd "$root" && node --require @backstage/cli/config/nodeTransform.cjs test/conformance/renderPlans.ts "$SIMULATOR_URL" "$work/$1")
}
text() { aws "$@" --output text; }
variables() {
  kubectl --kubeconfig "$KUBECONFIG" get pods -n shop -l app.kubernetes.io/name=cart -o jsonpath='{.items[*].spec.containers[0].env[*].name}'
}
addon() {
  text eks describe-addon --cluster-name conformance --addon-name aws-ebs-csi-driver --query "addon.$1"
}
aws eks update-kubeconfig --name conformance >/dev/null

succeed 'the plans are rendered' render plans

expect 'before: IRSA' 'AWS_WEB_IDENTITY_TOKEN_FILE' variables
succeed 'workload: apply' bash "$work/plans/workload/aws-cli/"*.apply.sh
expect 'workload: its pods carry Pod Identity' 'AWS_CONTAINER_CREDENTIALS_FULL_URI' variables
succeed 'workload: apply again' bash "$work/plans/workload/aws-cli/"*.apply.sh
succeed 'workload: undo' bash "$work/plans/workload/aws-cli/"*.undo.sh
expect 'workload: its pods carry IRSA again' 'AWS_WEB_IDENTITY_TOKEN_FILE' variables
expect 'workload: the association is gone' '^None$' text eks list-pod-identity-associations --cluster-name conformance --namespace shop --service-account cart --query 'associations[0].associationId'
succeed 'workload: undo again' bash "$work/plans/workload/aws-cli/"*.undo.sh

expect 'add-on before: IRSA' 'role/ebs-irsa' addon serviceAccountRoleArn
succeed 'add-on in place: apply' bash "$work/plans/addon/aws-cli/"*.apply.sh
expect 'add-on in place: it owns an association' 'podidentityassociation/conformance/a-' addon podIdentityAssociations
expect 'add-on in place: the version is the same' 'v1\.48\.0-eksbuild\.2' addon addonVersion
succeed 'add-on in place: apply again' bash "$work/plans/addon/aws-cli/"*.apply.sh
succeed 'add-on in place: undo' bash "$work/plans/addon/aws-cli/"*.undo.sh
expect 'add-on in place: IRSA again' 'role/ebs-irsa' addon serviceAccountRoleArn
expect 'add-on in place: no association left' '^None$' addon podIdentityAssociations

succeed 'add-on re-created: apply' bash "$work/plans/recreate/aws-cli/"*.apply.sh
expect 'add-on re-created: Pod Identity alone' 'None.*podidentityassociation/conformance/a-' addon '[serviceAccountRoleArn,podIdentityAssociations[0]]'
succeed 'add-on re-created: undo' bash "$work/plans/recreate/aws-cli/"*.undo.sh
expect 'add-on re-created: IRSA again' 'role/ebs-irsa' addon serviceAccountRoleArn

# The rendered Terraform, judged by the provider's own schema where it is at hand.
validate() {
  mkdir -p "$work/tf" && cp "$work"/plans/workload/terraform/*.tf "$work"/plans/addon/terraform/*.tf "$work/tf" && cd "$work/tf" || return 1
  cat >versions.tf <<EOF
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.75.0"
    }
  }
}
EOF
  terraform init -plugin-dir="$TF_PLUGIN_DIR" >/dev/null && terraform validate -no-color
}
if command -v terraform >/dev/null 2>&1 && [ -n "${TF_PLUGIN_DIR:-}" ]; then
  export CHECKPOINT_DISABLE=1
  expect 'terraform validate takes the rendered code' 'The configuration is valid' validate
fi

finish
