import { Sight } from './sight';
import { KubernetesFacts } from './kubernetes';

export type Tags = Record<string, string>;

/** An EKS cluster and all that belongs to it, as one sync read it. */
export interface ClusterFacts {
  /** Key; a cluster that was re-created under its name has another `createdAt` and is another cluster. */
  arn: string;
  name: string;
  region: string;
  accountId: string;
  partition: string;
  createdAt: string;
  status: string;
  kubernetesVersion: string;
  /** `eks.12`. */
  platformVersion: string;
  endpoint?: string;
  certificateAuthority?: string;
  oidcIssuer?: string;
  ipFamily: 'ipv4' | 'ipv6';
  autoMode: boolean;
  /** Role of the nodes that Auto Mode makes (computeConfig.nodeRoleArn), where it is told. */
  autoModeNodeRoleArn?: string;
  /** True when the API endpoint is private only. */
  privateOnly: boolean;
  /** True for clusters on Outposts. */
  outpost: boolean;
  tags: Tags;
  readAt: string;
  addons: Sight<AddonFacts[]>;
  associations: Sight<AssociationFacts[]>;
  nodegroups: Sight<NodegroupFacts[]>;
  fargateProfiles: Sight<FargateProfileFacts[]>;
  insights: Sight<InsightFacts[]>;
  accessEntries: Sight<AccessEntryFacts[]>;
  kubernetes: Sight<KubernetesFacts>;
  /** Set when the facts are those of an earlier sync, because this one could not read the cluster. */
  stale?: { since: string; reason: string };
}

/** An add-on. Key: cluster ARN and name; its own ARN changes when it is re-created. */
export interface AddonFacts {
  arn: string;
  name: string;
  version: string;
  status: string;
  serviceAccountRoleArn?: string;
  /** Associations that the add-on owns, as DescribeAddon lists them. */
  podIdentityAssociationArns: string[];
  configurationValues?: string;
  health: { code: string; message: string; resourceIds: string[] }[];
  tags: Tags;
  createdAt: string;
  modifiedAt: string;
  /** DescribeAddonConfiguration of the installed version; an empty list: Pod Identity is not supported by it. */
  podIdentityConfiguration: Sight<
    { serviceAccount: string; recommendedManagedPolicies: string[] }[]
  >;
  /** DescribeAddonVersions of the cluster's Kubernetes version. */
  versions: Sight<AddonVersionFacts[]>;
  /** Namespace of its objects, where it is told. */
  namespace?: string;
}

export interface AddonVersionFacts {
  version: string;
  requiresIamPermissions: boolean;
  computeTypes: string[];
  defaultVersion: boolean;
}

/** A Pod Identity association. */
export interface AssociationFacts {
  arn: string;
  id: string;
  namespace: string;
  serviceAccount: string;
  /** From DescribePodIdentityAssociation; absent where only the summary could be read. */
  roleArn?: string;
  targetRoleArn?: string;
  externalId?: string;
  disableSessionTags?: boolean;
  policy?: string;
  /** ARN of the add-on that owns it. */
  ownerArn?: string;
  tags: Tags;
  createdAt: string;
  modifiedAt: string;
}

export interface NodegroupFacts {
  arn: string;
  name: string;
  nodeRoleArn: string;
  /** `AL2023_x86_64_STANDARD`, `WINDOWS_CORE_2022_x86_64`, … */
  amiType: string;
  status: string;
  labels: Record<string, string>;
  taints: { key: string; value?: string; effect: string }[];
  tags: Tags;
}

export interface FargateProfileFacts {
  arn: string;
  name: string;
  podExecutionRoleArn: string;
  status: string;
  selectors: { namespace: string; labels: Record<string, string> }[];
}

export interface InsightFacts {
  id: string;
  name: string;
  category: string;
  status: string;
  reason: string;
}

export interface AccessEntryFacts {
  principalArn: string;
  type?: string;
}
