import { z } from 'zod';
import { rawManifestSchema, stringMapSchema, timeSchema } from './common';

export const taintSchema = z.strictObject({
  key: z.string(),
  value: z.string().optional(),
  effect: z
    .enum(['NoSchedule', 'NoExecute', 'PreferNoSchedule'])
    .optional()
    .describe('Default: NoSchedule.'),
});

export const nodeSchema = z
  .strictObject({
    name: z
      .string()
      .optional()
      .describe('Default: made up. With count > 1, a number is appended.'),
    kind: z
      .enum(['self-managed', 'auto', 'hybrid', 'outposts', 'karpenter'])
      .optional()
      .describe('Default: self-managed.'),
    count: z.number().int().min(1).max(1000).optional().describe('Default: 1.'),
    os: z.enum(['linux', 'windows']).optional().describe('Default: linux.'),
    arch: z.enum(['amd64', 'arm64']).optional().describe('Default: amd64.'),
    labels: stringMapSchema.optional(),
    taints: z.array(taintSchema).optional(),
    ready: z.boolean().optional().describe('Default: true.'),
    createdAt: timeSchema.optional(),
  })
  .describe('A node outside the managed node groups.');

const envVarSchema = z.looseObject({ name: z.string() });

const containerSchema = z
  .strictObject({
    name: z.string().optional().describe("Default: the workload's name."),
    image: z
      .string()
      .optional()
      .describe('Default: registry.example.org/WORKLOAD:1.0.0.'),
    env: z
      .union([z.record(z.string(), z.string()), z.array(envVarSchema)])
      .optional()
      .describe('Name to value, or a list as in Kubernetes.'),
    envFrom: z
      .array(z.looseObject({}))
      .optional()
      .describe('As in Kubernetes.'),
    command: z.array(z.string()).optional(),
    args: z.array(z.string()).optional(),
    volumeMounts: z.array(z.looseObject({})).optional(),
    sdk: z
      .string()
      .regex(
        /^[a-z0-9-]+ \S+$/,
        'must be an SDK id and a version: python-boto3 1.34.100',
      )
      .optional()
      .describe(
        'The AWS SDK that really runs: id and version, such as `python-boto3 1.34.100`, `go-v2 1.24.0`, `java-v2 2.20.10`, `js-v3 3.490.0`. CloudTrail gets its user agent.',
      ),
    userAgent: z
      .string()
      .optional()
      .describe(
        'The user agent as CloudTrail shows it, where `sdk` is not enough.',
      ),
    calls: z
      .array(
        z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/, 'must be service:Operation'),
      )
      .optional()
      .describe(
        'Management calls that it makes with its credentials, for CloudTrail. Default with sdk or userAgent: s3:ListBuckets. [] for none.',
      ),
  })
  .describe('A container.');

export const workloadSchema = z
  .strictObject({
    kind: z
      .string()
      .optional()
      .describe(
        'Deployment (default), StatefulSet, DaemonSet, CronJob, Job, Pod, ReplicaSet, or a custom kind (then say apiVersion).',
      ),
    apiVersion: z
      .string()
      .optional()
      .describe('Of a custom kind, such as argoproj.io/v1alpha1.'),
    namespace: z.string().optional().describe('Default: default.'),
    name: z.string().min(1),
    serviceAccount: z.string().optional().describe('Default: default.'),
    replicas: z
      .number()
      .int()
      .min(0)
      .max(5000)
      .optional()
      .describe(
        'Pods that run. Default: 1 (a DaemonSet: one per node that fits; a CronJob: 0, or the pods of its last run).',
      ),
    strategy: z
      .enum(['RollingUpdate', 'Recreate', 'OnDelete'])
      .optional()
      .describe('Default: RollingUpdate.'),
    schedule: z
      .string()
      .optional()
      .describe('Of a CronJob. Default: 0 * * * *.'),
    labels: stringMapSchema
      .optional()
      .describe(
        'On the controller and its pods. Default: app.kubernetes.io/name.',
      ),
    annotations: stringMapSchema.optional().describe('On the controller.'),
    podLabels: stringMapSchema
      .optional()
      .describe('On the pods, beside labels.'),
    podAnnotations: stringMapSchema.optional(),
    nodeSelector: stringMapSchema.optional(),
    affinity: z.looseObject({}).optional().describe('As in Kubernetes.'),
    tolerations: z.array(z.looseObject({})).optional(),
    hostNetwork: z.boolean().optional(),
    os: z
      .enum(['linux', 'windows'])
      .optional()
      .describe('Written to the pod spec, and picks nodes of that system.'),
    runsOn: z
      .string()
      .optional()
      .describe(
        'Where its pods are: a node group, a node name, or fargate, windows, auto, hybrid, outposts, self-managed, karpenter. Default: any node that fits, Fargate where a profile matches.',
      ),
    createdAt: timeSchema.optional().describe('Of the controller.'),
    podsCreatedAt: timeSchema
      .optional()
      .describe(
        'Of the pods that run. Pods older than an association carry what was injected before it. Default: createdAt.',
      ),
    injection: z
      .enum(['auto', 'missed', 'irsa', 'pod-identity'])
      .optional()
      .describe(
        'What the webhook gave the pods that run at the start. auto (default): what it would have given at podsCreatedAt; missed: nothing; irsa or pod-identity: that, whatever holds now. Pods made later always get what holds then.',
      ),
    podStatus: z
      .enum(['Running', 'Pending', 'CrashLoopBackOff', 'Succeeded'])
      .optional()
      .describe('Default: Running.'),
    containers: z
      .array(containerSchema)
      .optional()
      .describe('Default: one container.'),
    initContainers: z.array(containerSchema).optional(),
    volumes: z.array(z.looseObject({})).optional(),
    suspended: z.boolean().optional().describe('Of a CronJob.'),
    owner: z
      .strictObject({
        apiVersion: z.string(),
        kind: z.string(),
        name: z.string(),
      })
      .optional()
      .describe('ownerReferences of the controller: the operator above it.'),
  })
  .describe('A controller (or bare pod) and the pods that it runs.');

export const serviceAccountSchema = z.strictObject({
  namespace: z.string().optional().describe('Default: default.'),
  name: z.string().min(1),
  annotations: stringMapSchema.optional(),
  labels: stringMapSchema.optional(),
  irsaRole: z
    .string()
    .optional()
    .describe(
      'A role (name or ARN): writes the annotation eks.amazonaws.com/role-arn.',
    ),
  createdAt: timeSchema.optional(),
  annotatedAt: timeSchema
    .optional()
    .describe(
      'Pods older than this have no IRSA variables. Default: createdAt.',
    ),
});

export const kubernetesSchema = z
  .strictObject({
    namespaces: z
      .array(
        z.union([
          z.string(),
          z.strictObject({
            name: z.string(),
            labels: stringMapSchema.optional(),
            annotations: stringMapSchema.optional(),
          }),
        ]),
      )
      .optional()
      .describe(
        'Only those that need labels: namespaces that something else names are added.',
      ),
    serviceAccounts: z
      .array(serviceAccountSchema)
      .optional()
      .describe(
        'Only those with annotations or labels: service accounts that a workload names are added.',
      ),
    workloads: z.array(workloadSchema).optional(),
    networkPolicies: z
      .array(
        z.strictObject({
          namespace: z.string(),
          name: z.string(),
          labels: stringMapSchema.optional(),
          spec: z.looseObject({}).describe('As in networking.k8s.io/v1.'),
        }),
      )
      .optional(),
    objects: z
      .array(rawManifestSchema)
      .optional()
      .describe('Anything else, as manifests (ConfigMap, custom resources …).'),
    enforceAccess: z
      .boolean()
      .optional()
      .describe(
        'true: only principals of accessEntries get in, others 401. Default: every caller of this account.',
      ),
    forbidden: z
      .array(z.string())
      .optional()
      .describe(
        'Resources that answer 403, such as pods, networkpolicies, nodes.',
      ),
  })
  .describe('What is in the cluster.');
