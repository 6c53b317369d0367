import {
  Binding,
  SdkSummary,
  WorkloadBindings,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AssociationFacts,
  ContainerFacts,
  ControllerFacts,
  NodeFacts,
  PodFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  asksElsewhere,
  concernedContainers,
  envOf,
  hasContainerCredentials,
  hasStaticKeys,
  hasWebIdentity,
  skipsAll,
  tellingPods,
  writtenContainers,
} from './podEnvironment';

/** What the two bindings of a workload are told from. */
export interface BindingFacts {
  pods: Sight<PodFacts[]>;
  controllers: Sight<ControllerFacts[]>;
  association: Sight<AssociationFacts | undefined>;
  /** Role of the annotation; unseen where the service account could not be read. */
  irsaRoleArn: Sight<string | undefined>;
  sdk: SdkSummary;
  /** Node of a pod; undefined where it was not seen. */
  nodeOf(pod: PodFacts): NodeFacts | undefined;
}

/**
 * Both bindings. Running comes from what each pod carries; a workload without pods is told by its association and
 * annotation alone. Next follows from how the webhook works: an association wins over the annotation, and static keys in
 * the template over both.
 */
export function bindingsOf(facts: BindingFacts): WorkloadBindings {
  const next = nextBinding(facts);
  if (!facts.pods.seen) {
    return { running: 'unknown', next };
  }
  const pods = tellingPods(facts.pods.value);
  return {
    running: pods.length
      ? leastMigrated(pods.map(pod => podBinding(pod, facts)))
      : next,
    next,
  };
}

/** From what can't be told to what is done: a group is as far as its last member. */
const ORDER: Binding[] = [
  'unknown',
  'irsa',
  'static-keys',
  'node-role',
  'none',
  'pod-identity',
];

function leastMigrated(bindings: Binding[]): Binding {
  return ORDER.find(binding => bindings.includes(binding)) ?? 'unknown';
}

/** What one pod carries. */
export function podBinding(
  pod: PodFacts,
  facts: Pick<BindingFacts, 'sdk' | 'nodeOf'>,
): Binding {
  const bare = bareBinding(pod, facts.nodeOf(pod));
  const containers = concernedContainers(pod, pod.annotations);
  return containers.length
    ? leastMigrated(
        containers.map(container =>
          containerBinding(container, facts.sdk, bare),
        ),
      )
    : bare;
}

/** Without anything of its own a pod gets the node's role, where there is one to get: Fargate and hybrid nodes offer none. */
function bareBinding(pod: PodFacts, node: NodeFacts | undefined): Binding {
  const without =
    node?.computeType === 'fargate' ||
    node?.computeType === 'hybrid' ||
    pod.labels['eks.amazonaws.com/fargate-profile'] !== undefined;
  return without ? 'none' : 'node-role';
}

function containerBinding(
  container: ContainerFacts,
  sdk: SdkSummary,
  bare: Binding,
): Binding {
  const webIdentity = hasWebIdentity(container);
  if (hasStaticKeys(container)) {
    return keysAgainst(container, webIdentity, sdk);
  }
  if (asksElsewhere(container)) {
    return 'unknown';
  }
  const containerCredentials = hasContainerCredentials(container);
  if (webIdentity && containerCredentials) {
    return bothFamilies(sdk);
  }
  if (containerCredentials) {
    return 'pod-identity';
  }
  return webIdentity ? 'irsa' : bare;
}

/**
 * Static keys win over both mechanisms, except: JavaScript v3 skips them where a profile is named, and .NET's older
 * factory asks for a web identity first (domain source: sdk-notes.md).
 */
function keysAgainst(
  container: ContainerFacts,
  webIdentity: boolean,
  sdk: SdkSummary,
): Binding {
  const ids = sdkIds(sdk);
  if (webIdentity && ids.includes('dotnet')) {
    return 'unknown';
  }
  return envOf(container, 'AWS_PROFILE') && ids.includes('js-v3')
    ? 'unknown'
    : 'static-keys';
}

/** SDKs whose default chain was read to ask for a web identity before the container (domain source: sdk-notes.md). */
const WEB_IDENTITY_FIRST = new Set([
  'java-v2',
  'java-v1',
  'go-v1',
  'go-v2',
  'python-botocore',
  'python-boto3',
  'aws-cli-v1',
  'aws-cli-v2',
  'js-v3',
  'ruby',
  'php',
  'rust',
  'kotlin',
  'dotnet',
  'cpp',
]);

/** With both families set by hand, every SDK takes the web identity, but JavaScript v2 the container's (sdk-notes.md). */
function bothFamilies(sdk: SdkSummary): Binding {
  const ids = sdkIds(sdk);
  if (!ids.length) {
    return 'unknown';
  }
  if (ids.every(id => id === 'js-v2')) {
    return 'pod-identity';
  }
  return ids.every(id => WEB_IDENTITY_FIRST.has(id)) ? 'irsa' : 'unknown';
}

function sdkIds(sdk: SdkSummary): string[] {
  return [
    ...new Set(
      sdk.sdks
        .filter(
          ({ scope }) =>
            scope !== 'development' && scope !== 'test' && scope !== 'build',
        )
        .map(({ sdk: id }) => id),
    ),
  ];
}

/** What the webhook will give the next pod, and what its template carries itself. */
function nextBinding(facts: BindingFacts): Binding {
  if (!facts.controllers.seen) {
    return 'unknown';
  }
  const controllers = facts.controllers.value;
  const templates = controllers.flatMap(writtenContainers);
  if (templates.some(hasStaticKeys)) {
    return leastMigrated(
      templates
        .filter(hasStaticKeys)
        .map(container =>
          keysAgainst(container, hasWebIdentity(container), facts.sdk),
        ),
    );
  }
  if (!facts.association.seen || templates.some(asksElsewhere)) {
    return 'unknown';
  }
  if (
    controllers.length > 0 &&
    controllers.every(controller =>
      skipsAll(controller, controller.templateAnnotations),
    )
  ) {
    return nextBare(facts);
  }
  const byHand = templates.some(hasWebIdentity);
  if (facts.association.value) {
    return byHand ? bothFamilies(facts.sdk) : 'pod-identity';
  }
  if (byHand) {
    return 'irsa';
  }
  if (!facts.irsaRoleArn.seen) {
    return 'unknown';
  }
  return facts.irsaRoleArn.value ? 'irsa' : nextBare(facts);
}

/** Without association and annotation the next pod has what bare pods have where it is scheduled now. */
function nextBare(facts: BindingFacts): Binding {
  if (!facts.pods.seen) {
    return 'unknown';
  }
  const live = tellingPods(facts.pods.value);
  // A bare pod's own spec is its template; what the webhook may have injected is not in it.
  const keys = live.some(
    pod => !pod.owner && pod.containers.some(hasStaticKeys),
  );
  if (keys) {
    return 'static-keys';
  }
  return live.length
    ? leastMigrated(live.map(pod => bareBinding(pod, facts.nodeOf(pod))))
    : 'node-role';
}
