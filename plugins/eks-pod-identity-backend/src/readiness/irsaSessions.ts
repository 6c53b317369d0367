import {
  AccountFacts,
  ControllerFacts,
  PodFacts,
  UsageFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { groupBy } from './memo';
import {
  concernedContainers,
  hasContainerCredentials,
  isLive,
} from './podEnvironment';
import { usageOf } from './sdk/sources';

const MINUTE = 60_000;

/** Pods of one rollout follow each other within this time, and the last old one has ended by then. */
const ROLLOUT_STEP = 15 * MINUTE;

/** A run of a job that began before the association can ask for credentials for as long. */
const LONGEST_RUN = 24 * 60 * MINUTE;

/** A session of IRSA that a workload began although it has moved. */
export interface LateSession {
  use: UsageFacts;
  /** False where no pod tells when the last one with IRSA ended. */
  proven: boolean;
}

/**
 * The newest IRSA session of this very service account that began after the last pod without Pod Identity had ended: then
 * something still asks for a web identity, and the move is not done. Undefined where there is none, and where the workload
 * is not on Pod Identity at all.
 */
export function lateIrsaSession(
  workload: WorkloadSubject,
  facts: AccountFacts,
): LateSession | undefined {
  const { bindings, association, pods, controllers } = workload;
  if (
    bindings.running !== 'pod-identity' ||
    bindings.next !== 'pod-identity' ||
    !association.seen ||
    !association.value ||
    !pods.seen
  ) {
    return undefined;
  }
  const newest = usageOf(facts, workload)
    .filter(({ kind }) => kind === 'irsa')
    .reduce<UsageFacts | undefined>(
      (a, b) => (a && Date.parse(a.at) >= Date.parse(b.at) ? a : b),
      undefined,
    );
  if (!newest) {
    return undefined;
  }
  const ends = endsOfIrsa(
    pods.value,
    controllers.seen ? controllers.value : [],
    Date.parse(association.value.createdAt),
  );
  return Date.parse(newest.at) > Math.max(...ends.map(({ at }) => at))
    ? { use: newest, proven: ends.some(({ proven }) => proven) }
    : undefined;
}

/** By when the last pods without Pod Identity had ended, by all that tells of it. */
function endsOfIrsa(
  pods: PodFacts[],
  controllers: ControllerFacts[],
  associated: number,
): { at: number; proven: boolean }[] {
  const kinds = new Map(
    controllers.map(controller => [nameOf(controller), controller]),
  );
  const byOwner = groupBy(pods.filter(isLive), ({ owner, name }) =>
    nameOf(owner ?? { kind: 'Pod', name }),
  );
  const jobs = controllers.some(
    ({ kind }) => kind === 'CronJob' || kind === 'Job',
  );
  return [
    { at: associated + ROLLOUT_STEP, proven: false },
    ...[...byOwner].map(([owner, own]) => ({
      at: endOfRollout(own, kinds.get(owner)) + ROLLOUT_STEP,
      proven: true,
    })),
    ...(jobs ? [{ at: associated + LONGEST_RUN, proven: true }] : []),
    // A finished run that had no Pod Identity; when it ended is not told.
    ...pods
      .filter(pod => !isLive(pod) && !carriesPodIdentity(pod))
      .map(({ createdAt }) => ({
        at: Date.parse(createdAt) + LONGEST_RUN,
        proven: true,
      })),
  ];
}

function nameOf({ kind, name }: { kind: string; name: string }): string {
  return `${kind}/${name}`;
}

/**
 * When the last pod of a controller's rollout started, of all pods that carry Pod Identity today: those that came later
 * were scaled out or moved to another node. Where pods are replaced by hand, one by one, it is the newest.
 */
function endOfRollout(
  pods: PodFacts[],
  controller: ControllerFacts | undefined,
): number {
  const starts = pods
    .map(({ createdAt }) => Date.parse(createdAt))
    .sort((a, b) => a - b);
  if (controller?.strategy === 'OnDelete') {
    return starts[starts.length - 1];
  }
  let [end] = starts;
  for (const start of starts) {
    if (start - end > ROLLOUT_STEP) {
      break;
    }
    end = start;
  }
  return end;
}

function carriesPodIdentity(pod: PodFacts): boolean {
  return concernedContainers(pod, pod.annotations).every(
    hasContainerCredentials,
  );
}
