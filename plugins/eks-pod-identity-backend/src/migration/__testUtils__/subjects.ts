import {
  AccountFacts,
  AddonFacts,
  AssociationFacts,
  ClusterFacts,
  ControllerFacts,
  KubernetesFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { assess } from '../../readiness/assess';
import { deriveSubjects, roleOf } from '../../readiness/subjects';
import {
  accountOf,
  REGION,
  ACCOUNT,
  TestWorkload,
} from '../../router/__testUtils__/facts';

/** The workload that plans are made for. */
export const orders: TestWorkload = {
  namespace: 'shop',
  name: 'orders',
  claimedBy: ['component:default/orders'],
};

/** What was seen; tests know that it was. */
export function valueOf<T>(sight: Sight<T>): T {
  if (!sight.seen) {
    throw new Error(sight.reason);
  }
  return sight.value;
}

/** The parts of the facts that tests change. */
export interface Parts {
  facts: AccountFacts;
  cluster: ClusterFacts;
  kubernetes: KubernetesFacts;
  controller: ControllerFacts;
  csi: AddonFacts;
}

/** The facts of an account with one workload and the CSI driver, changed as the test wants it. */
export function factsWith(
  change: (parts: Parts) => void = () => {},
  workload: TestWorkload = orders,
): AccountFacts {
  const facts = accountOf([workload]);
  const [cluster] = facts.clusters;
  const kubernetes = valueOf(cluster.kubernetes);
  change({
    facts,
    cluster,
    kubernetes,
    controller: valueOf(kubernetes.controllers)[0],
    csi: valueOf(cluster.addons)[1],
  });
  return facts;
}

/** Subject and assessment of the workload `orders`. */
export async function workloadOf(facts: AccountFacts) {
  const { workloads } = await assess(facts);
  const assessed = workloads.find(
    ({ serviceAccount }) => serviceAccount === orders.name,
  )!;
  const subject = deriveSubjects(facts).workloads.find(
    ({ id }) => id === assessed.id,
  )!;
  return { subject, assessed };
}

/** Subject and assessment of the add-on `aws-ebs-csi-driver`. */
export async function csiOf(facts: AccountFacts) {
  const { addons } = await assess(facts);
  const assessed = addons.find(({ name }) => name === 'aws-ebs-csi-driver')!;
  const subject = deriveSubjects(facts).addons.find(
    ({ id }) => id === assessed.id,
  )!;
  return {
    subject,
    assessed,
    roleOf: (arn: string) => roleOf(facts, arn),
  };
}

/** An association of the cluster under test. */
export function associationOf(
  members: Partial<AssociationFacts> = {},
): AssociationFacts {
  return {
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:podidentityassociation/main/a-9`,
    id: 'a-9',
    namespace: 'kube-system',
    serviceAccount: 'ebs-csi-controller-sa',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/csi`,
    tags: {},
    createdAt: '2026-11-20T00:00:00.000Z',
    modifiedAt: '2026-11-20T00:00:00.000Z',
    ...members,
  };
}
