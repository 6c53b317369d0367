import { Diagnosis } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonFacts,
  AssociationFacts,
  ClusterFacts,
  NodegroupFacts,
  RoleFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Account } from '../readiness/assessment';
import { Proof } from './cause';
import { MASKED_ACCOUNT } from './ids';
import { Names } from './names';

/** An add-on and the cluster that it is in. */
export interface AddonInCluster {
  cluster: ClusterFacts;
  addon: AddonFacts;
}

/** An association and the cluster that it is in. */
export interface AssociationInCluster {
  cluster: ClusterFacts;
  association: AssociationFacts;
}

/** The account says nothing to this. */
export const silent: Proof = { evidence: [], speaks: 'silent' };

/** Clusters that the text names; all of the account where it names none. */
export function clustersOf(names: Names, { facts }: Account): ClusterFacts[] {
  return names.clusters.length > 0
    ? facts.clusters.filter(({ name }) => names.clusters.includes(name))
    : facts.clusters;
}

/** Add-ons that the text names; all of those clusters where it names none. */
export function addonsOf(names: Names, account: Account): AddonInCluster[] {
  return clustersOf(names, account).flatMap(cluster =>
    (cluster.addons.seen ? cluster.addons.value : [])
      .filter(
        ({ name }) => names.addons.length === 0 || names.addons.includes(name),
      )
      .map(addon => ({ cluster, addon })),
  );
}

/** Associations of all clusters. */
export function associationsOf({ facts }: Account): AssociationInCluster[] {
  return facts.clusters.flatMap(cluster =>
    (cluster.associations.seen ? cluster.associations.value : []).map(
      association => ({ cluster, association }),
    ),
  );
}

function masked(arn: string): string {
  return arn.replace(/::\d{12}:/, `::${MASKED_ACCOUNT}:`);
}

/** Roles by the ARNs that the text gives, and by the names in its denied calls. */
export function rolesOf(names: Names, { facts }: Account): RoleFacts[] {
  const roles = facts.iam.roles.seen ? facts.iam.roles.value : [];
  return roles.filter(
    role =>
      names.roleArns.includes(role.arn) ||
      names.roleArns.includes(masked(role.arn)) ||
      names.denials.some(({ roleName }) => roleName === role.name),
  );
}

/** Node groups whose nodes have this role. */
export function nodegroupsOf(
  roleName: string,
  { facts }: Account,
): { cluster: ClusterFacts; nodegroup: NodegroupFacts }[] {
  return facts.clusters.flatMap(cluster =>
    (cluster.nodegroups.seen ? cluster.nodegroups.value : [])
      .filter(({ nodeRoleArn }) => nodeRoleArn.endsWith(`/${roleName}`))
      .map(nodegroup => ({ cluster, nodegroup })),
  );
}

/** Where to ask for the move of this add-on, if it is not done yet. */
export function addonRequest(
  { cluster, addon }: AddonInCluster,
  { assessment }: Account,
): Diagnosis['request'] {
  const assessed = assessment.addons.find(
    ({ name, cluster: of }) => name === addon.name && of.arn === cluster.arn,
  );
  return assessed && assessed.verdict !== 'migrated'
    ? {
        kind: 'addon',
        id: assessed.id,
        label: `Move ${addon.name} in ${cluster.name} to Pod Identity`,
      }
    : undefined;
}

/** Workloads with this check failing, or of this service account where the text names one. */
export function workloadsFailing(
  check: string,
  names: Names,
  { assessment }: Account,
) {
  return assessment.workloads.filter(
    ({ failing, namespace, serviceAccount, cluster }) =>
      failing.includes(check) &&
      (names.clusters.length === 0 || names.clusters.includes(cluster.name)) &&
      (names.serviceAccounts.length === 0 ||
        names.serviceAccounts.includes(`${namespace}/${serviceAccount}`)),
  );
}

/** Most rows of evidence that a diagnosis shows of one kind. */
const MOST = 5;

/** What a check of the readiness says of the workloads in question, as evidence. */
export function failingEvidence(
  check: string,
  names: Names,
  account: Account,
): Proof {
  const workloads = workloadsFailing(check, names, account);
  if (workloads.length === 0) {
    return silent;
  }
  return {
    speaks: 'for',
    evidence: workloads.slice(0, MOST).map(workload => ({
      what: `${workload.namespace}/${workload.serviceAccount} in ${
        workload.cluster.name
      }: ${
        workload.findings.find(finding => finding.check === check)?.message ??
        workload.sentence
      }`,
      where: workload.cluster.arn,
    })),
  };
}

/** The same for clusters and add-ons. */
export function failingClusters(
  check: string,
  names: Names,
  account: Account,
): Proof {
  const rows = account.assessment.clusters
    .filter(
      ({ name }) =>
        names.clusters.length === 0 || names.clusters.includes(name),
    )
    .flatMap(cluster =>
      cluster.findings
        .filter(
          finding => finding.check === check && finding.outcome === 'fail',
        )
        .map(finding => ({
          what: `${cluster.name}: ${finding.message}`,
          where: cluster.arn,
        })),
    );
  return rows.length > 0
    ? { speaks: 'for', evidence: rows.slice(0, MOST) }
    : silent;
}
