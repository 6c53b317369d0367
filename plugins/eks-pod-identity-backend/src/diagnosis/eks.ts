import { ErrorText } from './text';

/**
 * Words that only a pod in Kubernetes, or somebody who speaks of one, writes: its own terms, the variables and paths of
 * Pod Identity and IRSA, controllers that run in clusters, and the forms in which clusters write logs (klog, the
 * container runtime, controller-runtime).
 */
const words =
  /\b(?:eks|irsa|kubernetes|kubelet|kubectl|k8s|kube-[a-z]+|kops|helm|serviceaccounts?|service accounts?|pods?|daemonsets?|statefulsets?|AWS_CONTAINER_CREDENTIALS_FULL_URI|AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE|AWS_WEB_IDENTITY_TOKEN_FILE|WebIdentityErr|eksctl|karpenter|velero|external-dns|external-secrets|cert-manager|cluster-autoscaler|load-balancer-controller|[a-z]+-csi[a-z-]*|fluent-?bit|fluentd|argocd|argo-cd|crossplane|keda|prometheus|thanos|mimir|flux|atlantis)\b|169\.254\.170\.23|fd00:ec2::23|oidc\.eks\.|\.eks\.amazonaws|eks\.amazonaws\.com/i;

const logs =
  /(?:^|\s)[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,6}\s+\d+ [\w./-]+\.go:\d+\]|\bstd(?:out|err) [FP] |controller-runtime|"logger":\s*"(?:setup|controller)|"reconcileID"|aws_cloud_provider\.go|aws_manager\.go/;

/** Whether anything in the text says that it comes from a pod, or is about one. */
export function speaksOfEks(text: ErrorText): boolean {
  return words.test(text.spaced) || logs.test(text.original);
}
