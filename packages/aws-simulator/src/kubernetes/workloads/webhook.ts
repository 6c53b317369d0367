import { parseTime } from '../../account/time';
import type { ServiceAccountSpec } from '../../account/schema';
import type { PodBinding } from '../../state/types';
import type { ClusterContext } from '../context';
import { stableNumber } from '../names';
import type { Container, EnvVar, KubeObject, PodSpec } from '../objects';
import type { NewObject } from '../store/store';

/**
 * The pod identity webhook (source: domain facts on agent and webhook, after
 * aws/amazon-eks-pod-identity-webhook): it decides at a pod's creation, once, and either for Pod
 * Identity or for IRSA.
 */

export const roleAnnotation = 'eks.amazonaws.com/role-arn';
const podIdentityLabel = 'eks.amazonaws.com/pod-identity';

const podIdentity = {
  volume: 'eks-pod-identity-token',
  mountPath: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
  audience: 'pods.eks.amazonaws.com',
  path: 'eks-pod-identity-token',
};

const irsa = {
  volume: 'aws-iam-token',
  mountPath: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
  path: 'token',
};

/** The service account of a pod; pods without one run as `default`. */
function serviceAccountOf(
  context: ClusterContext,
  pod: NewObject,
): { name: string; object?: KubeObject } {
  const name =
    (pod.spec as PodSpec | undefined)?.serviceAccountName ?? 'default';
  const resource = context.store.resource('v1', 'ServiceAccount');
  return {
    name,
    object: context.store.get(resource, pod.metadata.namespace, name),
  };
}

/** Was the IRSA annotation there at that time? The account file may date it. */
function annotatedRoleAt(
  spec: ServiceAccountSpec | undefined,
  object: KubeObject | undefined,
  at: Date,
  now: Date,
): string | undefined {
  const role = object?.metadata.annotations?.[roleAnnotation];
  const since = spec?.annotatedAt ?? spec?.createdAt;
  if (role && since && parseTime(since, now) > at) {
    return undefined;
  }
  return role;
}

/**
 * How a pod of this service account gets its credentials when it is created at `at`.
 * An association counts when the webhook has learned of it: seconds after its creation. A later
 * change of its role makes no difference to the webhook, which injects no role.
 */
export function bindingAt(
  context: ClusterContext,
  pod: NewObject,
  at: Date,
): PodBinding {
  const { cluster, state } = context;
  const { name, object } = serviceAccountOf(context, pod);
  const namespace = pod.metadata.namespace ?? 'default';
  const delay = state.clock.scaled(state.settings.associationDelaySeconds);
  const association = [...cluster.associations.values()].find(
    each =>
      each.namespace === namespace &&
      each.serviceAccount === name &&
      (each.effectiveAt.getTime() <= at.getTime() ||
        each.createdAt.getTime() + delay <= at.getTime()),
  );
  if (association) {
    return { kind: 'pod-identity', association };
  }
  const spec = cluster.spec.kubernetes?.serviceAccounts?.find(
    each => each.name === name && (each.namespace ?? 'default') === namespace,
  );
  const roleArn = annotatedRoleAt(spec, object, at, state.clock.start);
  return roleArn ? { kind: 'irsa', roleArn } : { kind: 'none' };
}

/** What the account file says the webhook gave a pod, whatever held at the time. */
export function forcedBinding(
  context: ClusterContext,
  pod: NewObject,
  injection: 'missed' | 'irsa' | 'pod-identity',
): PodBinding {
  const { name, object } = serviceAccountOf(context, pod);
  if (injection === 'irsa') {
    const roleArn = object?.metadata.annotations?.[roleAnnotation];
    return roleArn ? { kind: 'irsa', roleArn } : { kind: 'none' };
  }
  if (injection === 'missed') {
    return { kind: 'none' };
  }
  const association = [...context.cluster.associations.values()].find(
    each =>
      each.namespace === (pod.metadata.namespace ?? 'default') &&
      each.serviceAccount === name,
  );
  return { kind: 'pod-identity', association };
}

function withEnv(container: Container, common: EnvVar[], own: EnvVar[]) {
  const existing = new Set((container.env ?? []).map(({ name }) => name));
  const regionKnown =
    existing.has('AWS_REGION') || existing.has('AWS_DEFAULT_REGION');
  const ownKnown = own.some(({ name }) => existing.has(name));
  return [
    ...(container.env ?? []),
    ...common.filter(
      ({ name }) =>
        !existing.has(name) && !(regionKnown && name.endsWith('REGION')),
    ),
    ...(ownKnown ? [] : own),
  ];
}

function commonEnv(region: string, account: KubeObject | undefined): EnvVar[] {
  const regional =
    account?.metadata.annotations?.['eks.amazonaws.com/sts-regional-endpoints'];
  return [
    ...(regional === 'false'
      ? []
      : [{ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' }]),
    { name: 'AWS_DEFAULT_REGION', value: region },
    { name: 'AWS_REGION', value: region },
  ];
}

/** Expiry in seconds; for Pod Identity the default is spread over 79200 to 86400 s. */
function tokenExpiration(
  pod: NewObject,
  account: KubeObject | undefined,
  kind: 'irsa' | 'pod-identity',
): number {
  const annotation = 'eks.amazonaws.com/token-expiration';
  const wanted = Number(
    pod.metadata.annotations?.[annotation] ??
      account?.metadata.annotations?.[annotation],
  );
  if (Number.isFinite(wanted) && wanted > 0) {
    return Math.max(600, wanted);
  }
  return kind === 'irsa'
    ? 86400
    : 79200 + stableNumber(pod.metadata.name, 7201);
}

/** @returns the pod with what the webhook adds for a binding. */
export function injected(
  context: ClusterContext,
  pod: NewObject,
  binding: PodBinding,
): NewObject {
  if (binding.kind === 'none') {
    return pod;
  }
  const { cluster } = context;
  const spec = pod.spec as PodSpec;
  const account = serviceAccountOf(context, pod).object;
  const windows =
    spec.os?.name === 'windows' ||
    spec.nodeSelector?.['kubernetes.io/os'] === 'windows';
  const mountPath = (path: string) =>
    windows ? `C:${path.replaceAll('/', '\\')}` : path;
  const token = binding.kind === 'irsa' ? irsa : podIdentity;
  const host =
    cluster.ipFamily === 'ipv6' ? '[fd00:ec2::23]' : '169.254.170.23';
  const file = mountPath(`${token.mountPath}/${token.path}`);
  const own: EnvVar[] =
    binding.kind === 'irsa'
      ? [
          { name: 'AWS_ROLE_ARN', value: binding.roleArn },
          { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: file },
        ]
      : [
          {
            name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
            value: `http://${host}/v1/credentials`,
          },
          { name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', value: file },
        ];
  const skipped = new Set(
    (pod.metadata.annotations?.['eks.amazonaws.com/skip-containers'] ?? '')
      .split(',')
      .map(name => name.trim()),
  );
  const common = commonEnv(cluster.region, account);
  const change = (container: Container): Container =>
    skipped.has(container.name)
      ? container
      : {
          ...container,
          env: withEnv(container, common, own),
          volumeMounts: [
            ...(container.volumeMounts ?? []),
            {
              name: token.volume,
              mountPath: mountPath(token.mountPath),
              readOnly: true,
            },
          ],
        };
  const audience =
    binding.kind === 'irsa'
      ? account?.metadata.annotations?.['eks.amazonaws.com/audience'] ??
        'sts.amazonaws.com'
      : podIdentity.audience;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      ...(binding.kind === 'pod-identity' && {
        labels: { ...pod.metadata.labels, [podIdentityLabel]: 'enabled' },
      }),
    },
    spec: {
      ...spec,
      volumes: [
        {
          name: token.volume,
          projected: {
            defaultMode: 420,
            sources: [
              {
                serviceAccountToken: {
                  audience,
                  expirationSeconds: tokenExpiration(
                    pod,
                    account,
                    binding.kind,
                  ),
                  path: token.path,
                },
              },
            ],
          },
        },
        ...(spec.volumes ?? []),
      ],
      containers: spec.containers.map(change),
      ...(spec.initContainers && {
        initContainers: spec.initContainers.map(change),
      }),
    },
  };
}
