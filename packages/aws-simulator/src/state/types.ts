import type {
  AccessEntrySpec,
  ClusterSpec,
  ContainerSpec,
  FargateProfileSpec,
  KubernetesSpec,
  RepositorySpec,
  ServiceAccountSpec,
  WorkloadSpec,
} from '../account/schema';
import type { Clock } from './clock';
import type { StateEvents } from './events';

/** Tags of a resource. */
export type Tags = Record<string, string>;

/** A policy document, as parsed JSON. */
export type PolicyDocument = Record<string, unknown>;

/** An IAM role. */
export interface Role {
  name: string;
  path: string;
  arn: string;
  roleId: string;
  /** The trust policy, as JSON text: IAM keeps what it was given. */
  trust: string;
  description?: string;
  maxSessionDuration: number;
  permissionsBoundary?: string;
  /** ARNs. */
  attachedPolicies: string[];
  /** Policy name to JSON text. */
  inlinePolicies: Map<string, string>;
  tags: Tags;
  createdAt: Date;
  lastUsedAt?: Date;
}

/** A managed policy: customer's or AWS's. */
export interface ManagedPolicy {
  name: string;
  path: string;
  arn: string;
  policyId: string;
  document: string;
  createdAt: Date;
  description?: string;
}

/** An OIDC provider registered in IAM. */
export interface OidcProvider {
  arn: string;
  /** Without https://. */
  url: string;
  clientIds: string[];
  thumbprints: string[];
  tags: Tags;
  createdAt: Date;
}

/** A Pod Identity association. */
export interface Association {
  id: string;
  arn: string;
  clusterName: string;
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  targetRoleArn?: string;
  externalId?: string;
  disableSessionTags: boolean;
  policy?: string;
  /** ARN of the add-on that owns it. */
  ownerArn?: string;
  tags: Tags;
  createdAt: Date;
  modifiedAt: Date;
  /** Since when its present role and options hold for pods: the webhook learns of a change late. */
  effectiveAt: Date;
}

export type AddonStatus =
  | 'CREATING'
  | 'ACTIVE'
  | 'CREATE_FAILED'
  | 'UPDATING'
  | 'DELETING'
  | 'DELETE_FAILED'
  | 'DEGRADED'
  | 'UPDATE_FAILED';

export interface HealthIssue {
  code: string;
  message: string;
  resourceIds: string[];
}

/** An installed EKS add-on. */
export interface Addon {
  name: string;
  arn: string;
  version: string;
  status: AddonStatus;
  issues: HealthIssue[];
  serviceAccountRoleArn?: string;
  /** The role it had before, for service accounts whose annotation outlives it. */
  lastServiceAccountRoleArn?: string;
  configurationValues?: string;
  namespace: string;
  owner: string;
  publisher: string;
  tags: Tags;
  createdAt: Date;
  modifiedAt: Date;
  /** Does it bring Kubernetes objects (`addonObjects`)? */
  bringsObjects: boolean;
}

/** An update of a cluster or add-on, as DescribeUpdate shows it. */
export interface Update {
  id: string;
  addonName?: string;
  status: 'InProgress' | 'Failed' | 'Cancelled' | 'Successful';
  type: string;
  params: { type: string; value: string }[];
  createdAt: Date;
  errors: { errorCode: string; errorMessage: string; resourceIds: string[] }[];
}

/** A managed node group. */
export interface Nodegroup {
  name: string;
  arn: string;
  nodeRoleArn: string;
  amiType: string;
  capacityType: string;
  /** Number of nodes that run. */
  nodes: number;
  instanceTypes: string[];
  labels: Record<string, string>;
  taints: { key: string; value?: string; effect: string }[];
  subnets: string[];
  tags: Tags;
  issues: HealthIssue[];
  status: string;
  version: string;
  httpPutResponseHopLimit: number;
  createdAt: Date;
}

/** A Fargate profile. */
export interface FargateProfile {
  name: string;
  arn: string;
  podExecutionRoleArn: string;
  selectors: FargateProfileSpec['selectors'];
  subnets: string[];
  status: string;
  tags: Tags;
  createdAt: Date;
}

/** An access entry. */
export interface AccessEntry {
  principalArn: string;
  arn: string;
  type: NonNullable<AccessEntrySpec['type']>;
  username: string;
  kubernetesGroups: string[];
  /** Names of access policies, such as AmazonEKSViewPolicy. */
  policies: string[];
  tags: Tags;
  createdAt: Date;
}

/** An EKS cluster. */
export interface Cluster {
  /** What the account file says of it, for the parts that need no state of their own. */
  readonly spec: ClusterSpec;
  name: string;
  region: string;
  arn: string;
  version: string;
  platformVersion: string;
  status: string;
  createdAt: Date;
  ipFamily: 'ipv4' | 'ipv6';
  autoMode: boolean;
  roleArn: string;
  /** https://oidc.eks.REGION.amazonaws.com/id/… */
  issuer: string;
  tags: Tags;
  addons: Map<string, Addon>;
  associations: Map<string, Association>;
  /** Associations that were deleted a moment ago: they still stand in the way of new ones. */
  deletedAssociations: { association: Association; deletedAt: Date }[];
  nodegroups: Map<string, Nodegroup>;
  fargateProfiles: Map<string, FargateProfile>;
  accessEntries: Map<string, AccessEntry>;
  updates: Update[];
  /** Its Kubernetes API; set when its server runs. */
  kubernetes?: ClusterKubernetes;
}

/** How a pod's containers get AWS credentials. */
export type PodBinding =
  | { kind: 'irsa'; roleArn: string }
  /** Without an association: one that is gone, while the pod still carries what it was given. */
  | { kind: 'pod-identity'; association?: Association }
  | { kind: 'none' };

/** A pod that runs, as far as CloudTrail is concerned. */
export interface RunningPod {
  namespace: string;
  name: string;
  uid: string;
  serviceAccount: string;
  nodeName?: string;
  createdAt: Date;
  /** What the webhook injected when it was created. */
  binding: PodBinding;
  containers: Pick<ContainerSpec, 'name' | 'sdk' | 'userAgent' | 'calls'>[];
}

/** The Kubernetes API of one cluster: what the AWS side asks of it. */
export interface ClusterKubernetes {
  /** https URL on loopback. */
  endpoint: string;
  /** Base64 of the PEM certificate of its authority. */
  certificateAuthority: string;
  pods(): RunningPod[];
  /** Its present contents, in the form of the account file (add-ons' own objects left out). */
  export(): KubernetesSpec;
}

/** The Kubernetes objects that an add-on brings, in the form of the account file. */
export interface AddonObjects {
  namespace: string;
  serviceAccounts: ServiceAccountSpec[];
  workloads: WorkloadSpec[];
}

/** An access key's identity. */
export interface Caller {
  accessKeyId: string;
  secretAccessKey?: string;
  arn: string;
  userId: string;
  accountId: string;
  deny: string[];
  allow?: string[];
}

/** A repository on the simulated host. */
export interface Repository extends Omit<RepositorySpec, 'files' | 'folder'> {
  defaultBranch: string;
  /** Path to contents; folders of the account file are read in. */
  files: Map<string, Buffer>;
}

/** Settings with their defaults filled in. Durations are in seconds of AWS's time. */
export interface Settings {
  updateAddonWithoutRole: 'unset' | 'keep';
  addonAnnotation: 'follow' | 'keep';
  associationDelaySeconds: number;
  deletedAssociationSeconds: number;
  rolePropagationSeconds: number;
  addonTransitionSeconds: number;
  podStartSeconds: number;
  cloudTrailDelaySeconds: number;
  associationsPerCluster: number;
  pageSize: number;
}

/** Faults that can be changed while the simulator runs. */
export interface Faults {
  latencyMs: Record<string, number>;
  throttling: boolean | 'always';
  quotas: Record<string, { ratePerSecond: number; burst: number }>;
  denyActions: string[];
  lostRegions: string[];
  disabledRegions: string[];
  /** Names or ARNs of clusters. */
  hangingClusters: string[];
  errors: Record<
    string,
    { status?: number; type: string; message?: string; times?: number }
  >;
}

/** A CloudTrail event as it is kept; `record` is what CloudTrailEvent carries as JSON text. */
export interface TrailEvent {
  eventId: string;
  eventTime: Date;
  eventName: string;
  eventSource: string;
  region: string;
  username?: string;
  accessKeyId?: string;
  readOnly: boolean;
  resources: { ResourceType?: string; ResourceName: string }[];
  record: Record<string, unknown>;
}

/** The whole account: what services read and change. */
export interface AccountState {
  accountId: string;
  partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  /** The first is the default. */
  regions: string[];
  settings: Settings;
  faults: Faults;
  clock: Clock;
  events: StateEvents;
  callers: Map<string, Caller>;
  roles: Map<string, Role>;
  /** By ARN: customer's and AWS's. */
  policies: Map<string, ManagedPolicy>;
  /** By ARN. */
  oidcProviders: Map<string, OidcProvider>;
  /** By ARN, in the order of the account file. */
  clusters: Map<string, Cluster>;
  repositories: Repository[];
  trail: TrailEvent[];
}
