import type { Controller, KubeObject, Pod } from '../objects';
import type { Resource } from '../store/resources';
import { humanDuration } from './duration';

/** A column of `kubectl get`. */
export interface Column {
  name: string;
  type?: 'string' | 'integer';
  format?: string;
  /** Only with `-o wide`. */
  wide?: boolean;
  cell: (object: KubeObject, now: Date) => string | number | boolean;
}

const none = '<none>';

function since(time: unknown, now: Date): string {
  return typeof time === 'string'
    ? humanDuration(now.getTime() - new Date(time).getTime())
    : '<unknown>';
}

const nameColumn: Column = {
  name: 'Name',
  format: 'name',
  cell: ({ metadata }) => metadata.name,
};

const ageColumn: Column = {
  name: 'Age',
  cell: ({ metadata }, now) => since(metadata.creationTimestamp, now),
};

function statusNumber(member: string) {
  return (object: KubeObject) => Number(object.status?.[member] ?? 0);
}

function text(value: unknown): string {
  return value === undefined || value === null || value === ''
    ? none
    : String(value);
}

function containersOf(object: KubeObject): { name: string; image: string }[] {
  const spec = object.spec as Partial<Controller['spec']> & {
    jobTemplate?: { spec: { template: Controller['spec']['template'] } };
  };
  const template = spec?.jobTemplate?.spec.template ?? spec?.template;
  return template?.spec.containers ?? [];
}

function selectorText(selector: unknown): string {
  const labels = (selector as { matchLabels?: Record<string, string> })
    ?.matchLabels;
  return labels && Object.keys(labels).length > 0
    ? Object.entries(labels)
        .map(pair => pair.join('='))
        .join(',')
    : none;
}

const templateColumns: Column[] = [
  {
    name: 'Containers',
    wide: true,
    cell: object =>
      containersOf(object)
        .map(({ name }) => name)
        .join(','),
  },
  {
    name: 'Images',
    wide: true,
    cell: object =>
      containersOf(object)
        .map(({ image }) => image)
        .join(','),
  },
];

const selectorColumn: Column = {
  name: 'Selector',
  wide: true,
  cell: ({ spec }) => selectorText(spec?.selector),
};

type ContainerStatus = {
  ready: boolean;
  restartCount: number;
  state: { waiting?: { reason: string }; terminated?: { reason: string } };
};

function containerStatuses(pod: KubeObject): ContainerStatus[] {
  return (pod.status?.containerStatuses ?? []) as ContainerStatus[];
}

function podReason(object: KubeObject): string {
  const pod = object as Pod;
  if (pod.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  for (const { state } of containerStatuses(pod)) {
    const reason = state.waiting?.reason ?? state.terminated?.reason;
    if (reason) {
      return reason;
    }
  }
  return pod.status.phase;
}

function conditionOf(object: KubeObject, type: string) {
  return (
    (object.status?.conditions ?? []) as { type: string; status: string }[]
  ).find(each => each.type === type);
}

function nodeRoles(object: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(object.metadata.labels ?? {})
    .filter(key => key.startsWith(prefix))
    .map(key => key.slice(prefix.length));
  return roles.length > 0 ? roles.join(',') : none;
}

function nodeStatus(object: KubeObject): string {
  const ready = conditionOf(object, 'Ready')?.status === 'True';
  return `${ready ? 'Ready' : 'NotReady'}${
    object.spec?.unschedulable ? ',SchedulingDisabled' : ''
  }`;
}

function nodeInfo(member: string) {
  return (object: KubeObject) =>
    text((object.status?.nodeInfo as Record<string, unknown>)?.[member]);
}

function address(type: string) {
  return (object: KubeObject) =>
    (
      (object.status?.addresses ?? []) as { type: string; address: string }[]
    ).find(each => each.type === type)?.address ?? none;
}

function jobDuration(object: KubeObject, now: Date): string {
  const { startTime, completionTime } = (object.status ?? {}) as Record<
    string,
    string | undefined
  >;
  return startTime
    ? since(startTime, completionTime ? new Date(completionTime) : now)
    : '';
}

function jobStatus(object: KubeObject): string {
  if (conditionOf(object, 'Complete')?.status === 'True') {
    return 'Complete';
  }
  if (conditionOf(object, 'Failed')?.status === 'True') {
    return 'Failed';
  }
  return object.spec?.suspend ? 'Suspended' : 'Running';
}

function count(name: string, member: string): Column {
  return { name, type: 'integer', cell: statusNumber(member) };
}

/** Columns between name and age, and those after it, as Kubernetes' own printers have them. */
const columns: Record<string, { before: Column[]; after?: Column[] }> = {
  Pod: {
    before: [
      {
        name: 'Ready',
        cell: object =>
          `${containerStatuses(object).filter(({ ready }) => ready).length}/${
            (object as Pod).spec.containers.length
          }`,
      },
      { name: 'Status', cell: podReason },
      {
        name: 'Restarts',
        cell: object =>
          String(
            containerStatuses(object).reduce(
              (total, { restartCount }) => total + restartCount,
              0,
            ),
          ),
      },
    ],
    after: [
      { name: 'IP', wide: true, cell: ({ status }) => text(status?.podIP) },
      { name: 'Node', wide: true, cell: ({ spec }) => text(spec?.nodeName) },
      { name: 'Nominated Node', wide: true, cell: () => none },
      { name: 'Readiness Gates', wide: true, cell: () => none },
    ],
  },
  Deployment: {
    before: [
      {
        name: 'Ready',
        cell: object =>
          `${statusNumber('readyReplicas')(object)}/${
            object.spec?.replicas ?? 1
          }`,
      },
      { ...count('Up-to-date', 'updatedReplicas') },
      { ...count('Available', 'availableReplicas') },
    ],
    after: [...templateColumns, selectorColumn],
  },
  ReplicaSet: {
    before: [
      {
        name: 'Desired',
        type: 'integer',
        cell: ({ spec }) => Number(spec?.replicas ?? 1),
      },
      count('Current', 'replicas'),
      count('Ready', 'readyReplicas'),
    ],
    after: [...templateColumns, selectorColumn],
  },
  StatefulSet: {
    before: [
      {
        name: 'Ready',
        cell: object =>
          `${statusNumber('readyReplicas')(object)}/${
            object.spec?.replicas ?? 1
          }`,
      },
    ],
    after: templateColumns,
  },
  DaemonSet: {
    before: [
      count('Desired', 'desiredNumberScheduled'),
      count('Current', 'currentNumberScheduled'),
      count('Ready', 'numberReady'),
      count('Up-to-date', 'updatedNumberScheduled'),
      count('Available', 'numberAvailable'),
      {
        name: 'Node Selector',
        cell: object =>
          selectorText({
            matchLabels: (object as Controller).spec.template.spec.nodeSelector,
          }),
      },
    ],
    after: [...templateColumns, selectorColumn],
  },
  Job: {
    before: [
      { name: 'Status', cell: jobStatus },
      {
        name: 'Completions',
        cell: object =>
          `${statusNumber('succeeded')(object)}/${
            object.spec?.completions ?? 1
          }`,
      },
      { name: 'Duration', cell: jobDuration },
    ],
    after: [...templateColumns, selectorColumn],
  },
  CronJob: {
    before: [
      { name: 'Schedule', cell: ({ spec }) => text(spec?.schedule) },
      { name: 'Timezone', cell: ({ spec }) => text(spec?.timeZone) },
      {
        name: 'Suspend',
        cell: ({ spec }) => (spec?.suspend ? 'True' : 'False'),
      },
      {
        name: 'Active',
        type: 'integer',
        cell: ({ status }) => ((status?.active ?? []) as unknown[]).length,
      },
      {
        name: 'Last Schedule',
        cell: ({ status }, now) =>
          status?.lastScheduleTime ? since(status.lastScheduleTime, now) : none,
      },
    ],
    after: [...templateColumns, { ...selectorColumn, cell: () => none }],
  },
  Node: {
    before: [
      { name: 'Status', cell: nodeStatus },
      { name: 'Roles', cell: nodeRoles },
    ],
    after: [
      { name: 'Version', cell: nodeInfo('kubeletVersion') },
      { name: 'Internal-IP', wide: true, cell: address('InternalIP') },
      { name: 'External-IP', wide: true, cell: address('ExternalIP') },
      { name: 'OS-Image', wide: true, cell: nodeInfo('osImage') },
      { name: 'Kernel-Version', wide: true, cell: nodeInfo('kernelVersion') },
      {
        name: 'Container-Runtime',
        wide: true,
        cell: nodeInfo('containerRuntimeVersion'),
      },
    ],
  },
  Namespace: {
    before: [{ name: 'Status', cell: ({ status }) => text(status?.phase) }],
  },
  ServiceAccount: {
    before: [
      {
        name: 'Secrets',
        type: 'integer',
        cell: ({ secrets }) => ((secrets ?? []) as unknown[]).length,
      },
    ],
  },
  ConfigMap: {
    before: [
      {
        name: 'Data',
        type: 'integer',
        cell: ({ data }) => Object.keys((data ?? {}) as object).length,
      },
    ],
  },
  NetworkPolicy: {
    before: [
      {
        name: 'Pod-Selector',
        cell: ({ spec }) => selectorText(spec?.podSelector),
      },
    ],
  },
  ControllerRevision: {
    before: [
      {
        name: 'Controller',
        cell: ({ metadata }) => {
          const owner = metadata.ownerReferences?.[0];
          return owner
            ? `${owner.kind.toLowerCase()}.apps/${owner.name}`
            : none;
        },
      },
      {
        name: 'Revision',
        type: 'integer',
        cell: ({ revision }) => Number(revision),
      },
    ],
  },
  ClusterRoleBinding: {
    before: [{ name: 'Role', cell: roleOf }],
  },
  RoleBinding: {
    before: [{ name: 'Role', cell: roleOf }],
  },
};

/** These have `Created At` in place of an age. */
const createdAtKinds = new Set([
  'ClusterRole',
  'Role',
  'CustomResourceDefinition',
]);

function roleOf({ roleRef }: KubeObject): string {
  const { kind, name } = (roleRef ?? {}) as { kind?: string; name?: string };
  return `${kind}/${name}`;
}

/** The columns that `kubectl get` shows for a kind. */
export function columnsOf(resource: Resource): Column[] {
  if (!resource.custom && createdAtKinds.has(resource.kind)) {
    return [
      nameColumn,
      {
        name: 'Created At',
        cell: ({ metadata }) => metadata.creationTimestamp,
      },
    ];
  }
  const own = resource.custom ? undefined : columns[resource.kind];
  return [nameColumn, ...(own?.before ?? []), ageColumn, ...(own?.after ?? [])];
}
