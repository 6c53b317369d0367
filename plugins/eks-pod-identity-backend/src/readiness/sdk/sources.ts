import {
  ANNOTATION_SDK,
  SdkEvidence,
  SdkSummary,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  AddonFacts,
  ClusterFacts,
  ControllerFacts,
  PodFacts,
  ServiceFacts,
  Sight,
  UsageFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { workloadKey } from '../../services/mapServices';
import { evidenceOf, valueOr } from '../evidence';
import { groupBy, memo } from '../memo';
import {
  concernedContainers,
  isLive,
  writtenContainers,
} from '../podEnvironment';
import { SdkJudge, SdkJudgement } from './judge';
import { ImageEvidence, summarizeSdks } from './summary';

/** Events before this many milliseconds of the newest one are older uses, where no pod tells since when it runs. */
const RECENT = 24 * 60 * 60 * 1000;

/** What one workload's SDK evidence is gathered from. */
export interface WorkloadSdkInput {
  cluster: ClusterFacts;
  namespace: string;
  serviceAccount: string;
  pods: Sight<PodFacts[]>;
  controllers: Sight<ControllerFacts[]>;
  services: ServiceFacts[];
  /** Add-on whose service account it is. */
  addon?: AddonFacts;
}

/** All SDK evidence of one workload, strongest first, and what follows from it. */
export function workloadSdk(
  input: WorkloadSdkInput,
  facts: AccountFacts,
  judge: SdkJudge,
): SdkSummary {
  const addon = addonSdk(input);
  const processes = processesOf(input, judge);
  return summarizeSdks({
    services: facts.services,
    usage: facts.usage,
    claimedBy: input.services,
    ...(addon ? { addon } : {}),
    running: runningSdks(input, facts, judge),
    ...(processes ? { processes: processes.size } : {}),
    images: imagesOf(input, judge),
    calls: callsOf(input),
    declared: declaredSdks(input.services, judge),
  });
}

/** Programs that use AWS in the commands of templates; those of pods where there is no template. */
function callsOf({
  namespace,
  pods,
  controllers,
}: WorkloadSdkInput): { program: string; where: string }[] {
  const ofTemplates = valueOr(controllers, []).flatMap(controller =>
    writtenContainers(controller).map(container => ({
      container,
      owner: `${controller.kind} ${namespace}/${controller.name}`,
    })),
  );
  const ofPods = valueOr(pods, [])
    .filter(pod => isLive(pod) && !pod.owner)
    .flatMap(pod =>
      concernedContainers(pod, pod.annotations).map(container => ({
        container,
        owner: `Pod ${namespace}/${pod.name}`,
      })),
    );
  return [...ofTemplates, ...ofPods].flatMap(({ container, owner }) =>
    container.command?.calls
      ? [
          {
            program: container.command.calls,
            where: `The command of container ${container.name} of ${owner}`,
          },
        ]
      : [],
  );
}

/** SDK evidence of a service apart from any workload: its repository and what its owners declare. */
export function serviceSdk(service: ServiceFacts, judge: SdkJudge): SdkSummary {
  return summarizeSdks({
    services: {
      seen: true,
      value: [],
      read: { source: 'catalog', where: service.entityRef, readAt: '' },
    },
    usage: {
      seen: true,
      value: [],
      read: { source: 'cloudtrail', where: '', readAt: '' },
    },
    claimedBy: [service],
    running: [],
    images: [],
    declared: declaredSdks([service], judge),
  });
}

/** EKS offers Pod Identity for a service account only in versions of the add-on that work with it. */
function addonSdk({
  addon,
  serviceAccount,
}: WorkloadSdkInput): SdkEvidence | undefined {
  const sight = addon?.podIdentityConfiguration;
  if (
    !addon ||
    !sight?.seen ||
    !sight.value.some(entry => entry.serviceAccount === serviceAccount)
  ) {
    return undefined;
  }
  return toEvidence(
    'eks-addon',
    {
      sdk: 'eks-addon',
      package: addon.name,
      version: addon.version,
      supportsPodIdentity: true,
      reason: `EKS offers Pod Identity for service account ${serviceAccount} in ${addon.name} ${addon.version}.`,
    },
    evidenceOf(
      `podIdentityConfiguration names ${serviceAccount}`,
      sight.read,
      `eks:DescribeAddonConfiguration ${addon.name} ${addon.version}`,
    ),
  );
}

function toEvidence(
  source: string,
  judgement: SdkJudgement,
  evidence: SdkEvidence['evidence'],
): SdkEvidence {
  return { source, ...judgement, evidence };
}

const usageIndex = memo((usage: UsageFacts[]) =>
  groupBy(
    usage.filter(
      ({ namespace, serviceAccount }) => namespace && serviceAccount,
    ),
    ({ clusterArn, namespace, serviceAccount }) =>
      `${clusterArn}|${workloadKey(namespace!, serviceAccount!)}`,
  ),
);

/** Uses of credentials by a workload that CloudTrail saw. */
export function usageOf(
  facts: AccountFacts,
  workload: {
    cluster: ClusterFacts;
    namespace: string;
    serviceAccount: string;
  },
): UsageFacts[] {
  return facts.usage.seen
    ? usageIndex(facts.usage.value).get(
        `${workload.cluster.arn}|${workloadKey(
          workload.namespace,
          workload.serviceAccount,
        )}`,
      ) ?? []
    : [];
}

/** Uses by the pods that run now; where the pods can't be seen, those of the last day on record. */
export function currentUsageOf(
  facts: AccountFacts,
  workload: Pick<
    WorkloadSdkInput,
    'cluster' | 'namespace' | 'serviceAccount' | 'pods'
  >,
): UsageFacts[] {
  const events = usageOf(facts, workload);
  const live = valueOr(workload.pods, []).filter(isLive);
  const since = live.length
    ? Math.min(...live.map(({ createdAt }) => Date.parse(createdAt)))
    : Math.max(...events.map(({ at }) => Date.parse(at))) - RECENT;
  return events.filter(({ at }) => Date.parse(at) >= since);
}

/**
 * The containers that a use of a workload's credentials can have been of: those of its templates and of its pods, each as
 * one of its controller. A use proves what the same container of the same controller carries, and nothing of the others.
 * Containers of images that are known to call nothing of AWS don't count. Undefined where not all could be seen.
 */
export function processesOf(
  { pods, controllers }: Pick<WorkloadSdkInput, 'pods' | 'controllers'>,
  judge: SdkJudge,
): Set<string> | undefined {
  if (!pods.seen || !controllers.seen) {
    return undefined;
  }
  const placed = [
    ...controllers.value.flatMap(controller =>
      writtenContainers(controller).map(container => ({
        controller,
        container,
      })),
    ),
    ...pods.value.filter(isLive).flatMap(pod =>
      concernedContainers(pod, pod.annotations).map(container => ({
        controller: pod.owner ?? { kind: 'Pod', name: pod.name },
        container,
      })),
    ),
  ].filter(({ container: { image } }) => {
    const known = judge.image(image);
    return !known || known.sdk !== undefined;
  });
  return new Set(
    placed.map(({ controller: { kind, name }, container }) =>
      JSON.stringify([kind, name, container.name]),
    ),
  );
}

function runningSdks(
  input: WorkloadSdkInput,
  facts: AccountFacts,
  judge: SdkJudge,
): SdkEvidence[] {
  const newest = new Map<string, SdkEvidence>();
  for (const event of currentUsageOf(facts, input)) {
    for (const judgement of event.userAgent
      ? judge.userAgent(event.userAgent)
      : []) {
      const key = `${judgement.sdk} ${judgement.version}`;
      const known = newest.get(key);
      if (!known || (known.evidence.readAt ?? '') < event.at) {
        newest.set(
          key,
          toEvidence('cloudtrail', judgement, {
            what: `User agent ${event.userAgent}`,
            source: 'cloudtrail',
            where: `CloudTrail event ${event.eventId} in ${event.region}`,
            readAt: event.at,
          }),
        );
      }
    }
  }
  return [...newest.values()];
}

/** Images of the containers that are to get credentials: those of its templates and those of its pods. */
function imagesOf(
  { cluster, namespace, pods, controllers }: WorkloadSdkInput,
  judge: SdkJudge,
): ImageEvidence[] {
  const images = new Map<string, string>();
  for (const controller of valueOr(controllers, [])) {
    for (const { image } of writtenContainers(controller)) {
      images.set(
        image,
        `${controller.kind} ${namespace}/${controller.name} in ${cluster.name}`,
      );
    }
  }
  for (const pod of valueOr(pods, []).filter(isLive)) {
    for (const { image } of concernedContainers(pod, pod.annotations)) {
      images.set(image, `Pod ${namespace}/${pod.name} in ${cluster.name}`);
    }
  }
  return [...images].map(([image, where]) => {
    const judgement = judge.image(image);
    if (!judgement) {
      return { image };
    }
    const evidence = {
      what: `Image ${image} (${judgement.project}; ${judgement.source})`,
      source: 'kubernetes' as const,
      where,
    };
    return {
      image,
      known: {
        usesAws: judgement.sdk !== undefined,
        project: judgement.project,
        evidence,
      },
      ...(judgement.sdk
        ? { sdk: toEvidence('image', judgement.sdk, evidence) }
        : {}),
    };
  });
}

/** What owners declare by annotation, unless the inventory brought it along already. */
function declaredSdks(
  services: ServiceFacts[],
  judge: SdkJudge,
): { entityRef: string; sdks: SdkEvidence[] }[] {
  return services.flatMap(({ entityRef, annotations, source, sdkEvidence }) => {
    const brought = [
      ...(source.seen ? source.value.sdks : []),
      ...(sdkEvidence ?? []),
    ].some(({ source: name }) => name === 'declared');
    const text = annotations[ANNOTATION_SDK];
    if (!text || brought) {
      return [];
    }
    const sdks = text
      .split(',')
      .map(piece => piece.trim())
      .filter(Boolean)
      .map(piece =>
        toEvidence('declared', judge.declared(piece), {
          what: `${ANNOTATION_SDK}: ${piece}`,
          source: 'catalog',
          where: entityRef,
        }),
      );
    return [{ entityRef, sdks }];
  });
}
