import {
  Binding,
  Finding,
  isArmed,
  WorkloadBindings,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { AddonSubject } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { addonIdentityOf, AddonIdentity } from './addonIdentity';
import {
  JudgedWorkload,
  withFindingsOf,
  worseOf,
  worstVerdictOf,
} from './addonWorkloads';
import { AddonAssessment } from './assessment';
import { clusterRef, failingOf } from './assessWorkload';
import { valueOr } from './evidence';
import { managedByTags } from './managedBy';
import { NoNeed } from './noNeed';
import { sentenceOf } from './sentence';
import { verdictOf } from './verdict';

/** What an add-on's next pods get, by its identity. */
const NEXT: Record<AddonIdentity, Binding> = {
  irsa: 'irsa',
  'pod-identity': 'pod-identity',
  // With the agent installed, EKS uses the association (EKS user guide, add-ons-iam).
  both: 'pod-identity',
  'node-role': 'node-role',
  'none-needed': 'none',
  unknown: 'unknown',
};

/**
 * An add-on with its verdict, from its findings and those of its workloads: it is never better than one of them.
 * @param options.workloads those of the add-on's service accounts: they tell what its pods carry today
 */
export function assessAddon(
  subject: AddonSubject,
  ownFindings: Finding[],
  options: { now: string; noNeed?: NoNeed; workloads: JudgedWorkload[] },
): AddonAssessment {
  const { addon, cluster, associations } = subject;
  const { workloads } = options;
  // A service account with a role speaks against 'it needs none'.
  const noNeed = workloads.every(
    ({ assessment }) => assessment.verdict === 'not-applicable',
  )
    ? options.noNeed
    : undefined;
  const findings = withFindingsOf(ownFindings, workloads);
  const identity = addonIdentityOf(subject);
  const bindings = bindingsOfAddon(subject, identity, workloads);
  const judged = verdictOf({ findings, bindings, noNeed });
  const decided = {
    ...judged,
    verdict: worseOf(judged.verdict, worstVerdictOf(workloads)),
  };
  const own = valueOr(associations, []);
  const roleArn =
    own.find(association => association.roleArn)?.roleArn ??
    addon.serviceAccountRoleArn;
  const managedBy = managedByTags(addon.tags, `eks:DescribeAddon ${addon.arn}`);
  return {
    id: subject.id,
    cluster: clusterRef(cluster),
    name: addon.name,
    version: addon.version,
    status: addon.status,
    identity,
    verdict: decided.verdict,
    sentence: sentenceOf({
      decided,
      findings,
      armed: isArmed(bindings) && bindings.running !== 'unknown',
      roleArn,
      noNeed: noNeed?.reason,
      name: addon.name,
    }),
    ...(roleArn ? { roleArn } : {}),
    associations: own.map(association => ({
      id: association.id,
      serviceAccount: association.serviceAccount,
      ...(association.roleArn ? { roleArn: association.roleArn } : {}),
      owned:
        association.ownerArn === addon.arn ||
        addon.podIdentityAssociationArns.includes(association.arn),
    })),
    supportsPodIdentity: addon.podIdentityConfiguration.seen
      ? addon.podIdentityConfiguration.value.length > 0
      : null,
    failing: failingOf(findings),
    ...(managedBy ? { managedBy } : {}),
    stale: cluster.stale ?? null,
    assessedAt: options.now,
    findings,
  };
}

/** What the add-on's pods carry today, as far as they could be seen, and what its identity gives the next ones. */
function bindingsOfAddon(
  subject: AddonSubject,
  identity: AddonIdentity,
  workloads: JudgedWorkload[],
): WorkloadBindings {
  const next = NEXT[identity];
  const { kubernetes } = subject.cluster;
  if (!kubernetes.seen || !kubernetes.value.pods.seen) {
    return { running: 'unknown', next };
  }
  const associated = new Set(
    valueOr(subject.associations, []).map(
      ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
    ),
  );
  const concerned = workloads
    .map(({ subject: each }) => each)
    .filter(
      ({ namespace, serviceAccount }) =>
        next !== 'pod-identity' ||
        associated.has(`${namespace}/${serviceAccount}`),
    );
  const behind = concerned.find(({ bindings }) => bindings.running !== next);
  return { running: behind ? behind.bindings.running : next, next };
}
