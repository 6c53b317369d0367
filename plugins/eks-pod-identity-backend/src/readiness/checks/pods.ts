import {
  AssociationFacts,
  Check,
  CheckResult,
  PodFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf } from '../evidence';
import {
  concernedContainers,
  hasContainerCredentials,
  hasStaticKeys,
  hasWebIdentity,
  isLive,
  SKIP_CONTAINERS,
  skipsAll,
} from '../podEnvironment';
import { restartSteps } from '../restartSteps';
import { fail, notApplicable, pass, unseenResult, warn } from './results';

const LINK =
  'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html';

/**
 * Pods that started beside an association got its variables. An association takes seconds to become effective and the
 * webhook's failure policy is Ignore, so a pod can come up bare (containers-roadmap#2507, eks-pod-identity-agent#153).
 */
export const podsInjected: Check<'workload'> = {
  id: 'pods-injected',
  scope: 'workload',
  title: 'New pods got the variables',
  needs: ['kubernetes: list pods', 'eks:DescribePodIdentityAssociation'],
  link: LINK,
  run: workload =>
    judgeSkipped(workload) ??
    withAssociation(workload, (association, pods) =>
      judgeInjected(workload, association, pods),
    ),
};

/** Pods are younger than the association in its present form: a running pod does not see a change of it. */
export const podsCurrent: Check<'workload'> = {
  id: 'pods-current',
  scope: 'workload',
  title: 'Pods are younger than the association',
  needs: ['kubernetes: list pods', 'eks:DescribePodIdentityAssociation'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html',
  run: workload =>
    withAssociation(workload, (association, pods) =>
      judgeAge(workload, association, pods),
    ),
};

/**
 * A controller or pod whose containers are all in the annotation skip-containers gets nothing from the webhook, neither now
 * nor after the move (domain source: agent-webhook.md).
 */
function judgeSkipped(workload: WorkloadSubject): CheckResult | undefined {
  const { association, irsaRoleArn, controllers, pods, cluster } = workload;
  if (!irsaRoleArn && !(association.seen && association.value)) {
    return undefined;
  }
  const skipping = [
    ...(controllers.seen
      ? controllers.value
          .filter(entry => skipsAll(entry, entry.templateAnnotations))
          .map(({ kind, namespace, name }) => ({
            what: `${kind} ${namespace}/${name}`,
            read: controllers.read,
          }))
      : []),
    ...(pods.seen
      ? pods.value
          .filter(pod => isLive(pod) && skipsAll(pod, pod.annotations))
          .map(({ namespace, name }) => ({
            what: `Pod ${namespace}/${name}`,
            read: pods.read,
          }))
      : []),
  ];
  if (!skipping.length) {
    return undefined;
  }
  return fail(
    `Annotation ${SKIP_CONTAINERS} of ${skipping[0].what} names all its containers: the webhook gives them no credentials, neither of IRSA nor of Pod Identity.`,
    skipping
      .slice(0, 5)
      .map(({ what, read }) =>
        evidenceOf(
          `${SKIP_CONTAINERS} names all containers of ${what}`,
          read,
          `${what} in ${cluster.name}`,
        ),
      ),
    {
      summary:
        'Take the containers that call AWS out of the annotation, or the role from the service account if none does.',
      steps: [
        `In the pod template behind ${skipping[0].what}: remove from ${SKIP_CONTAINERS} the names of the containers that call AWS.`,
        'Find out first what they work with today (the role of the node?), and whether the role of the service account allows that.',
        ...restartSteps(workload),
      ],
      link: LINK,
    },
  );
}

function withAssociation(
  workload: WorkloadSubject,
  ask: (association: AssociationFacts, pods: PodFacts[]) => CheckResult,
): CheckResult {
  const { association, pods, namespace, serviceAccount } = workload;
  const account = `${namespace}/${serviceAccount}`;
  if (!association.seen) {
    return unseenResult(`The association of ${account}`, association);
  }
  if (!association.value) {
    return notApplicable('There is no association yet.');
  }
  if (!pods.seen) {
    return unseenResult(`Pods of ${account}`, pods);
  }
  const live = pods.value.filter(isLive);
  return live.length
    ? ask(association.value, live)
    : notApplicable(
        'No pod runs with the service account now: it is judged by its association alone.',
      );
}

function isBefore(pod: PodFacts, instant: string): boolean {
  return Date.parse(pod.createdAt) < Date.parse(instant);
}

/** Whether no container of the pod has anything of its own: what was to be injected is missing. */
function isBare(pod: PodFacts): boolean {
  return concernedContainers(pod, pod.annotations).some(
    container =>
      !hasContainerCredentials(container) &&
      !hasStaticKeys(container) &&
      !hasWebIdentity(container),
  );
}

/** Whether the pod still has what the webhook gave it before. */
function hasOld(pod: PodFacts): boolean {
  return concernedContainers(pod, pod.annotations).some(
    container =>
      hasWebIdentity(container) && !hasContainerCredentials(container),
  );
}

function judgeInjected(
  workload: WorkloadSubject,
  association: AssociationFacts,
  pods: PodFacts[],
): CheckResult {
  const missed = pods.filter(
    pod =>
      !isBefore(pod, association.createdAt) && (isBare(pod) || hasOld(pod)),
  );
  const read = readOf(workload);
  if (!missed.length) {
    return pass(
      'Every pod that started beside the association carries its variables.',
      pods.slice(0, 3).map(pod => podEvidence(workload, pod, read)),
    );
  }
  const bare = missed.filter(isBare);
  return fail(
    `${missed.length} of ${pods.length} pods started after association ${
      association.id
    } and ${
      bare.length
        ? "came up without the variables: they have the node's role, or nothing"
        : 'still got IRSA'
    } (${missed[0].name}).`,
    missed.slice(0, 5).map(pod => podEvidence(workload, pod, read)),
    {
      summary: 'Restart them once more: the association is effective by now.',
      steps: [
        ...restartSteps(workload),
        `Newer platform versions label the pods that got the variables: kubectl --context ${workload.cluster.name} -n ${workload.namespace} get pods -l eks.amazonaws.com/pod-identity=enabled`,
      ],
      link: LINK,
    },
  );
}

function judgeAge(
  workload: WorkloadSubject,
  association: AssociationFacts,
  pods: PodFacts[],
): CheckResult {
  const older = pods.filter(pod => isBefore(pod, association.createdAt));
  const outdated = pods.filter(
    pod =>
      !isBefore(pod, association.createdAt) &&
      isBefore(pod, association.modifiedAt),
  );
  const read = readOf(workload);
  const remedy = {
    summary:
      'Restart the pods when every other check passes: the restart is the switch.',
    steps: restartSteps(workload),
  };
  if (older.length) {
    return warn(
      `${older.length} of ${pods.length} pods are older than association ${association.id} and keep what they have until their next restart, whoever causes it.`,
      older.slice(0, 5).map(pod => podEvidence(workload, pod, read)),
      remedy,
    );
  }
  return outdated.length
    ? warn(
        `Association ${association.id} was changed after ${outdated.length} of ${pods.length} pods started: the agent may hand out what was valid before for hours.`,
        outdated.slice(0, 5).map(pod => podEvidence(workload, pod, read)),
        remedy,
      )
    : pass(
        `All ${pods.length} pods are younger than association ${association.id}.`,
        pods.slice(0, 3).map(pod => podEvidence(workload, pod, read)),
      );
}

function readOf({ pods }: WorkloadSubject) {
  return pods.seen
    ? pods.read
    : { source: 'kubernetes' as const, where: '', readAt: '' };
}

function carriedBy(pod: PodFacts): string {
  if (isBare(pod)) {
    return 'carries no variables';
  }
  return hasOld(pod) ? 'carries IRSA' : 'carries Pod Identity';
}

function podEvidence(
  { cluster }: WorkloadSubject,
  pod: PodFacts,
  read: ReturnType<typeof readOf>,
) {
  return evidenceOf(
    `${pod.name} started ${pod.createdAt}, ${carriedBy(pod)}`,
    read,
    `Pod ${pod.namespace}/${pod.name} in ${cluster.name}`,
  );
}
