#!/bin/sh
# Judges the simulator's Kubernetes API with kubectl, through the kubeconfig that the AWS CLI writes.
#
# Needs kubectl 1.28 or later, and AWS CLI 1.30 / 2.15 or later for the kubeconfig and its tokens; says
# 'skipped' without them. Prints what it checked; exit code 1 where a check failed.
set -u

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/lib.sh"

command -v aws >/dev/null 2>&1 || skip 'there is no AWS CLI on this machine, which kubectl asks for tokens'
command -v kubectl >/dev/null 2>&1 || skip 'there is no kubectl on this machine'
minor=$(kubectl version --client -o json 2>/dev/null | sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' | head -1)
[ -n "$minor" ] || skip "cannot tell the version of kubectl"
[ "$minor" -ge 28 ] || skip "kubectl 1.$minor is too old: 1.28 or later is needed"
echo "kubectl 1.$minor"

start_simulator
succeed 'aws eks update-kubeconfig' aws eks update-kubeconfig --name conformance

expect 'version' 'Server Version: v1\.33' kubectl version
expect 'cluster-info' 'control plane.*is running at' kubectl cluster-info
expect 'api-resources' 'deployments.*apps/v1.*Deployment' kubectl api-resources
expect 'get namespaces' 'NAME +STATUS +AGE.*shop +Active' kubectl get namespaces
expect 'get nodes' 'NAME +STATUS +ROLES +AGE +VERSION.*Ready' kubectl get nodes
expect 'get nodes -o wide' 'INTERNAL-IP' kubectl get nodes -o wide
expect 'get sa -A' 'NAMESPACE +NAME +SECRETS +AGE.*shop +cart' kubectl get sa -A
expect 'get sa -o yaml' 'eks\.amazonaws\.com/role-arn: arn:aws:iam::111122223333:role/app' kubectl get sa -n shop cart -o yaml
expect 'get pods -A' 'NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE.*shop +cart-[^ ]+ +1/1 +Running' kubectl get pods -A
expect 'get pods -o wide' 'NODE' kubectl get pods -n shop -o wide
expect 'get pods, a page of one' 'cart-.*mail-.*pay-' kubectl get pods -n shop --chunk-size=1
expect 'get pods by label' 'cart-' kubectl get pods -n shop -l app.kubernetes.io/name=cart
expect 'get pods by a set of labels' 'cart-.*pay-' kubectl get pods -n shop -l 'app.kubernetes.io/name in (cart, pay)'
expect 'get pods by field' 'cart-' kubectl get pods -n shop --field-selector status.phase=Running
expect 'pods before the association carry IRSA' 'AWS_WEB_IDENTITY_TOKEN_FILE' kubectl get pods -n shop -l app.kubernetes.io/name=cart -o jsonpath='{.items[0].spec.containers[0].env[*].name}'
expect 'pods after it carry Pod Identity' 'AWS_CONTAINER_CREDENTIALS_FULL_URI' kubectl get pods -n shop -l app.kubernetes.io/name=pay -o jsonpath='{.items[0].spec.containers[0].env[*].name}'
expect 'get all' 'deployment\.apps/cart.*statefulset\.apps/mail' kubectl get all -n shop
expect 'get cronjobs' 'SCHEDULE.*report|report.*0 \* \* \* \*' kubectl get cronjobs -n batch
expect 'get daemonsets' 'eks-pod-identity-agent +2 +2 +2|eks-pod-identity-agent +3 +3 +3' kubectl get daemonsets -n kube-system
expect 'describe deployment' 'Replicas: +2 desired' kubectl describe deployment -n shop cart
expect 'describe pod' 'Service Account: +cart' kubectl describe pods -n shop -l app.kubernetes.io/name=cart
expect 'get, not there' 'Error from server \(NotFound\): deployments\.apps "nope" not found' kubectl get deployment -n shop nope
expect 'get --raw' 'PodList' kubectl get --raw /api/v1/namespaces/shop/pods?limit=1

succeed 'annotate' kubectl annotate sa -n shop cart team=shop
expect 'annotate, read back' 'shop' kubectl get sa -n shop cart -o jsonpath='{.metadata.annotations.team}'
succeed 'annotate, removed' kubectl annotate sa -n shop cart team-
succeed 'label' kubectl label deployment -n shop cart tier=front
succeed 'patch, merge' kubectl patch sa -n shop cart --type merge -p '{"metadata":{"labels":{"a":"b"}}}'
succeed 'patch, JSON' kubectl patch sa -n shop cart --type json -p '[{"op":"remove","path":"/metadata/labels/a"}]'
succeed 'patch, strategic merge' kubectl patch deployment -n shop cart -p '{"spec":{"template":{"metadata":{"annotations":{"x":"y"}}}}}'
succeed 'rollout status after it' kubectl rollout status -n shop deployment/cart --timeout=60s
succeed 'scale' kubectl scale deployment -n shop cart --replicas=3
succeed 'rollout status after scaling' kubectl rollout status -n shop deployment/cart --timeout=60s
printf 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: fresh, namespace: shop, annotations: {one: "1"}}\n' >"$work/sa.yaml"
succeed 'apply, new' kubectl apply --validate=false -f "$work/sa.yaml"
succeed 'apply, server side' kubectl apply --server-side --validate=false --force-conflicts -f "$work/sa.yaml"
expect 'apply, read back' '1' kubectl get sa -n shop fresh -o jsonpath='{.metadata.annotations.one}'
succeed 'delete' kubectl delete sa -n shop fresh

# The way from IRSA to Pod Identity, by hand.
succeed 'association' aws eks create-pod-identity-association --cluster-name conformance --namespace shop --service-account cart --role-arn arn:aws:iam::111122223333:role/app
sleep 2
before=$(kubectl get pods -n shop -l app.kubernetes.io/name=cart -o jsonpath='{.items[*].metadata.name}')
succeed 'rollout restart' kubectl rollout restart -n shop deployment/cart
succeed 'rollout status' kubectl rollout status -n shop deployment/cart --timeout=60s
expect 'new pods carry Pod Identity alone' '^AWS_[A-Z_ ]*AWS_CONTAINER_CREDENTIALS_FULL_URI' kubectl get pods -n shop -l app.kubernetes.io/name=cart -o jsonpath='{.items[0].spec.containers[0].env[*].name}'
checked=$((checked + 1))
after=$(kubectl get pods -n shop -l app.kubernetes.io/name=cart -o jsonpath='{.items[*].metadata.name} {.items[*].spec.containers[0].env[*].name}')
case "$after" in
  *AWS_WEB_IDENTITY_TOKEN_FILE*) failed=$((failed + 1)); echo "FAILED  no pod carries IRSA any more: $after" ;;
  *"${before%% *}"*) failed=$((failed + 1)); echo "FAILED  the pods are new ones: $before -> $after" ;;
  *) echo 'ok      the pods are new, and none carries IRSA any more' ;;
esac
succeed 'rollout restart of a stateful set' kubectl rollout restart -n shop statefulset/mail
succeed 'its rollout status' kubectl rollout status -n shop statefulset/mail --timeout=60s
expect 'rollout history' 'REVISION' kubectl rollout history -n shop deployment/cart
succeed 'rollout undo' kubectl rollout undo -n shop deployment/cart
expect 'logs are not served, and say so' 'Error from server|not' kubectl logs -n shop -l app.kubernetes.io/name=cart

(timeout 20 kubectl get pods -n shop -w --request-timeout=15s >"$work/watch.log" 2>&1) &
watcher=$!
sleep 3
kubectl rollout restart -n shop deployment/pay >/dev/null 2>&1
wait "$watcher"
expect 'get -w tells of new pods' 'pay-.*pay-.*pay-' cat "$work/watch.log"

expect 'a wrong token gets 401' 'Unauthorized|must be logged in' kubectl get pods --kubeconfig /dev/null --server "$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')" --insecure-skip-tls-verify --token wrong

finish
