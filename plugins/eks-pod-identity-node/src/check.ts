import {
  CheckScope,
  Evidence,
  MissingSight,
  Outcome,
  Reason,
  Remedy,
  SdkSummary,
  WorkloadBindings,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  AddonFacts,
  AssociationFacts,
  ClusterFacts,
  ControllerFacts,
  PodFacts,
  RoleFacts,
  ServiceAccountFacts,
  ServiceFacts,
  Sight,
} from './facts';

/** One service account in one cluster, with all that is known of it. */
export interface WorkloadSubject {
  scope: 'workload';
  id: string;
  cluster: ClusterFacts;
  namespace: string;
  serviceAccount: string;
  /** The Kubernetes object. Seen and undefined: it does not exist. */
  serviceAccountObject: Sight<ServiceAccountFacts | undefined>;
  pods: Sight<PodFacts[]>;
  controllers: Sight<ControllerFacts[]>;
  association: Sight<AssociationFacts | undefined>;
  /** Role of the IRSA annotation. */
  irsaRoleArn?: string;
  /** Role that counts for a move: the association's, else the annotation's. */
  roleArn?: string;
  role: Sight<RoleFacts | undefined>;
  bindings: WorkloadBindings;
  /** Add-on whose service account it is. */
  addon?: AddonFacts;
  services: ServiceFacts[];
  /** All SDK evidence for it, strongest source first. */
  sdk: SdkSummary;
}

export interface AddonSubject {
  scope: 'addon';
  id: string;
  cluster: ClusterFacts;
  addon: AddonFacts;
  /** Associations for its service accounts, owned by it or not. */
  associations: Sight<AssociationFacts[]>;
  role: Sight<RoleFacts | undefined>;
}

export interface ClusterSubject {
  scope: 'cluster';
  id: string;
  cluster: ClusterFacts;
}

/** What a check is asked about, by its scope. */
export interface SubjectByScope {
  workload: WorkloadSubject;
  addon: AddonSubject;
  cluster: ClusterSubject;
}

/** A check's answer; id and title are added by whoever asked. */
export interface CheckResult {
  outcome: Outcome;
  /** One sentence about this subject. */
  message: string;
  evidence: Evidence[];
  /** Needed with `fail`. */
  remedy?: Remedy;
  /** Needed with `unknown`: what could not be seen, and what would let us. */
  missing?: MissingSight[];
  /** True where it can't be mended where the workload runs. */
  blocking?: boolean;
  /** The message as data: a code and what the sentence names. */
  reason?: Reason;
}

/**
 * A check: facts in, one answer out. Pure: no client, clock, config or SQL.
 * A check of a third party may be asynchronous; one that throws or takes too long is reported as `unknown`.
 */
export interface Check<S extends CheckScope = CheckScope> {
  /** Unique, kebab case; third parties prefix it with their name. */
  id: string;
  scope: S;
  title: string;
  /** Facts that it needs, in the words of the docs: `iam:GetRole`, `kubernetes: list pods`. */
  needs: string[];
  /** False where an `unknown` does not stand in the way of `ready`. Default: true. */
  required?: boolean;
  /** Explains the check. */
  link?: string;
  run(
    subject: SubjectByScope[S],
    facts: AccountFacts,
  ): CheckResult | Promise<CheckResult>;
}

/** Any check, whatever its scope. */
export type AnyCheck = Check<'workload'> | Check<'addon'> | Check<'cluster'>;
