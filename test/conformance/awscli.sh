#!/bin/sh
# Judges the simulator with the AWS CLI: list, describe, paginate, write, and the errors that matter.
#
# Needs AWS CLI 1.30 / 2.15 or later (AWS_ENDPOINT_URL and the Pod Identity commands) and says
# 'skipped' without it. Prints what it checked; exit code 1 where a check failed.
set -u

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/lib.sh"

command -v aws >/dev/null 2>&1 || skip 'there is no AWS CLI on this machine'
version=$(aws --version 2>&1 | sed -n 's#^aws-cli/\([0-9]*\)\.\([0-9]*\)\..*#\1 \2#p')
[ -n "$version" ] || skip "cannot tell the version of the AWS CLI: $(aws --version 2>&1 | head -1)"
# shellcheck disable=SC2086
set -- $version
case "$1" in
  1) [ "$2" -ge 30 ] || skip "AWS CLI 1.$2 is too old: 1.30 or later is needed" ;;
  2) [ "$2" -ge 15 ] || skip "AWS CLI 2.$2 is too old: 2.15 or later is needed" ;;
esac
echo "AWS CLI $1.$2"

start_simulator

role=arn:aws:iam::111122223333:role
text() { aws "$@" --output text; }

expect 'sts get-caller-identity' '111122223333' text sts get-caller-identity --query Account
expect 'eks list-clusters' '^conformance$' text eks list-clusters --query clusters
expect 'eks list-clusters of another region' '^far$' text eks list-clusters --query clusters --region us-east-1
expect 'eks describe-cluster' 'ACTIVE.*https://127\.0\.0\.1' text eks describe-cluster --name conformance --query 'cluster.[status,endpoint,certificateAuthority.data,identity.oidc.issuer]'
expect 'eks describe-cluster, not there' 'ResourceNotFoundException.*No cluster found for name: nope\.' aws eks describe-cluster --name nope
expect 'eks list-addons, one a page' 'aws-ebs-csi-driver.*eks-pod-identity-agent.*vpc-cni' text eks list-addons --cluster-name conformance --page-size 1 --query addons
expect 'eks list-addons, cut and resumed' 'NextToken' aws eks list-addons --cluster-name conformance --max-items 1
expect 'eks describe-addon' 'v1\.48\.0-eksbuild\.2.*role/ebs-irsa' text eks describe-addon --cluster-name conformance --addon-name aws-ebs-csi-driver --query 'addon.[addonVersion,serviceAccountRoleArn]'
expect 'eks describe-addon-versions' 'v1\.[0-9]+\.[0-9]+-eksbuild' text eks describe-addon-versions --addon-name aws-ebs-csi-driver --kubernetes-version 1.33 --query 'addons[].addonVersions[].addonVersion'
expect 'eks describe-addon-versions, all, paged' 'vpc-cni' text eks describe-addon-versions --page-size 3 --query 'addons[].addonName'
expect 'eks describe-addon-configuration' 'ebs-csi-controller-sa' text eks describe-addon-configuration --addon-name aws-ebs-csi-driver --addon-version v1.48.0-eksbuild.2 --query 'podIdentityConfiguration[].serviceAccount'
expect 'eks list-nodegroups' 'general' text eks list-nodegroups --cluster-name conformance --query nodegroups
expect 'eks describe-nodegroup' 'NO_SCHEDULE.*role/conformance-node' text eks describe-nodegroup --cluster-name conformance --nodegroup-name tainted --query 'nodegroup.[taints[0].effect,nodeRole]'
expect 'eks list-fargate-profiles' 'batch' text eks list-fargate-profiles --cluster-name conformance --query fargateProfileNames
expect 'eks describe-fargate-profile' 'batch' text eks describe-fargate-profile --cluster-name conformance --fargate-profile-name batch --query 'fargateProfile.selectors[].namespace'
expect 'eks list-insights' 'ERROR' text eks list-insights --cluster-name conformance --filter statuses=ERROR --query 'insights[].insightStatus.status'
expect 'eks list-access-entries' 'role/viewer' text eks list-access-entries --cluster-name conformance --query accessEntries
expect 'eks describe-access-entry' 'STANDARD' text eks describe-access-entry --cluster-name conformance --principal-arn $role/viewer --query accessEntry.type
expect 'eks list-pod-identity-associations' 'shop.pay' text eks list-pod-identity-associations --cluster-name conformance --page-size 1 --query 'associations[].[namespace,serviceAccount]'

expect 'create association' 'a-[a-z0-9]{17}' text eks create-pod-identity-association --cluster-name conformance --namespace shop --service-account cart --role-arn $role/app --query association.associationId
id=$(text eks list-pod-identity-associations --cluster-name conformance --namespace shop --service-account cart --query 'associations[0].associationId')
expect 'create association again' "ResourceInUseException.*Association already exists: $id" aws eks create-pod-identity-association --cluster-name conformance --namespace shop --service-account cart --role-arn $role/app
expect 'create association, wrong trust' 'InvalidParameterException.*Trust policy of the role provided is invalid' aws eks create-pod-identity-association --cluster-name conformance --namespace shop --service-account x --role-arn $role/ebs-irsa
expect 'create association, no such role' 'Role provided in the request does not exist\.' aws eks create-pod-identity-association --cluster-name conformance --namespace shop --service-account x --role-arn $role/none
expect 'create association, role of another account' 'AccessDeniedException.*Cross-account pass role is not allowed\.' aws eks create-pod-identity-association --cluster-name conformance --namespace shop --service-account x --role-arn arn:aws:iam::444455556666:role/app
expect 'describe association' 'role/app' text eks describe-pod-identity-association --cluster-name conformance --association-id "$id" --query association.roleArn
expect 'update association' 'True' text eks update-pod-identity-association --cluster-name conformance --association-id "$id" --disable-session-tags --query association.disableSessionTags
expect 'delete association' "$id" text eks delete-pod-identity-association --cluster-name conformance --association-id "$id" --query association.associationId
expect 'delete association, id too short' 'should be 19 characters long' aws eks delete-pod-identity-association --cluster-name conformance --association-id a-1

printf '[default]\nparameter_validation = false\n' >"$AWS_CONFIG_FILE"
expect 'update add-on with an empty role' 'AccessDeniedException.*Cross-account pass role is not allowed\.' aws eks update-addon --cluster-name conformance --addon-name aws-ebs-csi-driver --service-account-role-arn '' --pod-identity-associations "serviceAccount=ebs-csi-controller-sa,roleArn=$role/ebs"
: >"$AWS_CONFIG_FILE"
expect 'update add-on in place' 'InProgress' text eks update-addon --cluster-name conformance --addon-name aws-ebs-csi-driver --pod-identity-associations "serviceAccount=ebs-csi-controller-sa,roleArn=$role/ebs" --query update.status
succeed 'wait for the add-on' aws eks wait addon-active --cluster-name conformance --addon-name aws-ebs-csi-driver
expect 'the role is gone, the association is there' 'None.*podidentityassociation/conformance/a-' text eks describe-addon --cluster-name conformance --addon-name aws-ebs-csi-driver --query 'addon.[serviceAccountRoleArn,podIdentityAssociations[0]]'
update=$(text eks list-updates --name conformance --addon-name aws-ebs-csi-driver --query 'updateIds[0]')
expect 'describe-update' 'Successful' text eks describe-update --name conformance --addon-name aws-ebs-csi-driver --update-id "$update" --query update.status
expect 'create-addon' 'CREATING' text eks create-addon --cluster-name conformance --addon-name coredns --query addon.status
expect 'create-addon again' 'Addon already exists\.' aws eks create-addon --cluster-name conformance --addon-name coredns
aws eks wait addon-active --cluster-name conformance --addon-name coredns
expect 'delete-addon' 'DELETING' text eks delete-addon --cluster-name conformance --addon-name coredns --query addon.status
succeed 'wait for its deletion' aws eks wait addon-deleted --cluster-name conformance --addon-name coredns

arn=arn:aws:eks:ap-northeast-2:111122223333:cluster/conformance
succeed 'tag-resource' aws eks tag-resource --resource-arn $arn --tags team=platform
expect 'list-tags-for-resource' 'platform' text eks list-tags-for-resource --resource-arn $arn --query tags.team
succeed 'untag-resource' aws eks untag-resource --resource-arn $arn --tag-keys team

expect 'iam list-roles, two a page' 'app.*conformance-cluster.*ebs' text iam list-roles --page-size 2 --query 'Roles[].RoleName'
expect 'iam get-role, trust decoded' 'pods\.eks\.amazonaws\.com' aws iam get-role --role-name app
expect 'iam create-role' 'role/made' text iam create-role --role-name made --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}' --query Role.Arn
succeed 'iam update-assume-role-policy' aws iam update-assume-role-policy --role-name made --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}]}'
succeed 'iam attach-role-policy' aws iam attach-role-policy --role-name made --policy-arn arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy
expect 'iam list-attached-role-policies' 'AmazonEBSCSIDriverPolicy' text iam list-attached-role-policies --role-name made --query 'AttachedPolicies[].PolicyName'
succeed 'iam put-role-policy' aws iam put-role-policy --role-name made --policy-name inline --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
expect 'iam get-role-policy, decoded' 's3:\*' aws iam get-role-policy --role-name made --policy-name inline
expect 'iam get-policy' 'v1' text iam get-policy --policy-arn arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy --query Policy.DefaultVersionId
expect 'iam get-policy-version, decoded' 'eks-auth:AssumeRoleForPodIdentity' aws iam get-policy-version --policy-arn arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy --version-id v1
expect 'iam list-open-id-connect-providers' 'oidc-provider/oidc\.eks\.ap-northeast-2' text iam list-open-id-connect-providers --query 'OpenIDConnectProviderList[].Arn'
expect 'iam get-role, not there' 'NoSuchEntity.*cannot be found' aws iam get-role --role-name nope
expect 'cloudtrail lookup-events' 'CreatePodIdentityAssociation' text cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=CreatePodIdentityAssociation --query 'Events[].EventName'

expect 'eks update-kubeconfig' 'context' aws eks update-kubeconfig --name conformance
expect 'eks get-token' 'k8s-aws-v1\.' aws eks get-token --cluster-name conformance

finish
