import type { ContainerSpec, WorkloadSpec } from '../../account/schema';
import type { Container, EnvVar, PodSpec, PodTemplate } from '../objects';
import type { NewObject } from '../store/store';

/** Turns workloads of the account file into manifests, with the defaults that the API server fills in. */

const apiVersions: Record<string, string> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  CronJob: 'batch/v1',
  Job: 'batch/v1',
  Pod: 'v1',
};

/** Kind and apiVersion of a workload; a custom kind without one is of `example.org/v1`. */
export function typeOf(spec: WorkloadSpec): {
  kind: string;
  apiVersion: string;
} {
  const kind = spec.kind ?? 'Deployment';
  return {
    kind,
    apiVersion: spec.apiVersion ?? apiVersions[kind] ?? 'example.org/v1',
  };
}

function envOf(env: ContainerSpec['env']): EnvVar[] | undefined {
  if (!env) {
    return undefined;
  }
  return Array.isArray(env)
    ? (env as EnvVar[])
    : Object.entries(env).map(([name, value]) => ({ name, value }));
}

function containerOf(spec: ContainerSpec, fallback: string): Container {
  const { name, image, env, sdk: _, userAgent: _u, calls: _c, ...rest } = spec;
  const variables = envOf(env);
  return {
    name: name ?? fallback,
    image: image ?? `registry.example.org/${fallback}:1.0.0`,
    imagePullPolicy: 'IfNotPresent',
    ...rest,
    ...(variables && { env: variables }),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
}

/** The labels that select a workload's pods. */
function selectorOf(spec: WorkloadSpec): Record<string, string> {
  return spec.labels ?? { 'app.kubernetes.io/name': spec.name };
}

function podSpecOf(spec: WorkloadSpec, restartPolicy: string): PodSpec {
  const serviceAccount = spec.serviceAccount ?? 'default';
  const containers = spec.containers ?? [{}];
  return {
    ...(spec.initContainers && {
      initContainers: spec.initContainers.map((each, index) =>
        containerOf(each, each.name ?? `init-${index}`),
      ),
    }),
    containers: containers.map((each, index) =>
      containerOf(each, index === 0 ? spec.name : `${spec.name}-${index}`),
    ),
    ...(spec.volumes && { volumes: spec.volumes }),
    restartPolicy,
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: serviceAccount,
    serviceAccount,
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...(spec.nodeSelector && { nodeSelector: spec.nodeSelector }),
    ...(spec.affinity && { affinity: spec.affinity }),
    ...(spec.tolerations && { tolerations: spec.tolerations }),
    ...(spec.hostNetwork && { hostNetwork: true }),
    ...(spec.os && { os: { name: spec.os } }),
  };
}

function templateOf(spec: WorkloadSpec, restartPolicy = 'Always'): PodTemplate {
  return {
    metadata: {
      labels: { ...selectorOf(spec), ...spec.podLabels },
      ...(spec.podAnnotations && { annotations: spec.podAnnotations }),
    },
    spec: podSpecOf(spec, restartPolicy),
  };
}

function jobSpecOf(spec: WorkloadSpec): Record<string, unknown> {
  return {
    parallelism: Math.max(1, spec.replicas ?? 1),
    completions: Math.max(1, spec.replicas ?? 1),
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    template: templateOf(spec, 'OnFailure'),
  };
}

function specOfKind(spec: WorkloadSpec, kind: string): Record<string, unknown> {
  const selector = { matchLabels: selectorOf(spec) };
  const replicas = spec.replicas ?? 1;
  switch (kind) {
    case 'Deployment':
      return {
        replicas,
        selector,
        strategy:
          spec.strategy === 'Recreate'
            ? { type: 'Recreate' }
            : {
                type: 'RollingUpdate',
                rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
              },
        template: templateOf(spec),
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 10,
      };
    case 'StatefulSet':
      return {
        replicas,
        selector,
        serviceName: spec.name,
        podManagementPolicy: 'OrderedReady',
        updateStrategy:
          spec.strategy === 'OnDelete'
            ? { type: 'OnDelete' }
            : { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
        template: templateOf(spec),
        revisionHistoryLimit: 10,
      };
    case 'DaemonSet':
      return {
        selector,
        updateStrategy:
          spec.strategy === 'OnDelete'
            ? { type: 'OnDelete' }
            : {
                type: 'RollingUpdate',
                rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
              },
        template: templateOf(spec),
        revisionHistoryLimit: 10,
      };
    case 'ReplicaSet':
      return { replicas, selector, template: templateOf(spec) };
    case 'Job':
      return jobSpecOf(spec);
    case 'CronJob':
      return {
        schedule: spec.schedule ?? '0 * * * *',
        suspend: spec.suspended ?? false,
        concurrencyPolicy: 'Allow',
        failedJobsHistoryLimit: 1,
        successfulJobsHistoryLimit: 3,
        jobTemplate: {
          metadata: { labels: selectorOf(spec) },
          spec: jobSpecOf(spec),
        },
      };
    default:
      return { replicas, selector, template: templateOf(spec) };
  }
}

/** The manifest of a workload's controller; of a bare pod, its template is the pod. */
export function manifestOf(spec: WorkloadSpec): NewObject {
  const { kind, apiVersion } = typeOf(spec);
  const bare = kind === 'Pod';
  return {
    apiVersion,
    kind,
    metadata: {
      name: spec.name,
      namespace: spec.namespace ?? 'default',
      labels: {
        ...selectorOf(spec),
        ...(bare && spec.podLabels),
      },
      ...((spec.annotations || (bare && spec.podAnnotations)) && {
        annotations: { ...spec.annotations, ...(bare && spec.podAnnotations) },
      }),
    },
    spec: bare ? podSpecOf(spec, 'Always') : specOfKind(spec, kind),
  };
}
