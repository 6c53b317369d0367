import { NetworkPolicyFacts } from './kubernetes';
import { Sight } from './sight';

/** The objects of one kind that a cluster serves and not every cluster has. */
export interface CustomKindFacts<T> {
  /** `SecurityGroupPolicy`. */
  kind: string;
  /** `securitygrouppolicies.vpcresources.k8s.aws`, as a ClusterRole names it. */
  resource: string;
  objects: Sight<T[]>;
}

/** A Kubernetes label selector; empty selects all. */
export type LabelSelectorFacts = NetworkPolicyFacts['podSelector'];

/** Pods that a policy selects: all that is said of them holds. Absent members say nothing. */
export interface PodSelectionFacts {
  pods?: LabelSelectorFacts;
  /** By labels of their namespace. */
  namespaces?: LabelSelectorFacts;
  /** By labels of their service account. */
  serviceAccounts?: LabelSelectorFacts;
  /** Expressions of Calico, for the same three. */
  expressions?: {
    pods?: string;
    namespaces?: string;
    serviceAccounts?: string;
  };
  /** Why it can't be said whom it selects. */
  unclear?: string;
}

type Rule = NetworkPolicyFacts['egress'][number];
type Peer = Exclude<Rule['peers'], 'any'>[number];

/** One egress rule of a policy. */
export interface EgressRuleFacts {
  action: 'allow' | 'deny' | 'pass';
  peers:
    | 'any'
    | (Peer & {
        /** It names the node itself. */
        host?: boolean;
      })[];
  ports: Rule['ports'];
}

/** A network policy of another kind than NetworkPolicy. */
export interface OtherPolicyFacts {
  /** Absent for one of the whole cluster. */
  namespace?: string;
  name: string;
  /** Alternatives. */
  selects: PodSelectionFacts[];
  /** Whether what no rule allows is dropped. */
  defaultDeny: boolean;
  /** Whether the first rule that fits decides. Else a rule that denies wins over all that allow. */
  ordered: boolean;
  rules: EgressRuleFacts[];
}

/** A custom resource that lends a service account's identity to AWS, or takes the role from its annotation. */
export interface IdentityUserFacts {
  /** Absent for one of the whole cluster. */
  namespace?: string;
  name: string;
  /** Service accounts whose token it exchanges for credentials at AWS STS, as IRSA does. */
  lends: {
    serviceAccount: string;
    /** Absent: not told, or the namespace of whoever uses the object. */
    namespace?: string;
    /** What becomes of the annotation eks.amazonaws.com/role-arn: it is needed, used where it is there, or not read. */
    annotation: 'needed' | 'optional' | 'unused';
  }[];
  /** Namespaces that may use it, where it says so. */
  namespaces?: string[];
  /** A SecretProviderClass: pods that mount it get their secrets by IRSA. */
  mountsByIrsa?: boolean;
  /** A KEDA authentication: takes the role from the service account of what is scaled; `pod` unless a trigger says operator. */
  scaledIdentity?: 'workload' | 'pod';
  /** A KEDA scaler. */
  scales?: {
    /** What it scales; for jobs the service account itself. */
    target?: { kind: string; name: string };
    serviceAccount?: string;
    authentications: { kind: string; name: string; operator: boolean }[];
  };
}
