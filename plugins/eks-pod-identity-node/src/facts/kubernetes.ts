import {
  CustomKindFacts,
  IdentityUserFacts,
  OtherPolicyFacts,
} from './customKinds';
import { ExplicitProviderKind, ShadowEffect } from './service';
import { Sight } from './sight';

type Labels = Record<string, string>;

/** What one cluster's Kubernetes API told. Secrets are never read. */
export interface KubernetesFacts {
  serviceAccounts: Sight<ServiceAccountFacts[]>;
  pods: Sight<PodFacts[]>;
  controllers: Sight<ControllerFacts[]>;
  nodes: Sight<NodeFacts[]>;
  networkPolicies: Sight<NetworkPolicyFacts[]>;
  /** Policies of Cilium, Calico, the VPC CNI and others, by those of their kinds that the cluster serves. */
  otherPolicies: Sight<CustomKindFacts<OtherPolicyFacts>[]>;
  /** Custom resources that use the identity of service accounts, by those of their kinds that the cluster serves. */
  identityUsers: Sight<CustomKindFacts<IdentityUserFacts>[]>;
}

export interface ServiceAccountFacts {
  namespace: string;
  name: string;
  annotations: Labels;
  labels: Labels;
  createdAt?: string;
}

export interface EnvFacts {
  name: string;
  /** Plain value; absent where it comes from elsewhere or is a secret-looking one (keys are never stored). */
  value?: string;
  /** Where it comes from: `value`, `secretKeyRef`, `configMapKeyRef`, `fieldRef`. */
  from: 'value' | 'secretKeyRef' | 'configMapKeyRef' | 'fieldRef' | 'other';
}

export interface ContainerFacts {
  name: string;
  init: boolean;
  image: string;
  /** Digest as the node resolved it, from the pod's status. */
  imageId?: string;
  env: EnvFacts[];
  /** Names of config maps and secrets whose keys become variables: not seen by us. */
  envFrom: string[];
  volumeMounts: { name: string; mountPath: string }[];
  /** What its command and arguments say of credentials; never their words, which may be secrets. */
  command?: {
    shadows: {
      what: string;
      kind: ExplicitProviderKind;
      /** Default: `fail`. */
      effect?: ShadowEffect;
    }[];
    /** Program that it calls and that uses AWS: `aws`, `s5cmd`. */
    calls?: string;
  };
}

export interface PodSpecFacts {
  serviceAccount: string;
  hostNetwork: boolean;
  nodeSelector: Labels;
  /** Of required node affinity, what stands in every term and so must hold. */
  requiredNodeLabels: { key: string; operator: string; values: string[] }[];
  /** Required node affinity as it is: one of these terms has to hold whole. Absent where there is none. */
  nodeAffinityTerms?: {
    labels: { key: string; operator: string; values: string[] }[];
    /** Requirements on the node's name (`metadata.name`). */
    names: { key: string; operator: string; values: string[] }[];
  }[];
  tolerations: {
    key?: string;
    operator?: string;
    value?: string;
    effect?: string;
  }[];
  os?: string;
  containers: ContainerFacts[];
  volumes: {
    name: string;
    /** Audience of a projected service account token. */
    tokenAudience?: string;
    kind: string;
    /** SecretProviderClass of a volume of the Secrets Store CSI driver. */
    secretProviderClass?: string;
  }[];
}

export interface PodFacts extends PodSpecFacts {
  namespace: string;
  name: string;
  uid: string;
  labels: Labels;
  annotations: Labels;
  createdAt: string;
  phase: string;
  ready: boolean;
  nodeName?: string;
  /** The topmost owner: Deployment instead of its ReplicaSet, CronJob instead of its Job. */
  owner?: { kind: string; name: string; apiVersion: string };
}

export interface ControllerFacts extends PodSpecFacts {
  kind: string;
  apiVersion: string;
  namespace: string;
  name: string;
  labels: Labels;
  annotations: Labels;
  templateLabels: Labels;
  templateAnnotations: Labels;
  createdAt?: string;
  replicas?: number;
  readyReplicas?: number;
  /** `RollingUpdate`, `Recreate`, `OnDelete`; absent where it does not apply. */
  strategy?: string;
  /** CronJobs. */
  schedule?: string;
  suspended?: boolean;
  /** DaemonSets. */
  desiredNumberScheduled?: number;
  numberReady?: number;
}

export interface NodeFacts {
  name: string;
  labels: Labels;
  taints: { key: string; value?: string; effect: string }[];
  /** `linux`, `windows`. */
  os: string;
  /** From labels and provider id. */
  computeType: 'ec2' | 'fargate' | 'hybrid' | 'auto' | 'outpost' | 'unknown';
  nodegroup?: string;
  ready: boolean;
}

export interface NetworkPolicyFacts {
  namespace: string;
  name: string;
  /** Kubernetes label selector; empty selects all pods of the namespace. */
  podSelector: {
    matchLabels: Labels;
    matchExpressions: { key: string; operator: string; values: string[] }[];
  };
  policyTypes: string[];
  egress: {
    /** CIDR blocks with exceptions; `peers: 'any'` when the rule names no peer. */
    peers: 'any' | { cidr?: string; except: string[]; selector: boolean }[];
    ports:
      | 'any'
      | { port?: number | string; endPort?: number; protocol: string }[];
  }[];
}
