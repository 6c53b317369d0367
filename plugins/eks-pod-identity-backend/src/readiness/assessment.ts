import {
  AddonDetail,
  ClusterDetail,
  IdentityGraph,
  MissingSight,
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { CheckScope } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { AccountFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** A workload with its verdict and findings; what the API tells of it, less the requests. */
export type WorkloadAssessment = Omit<WorkloadDetail, 'requestId'>;

/** An add-on with its verdict and findings. */
export type AddonAssessment = Omit<AddonDetail, 'requestId'>;

/** A service; its workloads are named by their ids. */
export type ServiceAssessment = Omit<
  ServiceDetail,
  'requestIds' | 'workloadDetails'
> & { workloadIds: string[] };

/** A cluster with its findings. */
export type ClusterAssessment = ClusterDetail;

/** What the checks say of a whole account, from one state of its facts. */
export interface Assessment {
  accountId: string;
  regions: string[];
  assessedAt: string;
  clusters: ClusterAssessment[];
  workloads: WorkloadAssessment[];
  addons: AddonAssessment[];
  services: ServiceAssessment[];
  identities: IdentityGraph;
  /** What could not be seen, and which permission or setting would let us; without repetitions. */
  missing: MissingSight[];
  checks: { id: string; title: string; scope: CheckScope }[];
}

/** The facts of an account, and what the checks said of them. */
export interface Account {
  facts: AccountFacts;
  assessment: Assessment;
}
