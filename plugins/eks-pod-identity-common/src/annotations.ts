/**
 * Service accounts of a catalog entity: comma-separated `namespace/name`, optionally `@cluster`
 * (a cluster's name, or `*` for any cluster, which is also what no `@` means).
 */
export const ANNOTATION_SERVICE_ACCOUNTS =
  'aws.amazon.com/eks-service-accounts';

/** The AWS SDKs of a service as its owners declare them, `sdk@version` separated by commas: the weakest source. */
export const ANNOTATION_SDK = 'aws.amazon.com/eks-sdk';

/** URL of a CycloneDX or SPDX JSON document of the service, read through Backstage's UrlReader. */
export const ANNOTATION_SBOM = 'aws.amazon.com/eks-sbom';

/**
 * Marks the entity of a platform repository, whose Terraform code manages clusters and add-ons: `true` for the entity's own
 * source location, or the URL of a folder.
 */
export const ANNOTATION_TERRAFORM = 'aws.amazon.com/eks-terraform';

/** Backstage's own Kubernetes annotations, by which workloads are found where ours is not set. */
export const KUBERNETES_ANNOTATIONS = {
  id: 'backstage.io/kubernetes-id',
  labelSelector: 'backstage.io/kubernetes-label-selector',
  namespace: 'backstage.io/kubernetes-namespace',
  cluster: 'backstage.io/kubernetes-cluster',
} as const;

/** On a Kubernetes service account: the role of IRSA. */
export const IRSA_ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
