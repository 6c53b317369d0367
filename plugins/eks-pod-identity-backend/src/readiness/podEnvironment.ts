import {
  ContainerFacts,
  ControllerFacts,
  EnvFacts,
  PodFacts,
  PodSpecFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** Variables that the webhook sets for Pod Identity (domain source: agent-webhook.md). */
export const CONTAINER_URI = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
export const CONTAINER_RELATIVE_URI = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
export const CONTAINER_TOKEN_FILE = 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE';
/** Variables that the webhook sets for IRSA. */
export const WEB_IDENTITY_FILE = 'AWS_WEB_IDENTITY_TOKEN_FILE';
export const WEB_IDENTITY_ROLE = 'AWS_ROLE_ARN';

/** Annotation of a pod: containers that the webhook leaves alone. */
export const SKIP_CONTAINERS = 'eks.amazonaws.com/skip-containers';

/** Label that newer webhooks put on pods that got Pod Identity. */
export const INJECTED_LABEL = 'eks.amazonaws.com/pod-identity';

/** Path under which the webhook mounts IRSA's token. */
const INJECTED_WEB_IDENTITY_FILE =
  '/var/run/secrets/eks.amazonaws.com/serviceaccount/token';

/** Path under which the webhook mounts Pod Identity's token. */
const INJECTED_CONTAINER_TOKEN_FILE =
  '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token';

/** Addresses of the agent, as the webhook writes them. */
const AGENT_URIS = [
  'http://169.254.170.23/v1/credentials',
  'http://[fd00:ec2::23]/v1/credentials',
];

/** A variable of a container that is not empty: SDKs take an empty one for none. */
export function envOf(
  container: ContainerFacts,
  name: string,
): EnvFacts | undefined {
  return container.env.find(env => env.name === name && env.value !== '');
}

/** Keys written into the container. The secret's name is enough: the values are never read. */
export function hasStaticKeys(container: ContainerFacts): boolean {
  return ['AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY'].some(
    name => envOf(container, name) !== undefined,
  );
}

/** The variables of Pod Identity, whether the webhook or a person set them. */
export function hasContainerCredentials(container: ContainerFacts): boolean {
  return (
    envOf(container, CONTAINER_URI) !== undefined ||
    envOf(container, CONTAINER_RELATIVE_URI) !== undefined
  );
}

/** The variables of IRSA, whether the webhook or a person set them; SDKs need both. */
export function hasWebIdentity(container: ContainerFacts): boolean {
  return (
    envOf(container, WEB_IDENTITY_FILE) !== undefined &&
    envOf(container, WEB_IDENTITY_ROLE) !== undefined
  );
}

/** Whether IRSA's variables of a running container can be the webhook's own work: its path, and not beside Pod Identity's. */
export function isInjectedWebIdentity(container: ContainerFacts): boolean {
  // On Windows the webhook writes the same path with a drive and backslashes.
  const path = envOf(container, WEB_IDENTITY_FILE)
    ?.value?.replace(/\\/g, '/')
    .replace(/^[A-Za-z]:/, '');
  return (
    path === INJECTED_WEB_IDENTITY_FILE && !hasContainerCredentials(container)
  );
}

/** Whether the container asks another address than the agent's for credentials, or one that is not seen. */
export function asksElsewhere(container: ContainerFacts): boolean {
  const uri = envOf(container, CONTAINER_URI);
  return (
    envOf(container, CONTAINER_RELATIVE_URI) !== undefined ||
    (uri !== undefined && !AGENT_URIS.includes(uri.value ?? ''))
  );
}

const BUILT_IN = /^(apps|batch)\//;

/**
 * Containers of a controller as somebody wrote them. Custom controllers and bare pods are known by their pods alone, so
 * what the webhook put there is taken out again: it is known by its path.
 */
export function writtenContainers(
  controller: ControllerFacts,
): ContainerFacts[] {
  const containers = concernedContainers(
    controller,
    controller.templateAnnotations,
  );
  return BUILT_IN.test(controller.apiVersion)
    ? containers
    : containers.map(withoutInjected);
}

function withoutInjected(container: ContainerFacts): ContainerFacts {
  const injected = new Set<string>();
  if (isInjectedWebIdentity(container)) {
    injected.add(WEB_IDENTITY_FILE).add(WEB_IDENTITY_ROLE);
  }
  if (
    !asksElsewhere(container) &&
    envOf(container, CONTAINER_TOKEN_FILE)?.value ===
      INJECTED_CONTAINER_TOKEN_FILE
  ) {
    injected.add(CONTAINER_URI).add(CONTAINER_TOKEN_FILE);
  }
  return {
    ...container,
    env: container.env.filter(({ name }) => !injected.has(name)),
  };
}

/** Whether the webhook is told to leave every container alone: then neither IRSA nor Pod Identity reaches any. */
export function skipsAll(
  spec: PodSpecFacts,
  annotations: Record<string, string>,
): boolean {
  return (
    spec.containers.length > 0 &&
    concernedContainers(spec, annotations).length === 0
  );
}

/** Names of the containers that the webhook leaves alone. */
export function skippedContainers(
  annotations: Record<string, string>,
): Set<string> {
  return new Set(
    (annotations[SKIP_CONTAINERS] ?? '')
      .split(',')
      .map(name => name.trim())
      .filter(Boolean),
  );
}

/** Containers whose credentials are the workload's: all but the skipped ones. */
export function concernedContainers(
  spec: PodSpecFacts,
  annotations: Record<string, string>,
): ContainerFacts[] {
  const skipped = skippedContainers(annotations);
  return spec.containers.filter(({ name }) => !skipped.has(name));
}

/** Whether a pod can still do something. A finished one only tells what the last run carried. */
export function isLive(pod: PodFacts): boolean {
  return pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/**
 * The pods that tell what a workload carries today: those that run; of a CronJob or Job between two runs, those of the
 * last run that are still listed.
 */
export function tellingPods(pods: PodFacts[]): PodFacts[] {
  const live = pods.filter(isLive);
  if (live.length || !pods.length) {
    return live;
  }
  const newest = pods.reduce((a, b) =>
    Date.parse(a.createdAt) >= Date.parse(b.createdAt) ? a : b,
  );
  return [newest];
}
