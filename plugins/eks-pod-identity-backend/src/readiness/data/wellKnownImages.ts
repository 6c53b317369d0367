import { SdkId } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';

/** A controller that hardly anybody builds from source, and from which release on it works with Pod Identity. */
export interface WellKnownImage {
  project: string;
  /**
   * Repositories of its images; a final `*` stands for the rest of the name. `eks:` stands for the registries from which
   * EKS serves its add-ons.
   */
  repositories: string[];
  /** The AWS SDK that decides; absent where the project calls nothing of AWS. */
  sdk?: SdkId;
  /** First release that works; absent where none does, or none is known. */
  firstGood?: string;
  /** Releases that do not work: all from `from` (default: the first) up to `upTo`. What is between stays unknown. */
  bad: { from?: string; upTo: string }[];
  /** Why a release from {@link firstGood} on is not vouched for, although its SDK is new enough. */
  doubt?: string;
  /** What was read to know. */
  source: string;
}

/** Month in which the tags were looked at. */
const DATE = '2026-11';

function goModule(project: string, versions: string): string {
  return `go.mod of ${project} by tag: ${versions} (${DATE})`;
}

function upTo(version: string): WellKnownImage['bad'] {
  return [{ upTo: version }];
}

/** The table. A new row needs the SDK's version at the first good and at the last bad tag as its source. */
export const wellKnownImages: readonly WellKnownImage[] = [
  {
    project: 'external-dns',
    repositories: [
      'registry.k8s.io/external-dns/external-dns',
      'k8s.gcr.io/external-dns/external-dns',
    ],
    sdk: 'go-v1',
    firstGood: 'v0.14.1',
    bad: upTo('v0.14.0'),
    source: goModule(
      'kubernetes-sigs/external-dns',
      'aws-sdk-go 1.51.1 at v0.14.1, 1.44.311 at v0.14.0',
    ),
  },
  {
    project: 'aws-load-balancer-controller',
    repositories: [
      'public.ecr.aws/eks/aws-load-balancer-controller',
      'eks:amazon/aws-load-balancer-controller',
      'eks:eks/aws-load-balancer-controller',
    ],
    sdk: 'go-v1',
    firstGood: 'v2.7.0',
    bad: upTo('v2.6.2'),
    source: goModule(
      'kubernetes-sigs/aws-load-balancer-controller',
      'aws-sdk-go 1.50.8 at v2.7.0, 1.44.294 at v2.6.2',
    ),
  },
  {
    project: 'external-secrets',
    repositories: [
      'ghcr.io/external-secrets/external-secrets',
      'oci.external-secrets.io/external-secrets/external-secrets',
    ],
    sdk: 'go-v1',
    firstGood: 'v0.9.10',
    bad: upTo('v0.9.9'),
    source: goModule(
      'external-secrets/external-secrets',
      'aws-sdk-go 1.48.16 at v0.9.10, 1.47.3 at v0.9.9',
    ),
  },
  {
    project: 'cert-manager',
    repositories: ['quay.io/jetstack/cert-manager-controller'],
    sdk: 'go-v1',
    firstGood: 'v1.14.0',
    bad: upTo('v1.13.6'),
    source: goModule(
      'cert-manager/cert-manager',
      'aws-sdk-go 1.49.13 at v1.14.0, 1.45.7 at v1.13.6',
    ),
  },
  {
    project: 'karpenter',
    repositories: ['public.ecr.aws/karpenter/controller'],
    sdk: 'go-v1',
    firstGood: 'v0.32.2',
    bad: upTo('v0.32.1'),
    source: goModule(
      'aws/karpenter-provider-aws',
      'aws-sdk-go 1.48.0 at v0.32.2, 1.46.7 at v0.32.1',
    ),
  },
  {
    project: 'cluster-autoscaler',
    repositories: [
      'registry.k8s.io/autoscaling/cluster-autoscaler',
      'k8s.gcr.io/autoscaling/cluster-autoscaler',
    ],
    sdk: 'go-v1',
    firstGood: 'v1.28.4',
    bad: [{ upTo: 'v1.27.5' }, { from: 'v1.28.0', upTo: 'v1.28.2' }],
    source: `kubernetes/autoscaler by tag: vendored aws-sdk-go 1.48.7 at v1.28.4 and v1.29.0, 1.44.24 at v1.28.2 and v1.27.5 (${DATE})`,
  },
  {
    project: 'velero-plugin-for-aws',
    repositories: ['docker.io/velero/velero-plugin-for-aws'],
    sdk: 'go-v2',
    firstGood: 'v1.10.0',
    bad: upTo('v1.9.2'),
    source: goModule(
      'vmware-tanzu/velero-plugin-for-aws',
      'aws-sdk-go-v2/config 1.26.3 at v1.10.0, 1.18.42 at v1.9.2',
    ),
  },
  {
    project: 'keda',
    repositories: ['ghcr.io/kedacore/keda'],
    sdk: 'go-v2',
    firstGood: '2.13.0',
    bad: upTo('2.12.1'),
    source: goModule(
      'kedacore/keda',
      'aws-sdk-go-v2/config 1.26.4 at 2.13.0, 1.18.42 at 2.12.1',
    ),
  },
  {
    project: 'aws-ebs-csi-driver',
    repositories: [
      'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver',
      'eks:eks/aws-ebs-csi-driver',
    ],
    sdk: 'go-v1',
    firstGood: 'v1.26.0',
    bad: upTo('v1.25.0'),
    source: goModule(
      'kubernetes-sigs/aws-ebs-csi-driver',
      'aws-sdk-go 1.49.1 at v1.26.0, 1.47.8 at v1.25.0',
    ),
  },
  {
    project: 'aws-efs-csi-driver',
    repositories: [
      'docker.io/amazon/aws-efs-csi-driver',
      'public.ecr.aws/efs-csi-driver/amazon/aws-efs-csi-driver',
      'eks:eks/aws-efs-csi-driver',
    ],
    sdk: 'go-v1',
    firstGood: 'v2.0.3',
    bad: upTo('v2.0.2'),
    source: goModule(
      'kubernetes-sigs/aws-efs-csi-driver',
      "aws-sdk-go 1.50.3 at v2.0.3, 1.44.116 at v2.0.2 (the mount helper's botocore was not looked up)",
    ),
  },
  {
    project: 'aws-fsx-csi-driver',
    repositories: [
      'public.ecr.aws/fsx-csi-driver/aws-fsx-csi-driver',
      'eks:eks/aws-fsx-csi-driver',
    ],
    sdk: 'go-v1',
    firstGood: 'v1.2.0',
    bad: upTo('v1.1.0'),
    source: goModule(
      'kubernetes-sigs/aws-fsx-csi-driver',
      'aws-sdk-go 1.50.21 at v1.2.0, 1.47.4 at v1.1.0',
    ),
  },
  {
    project: 'aws-mountpoint-s3-csi-driver',
    repositories: [
      'public.ecr.aws/mountpoint-s3-csi-driver/aws-mountpoint-s3-csi-driver',
      'eks:eks/aws-mountpoint-s3-csi-driver',
    ],
    sdk: 'go-v2',
    firstGood: 'v1.8.1',
    bad: [],
    doubt:
      'Mountpoint itself uses the AWS Common Runtime, which was not looked up',
    source: goModule(
      'awslabs/mountpoint-s3-csi-driver',
      'aws-sdk-go-v2/config 1.27.33 at v1.8.1',
    ),
  },
  {
    project: 'aws-node-termination-handler',
    repositories: ['public.ecr.aws/aws-ec2/aws-node-termination-handler'],
    sdk: 'go-v1',
    firstGood: 'v1.21.0',
    bad: upTo('v1.20.0'),
    source: goModule(
      'aws/aws-node-termination-handler',
      'aws-sdk-go 1.50.30 at v1.21.0, 1.44.284 at v1.20.0',
    ),
  },
  {
    project: 'amazon-vpc-cni-k8s',
    repositories: ['eks:amazon-k8s-cni', 'eks:amazon/aws-k8s-cni'],
    sdk: 'go-v1',
    firstGood: 'v1.15.5',
    bad: upTo('v1.15.4'),
    source: goModule(
      'aws/amazon-vpc-cni-k8s',
      'aws-sdk-go 1.48.10 at v1.15.5, 1.47.0 at v1.15.4',
    ),
  },
  {
    project: 'secrets-store-csi-driver-provider-aws',
    repositories: [
      'public.ecr.aws/aws-secrets-manager/secrets-store-csi-driver-provider-aws',
    ],
    sdk: 'go-v2',
    firstGood: '2.2.1',
    bad: [],
    source: goModule(
      'aws/secrets-store-csi-driver-provider-aws',
      'aws-sdk-go-v2/config 1.32.7 at 2.2.1; older ones were not looked up',
    ),
  },
  {
    project: 'flux source-controller',
    repositories: ['ghcr.io/fluxcd/source-controller'],
    sdk: 'go-v2',
    firstGood: 'v1.2.1',
    bad: upTo('v1.2.0'),
    source: goModule(
      'fluxcd/source-controller',
      'aws-sdk-go-v2/config 1.25.11 at v1.2.1, 1.19.1 at v1.2.0',
    ),
  },
  {
    project: 'flux image-reflector-controller',
    repositories: ['ghcr.io/fluxcd/image-reflector-controller'],
    sdk: 'go-v2',
    firstGood: 'v0.31.1',
    bad: upTo('v0.31.0'),
    source: goModule(
      'fluxcd/image-reflector-controller',
      'aws-sdk-go-v2/config 1.26.1 at v0.31.1, 1.18.36 at v0.31.0',
    ),
  },
  {
    project: 'flux kustomize-controller',
    repositories: ['ghcr.io/fluxcd/kustomize-controller'],
    sdk: 'go-v2',
    firstGood: 'v1.2.0',
    bad: upTo('v1.1.1'),
    source: goModule(
      'fluxcd/kustomize-controller',
      'aws-sdk-go-v2/config 1.26.1 at v1.2.0, 1.18.36 at v1.1.1',
    ),
  },
  {
    project: 'argo-cd',
    repositories: ['quay.io/argoproj/argocd'],
    sdk: 'go-v1',
    firstGood: 'v2.10.2',
    bad: upTo('v2.10.1'),
    source: goModule(
      'argoproj/argo-cd',
      'aws-sdk-go 1.50.8 at v2.10.2, 1.44.317 at v2.10.1',
    ),
  },
  {
    project: 'argo-workflows',
    repositories: [
      'quay.io/argoproj/workflow-controller',
      'quay.io/argoproj/argoexec',
    ],
    sdk: 'go-v2',
    firstGood: 'v3.6.0',
    bad: upTo('v3.5.15'),
    doubt: 'artifacts go through minio-go, which was not looked up',
    source: goModule(
      'argoproj/argo-workflows',
      'aws-sdk-go-v2/config 1.27.23 at v3.6.0; 1.15.14 and aws-sdk-go 1.45.1 at v3.5.15',
    ),
  },
  {
    project: 'yet-another-cloudwatch-exporter',
    repositories: [
      'docker.io/prometheuscommunity/yet-another-cloudwatch-exporter',
      'quay.io/prometheuscommunity/yet-another-cloudwatch-exporter',
    ],
    sdk: 'go-v1',
    firstGood: 'v0.56.0',
    bad: upTo('v0.55.0'),
    source: goModule(
      'prometheus-community/yet-another-cloudwatch-exporter',
      'aws-sdk-go 1.49.19 and aws-sdk-go-v2/config 1.26.3 at v0.56.0, 1.45.7 and 1.18.39 at v0.55.0',
    ),
  },
  {
    project: 'cloudwatch_exporter',
    repositories: [
      'docker.io/prom/cloudwatch-exporter',
      'quay.io/prometheus/cloudwatch-exporter',
    ],
    sdk: 'java-v2',
    firstGood: 'v0.15.5',
    bad: upTo('v0.15.4'),
    source: `pom.xml of prometheus/cloudwatch_exporter by tag: SDK 2.21.36 at v0.15.5, 2.20.76 at v0.15.4 (${DATE})`,
  },
  {
    project: 'crossplane provider-aws',
    repositories: [
      'xpkg.upbound.io/upbound/provider-aws-*',
      'xpkg.upbound.io/upbound/provider-family-aws',
    ],
    sdk: 'go-v2',
    firstGood: 'v1.0.0',
    bad: upTo('v0.47.4'),
    source: goModule(
      'crossplane-contrib/provider-upjet-aws',
      'aws-sdk-go-v2/config 1.26.1 and aws-sdk-go 1.49.2 at v1.0.0, 1.18.12 and 1.44.261 at v0.47.4',
    ),
  },
  {
    project: 'ACK s3-controller',
    repositories: ['public.ecr.aws/aws-controllers-k8s/s3-controller'],
    sdk: 'go-v1',
    firstGood: '1.0.7',
    bad: upTo('1.0.6'),
    source: goModule(
      'aws-controllers-k8s/s3-controller',
      'aws-sdk-go 1.49.0 at v1.0.7, 1.44.93 at v1.0.6',
    ),
  },
  {
    project: 'aws-privateca-issuer',
    repositories: [
      'ghcr.io/cert-manager/aws-privateca-issuer',
      'public.ecr.aws/k1n1h4h4/cert-manager-aws-privateca-issuer',
    ],
    sdk: 'go-v2',
    firstGood: 'v1.2.7',
    bad: upTo('v1.2.6'),
    source: goModule(
      'cert-manager/aws-privateca-issuer',
      'aws-sdk-go-v2/config 1.26.2 at v1.2.7, 1.19.0 at v1.2.6',
    ),
  },
  {
    project: 'loki',
    repositories: ['docker.io/grafana/loki'],
    sdk: 'go-v2',
    firstGood: '3.4.0',
    bad: upTo('3.3.4'),
    source: goModule(
      'grafana/loki',
      'aws-sdk-go-v2/config 1.28.6 at v3.4.0, 1.15.1 at v3.3.4; aws-sdk-go 1.55 in both (which of them S3 uses was not looked up)',
    ),
  },
  {
    project: 'tempo',
    repositories: ['docker.io/grafana/tempo'],
    sdk: 'go-v2',
    firstGood: '2.8.0',
    bad: upTo('2.7.2'),
    source: goModule(
      'grafana/tempo',
      'aws-sdk-go-v2/config 1.28.2 at v2.8.0, 1.24.0 at v2.7.2',
    ),
  },
  {
    project: 'thanos',
    repositories: ['quay.io/thanos/thanos'],
    sdk: 'go-v2',
    firstGood: 'v0.39.0',
    bad: upTo('v0.38.0'),
    doubt: 'its object storage goes through minio-go, which was not looked up',
    source: goModule(
      'thanos-io/thanos',
      'aws-sdk-go-v2/config 1.29.15 at v0.39.0, 1.15.1 at v0.38.0',
    ),
  },
  {
    project: 'distribution (Docker registry)',
    repositories: [
      'docker.io/library/registry',
      'docker.io/distribution/distribution',
    ],
    sdk: 'go-v1',
    firstGood: '3.0.0',
    bad: upTo('2'),
    source: `distribution/distribution: aws-sdk-go 1.55.5 at v3.0.0; the 2.8 line vendors an old one (issue 4418) (${DATE})`,
  },
  {
    project: 's5cmd',
    repositories: ['docker.io/peakcom/s5cmd', 'docker.io/peak/s5cmd'],
    sdk: 'go-v1',
    bad: upTo('v2.3.0'),
    source: `peak/s5cmd: aws-sdk-go 1.44.298 at v2.3.0; issue 807 (${DATE})`,
  },
  {
    project: 'aws-nuke',
    repositories: ['docker.io/rebuy/aws-nuke', 'quay.io/rebuy/aws-nuke'],
    sdk: 'go-v1',
    bad: upTo('v2.25.0'),
    source: goModule('rebuy-de/aws-nuke', 'aws-sdk-go 1.44.328 at v2.25.0'),
  },
  {
    project: 'chamber',
    repositories: ['docker.io/segment/chamber'],
    sdk: 'go-v1',
    firstGood: 'v2.14.0',
    bad: upTo('v2.13.6'),
    source: goModule(
      'segmentio/chamber',
      'aws-sdk-go 1.50.10 at v2.14.0, 1.44.312 at v2.13.6',
    ),
  },
  {
    project: 'sops',
    repositories: ['ghcr.io/getsops/sops'],
    sdk: 'go-v2',
    firstGood: 'v3.9.0',
    bad: upTo('v3.8.1'),
    source: goModule(
      'getsops/sops',
      'aws-sdk-go-v2/config 1.27.21 at v3.9.0, 1.18.44 at v3.8.1',
    ),
  },
  {
    project: 'aws-cli',
    repositories: [
      'docker.io/amazon/aws-cli',
      'public.ecr.aws/aws-cli/aws-cli',
    ],
    sdk: 'aws-cli-v2',
    firstGood: '2.15.0',
    bad: upTo('2.14'),
    source: `aws/aws-cli CHANGELOG 2.15.0 (2023-12-08); tag 2.14.0 lacks the host (${DATE})`,
  },
  ...[
    ['pause', 'registry.k8s.io/pause', 'k8s.gcr.io/pause', 'eks:eks/pause'],
    [
      'BusyBox',
      'docker.io/library/busybox',
      'public.ecr.aws/docker/library/busybox',
    ],
    ['Istio proxy', 'docker.io/istio/proxyv2', 'gcr.io/istio-release/proxyv2'],
    [
      'Linkerd proxy',
      'cr.l5d.io/linkerd/proxy',
      'cr.l5d.io/linkerd/proxy-init',
    ],
    [
      'kube-rbac-proxy',
      'quay.io/brancz/kube-rbac-proxy',
      'registry.k8s.io/kubebuilder/kube-rbac-proxy',
    ],
    ['Redis', 'docker.io/library/redis', 'public.ecr.aws/docker/library/redis'],
    [
      'memcached',
      'docker.io/library/memcached',
      'public.ecr.aws/docker/library/memcached',
    ],
  ].map(withoutAws),
];

/** A project that is not there to call AWS and has no SDK of it among its dependencies. */
function withoutAws([project, ...repositories]: string[]): WellKnownImage {
  return {
    project,
    repositories,
    bad: [],
    source: `what ${project} is for: it calls nothing of AWS (${DATE})`,
  };
}

/**
 * Accounts of the registries from which EKS serves the images of its add-ons (EKS user guide, page 'View Amazon container
 * image registries for Amazon EKS add-ons'). One that is missing here makes an image unknown, never supported.
 */
export const eksImageAccounts: ReadonlySet<string> = new Set([
  '602401143452',
  '800184023465',
  '877085696533',
  '558608220178',
  '590381155156',
  '918309763551',
  '961992271922',
  '013241004608',
  '151742754352',
]);
