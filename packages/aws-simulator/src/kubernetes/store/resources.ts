import type { KubeObject } from '../objects';

/** A kind that the API serves. */
export interface Resource {
  /** '' for the core group. */
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  /** Names after the object's: scale, status … */
  subresources: string[];
  /** Custom kinds know no strategic merge. */
  custom: boolean;
}

type Row = [
  kind: string,
  plural: string,
  namespaced: boolean,
  shortNames?: string,
  options?: { categories?: string[]; subresources?: string[] },
];

const all = ['all'];

const builtIn: Record<string, Row[]> = {
  v1: [
    ['ConfigMap', 'configmaps', true, 'cm'],
    ['Endpoints', 'endpoints', true, 'ep'],
    ['Event', 'events', true, 'ev'],
    ['LimitRange', 'limitranges', true, 'limits'],
    ['Namespace', 'namespaces', false, 'ns', { subresources: ['status'] }],
    ['Node', 'nodes', false, 'no', { subresources: ['status'] }],
    ['PersistentVolumeClaim', 'persistentvolumeclaims', true, 'pvc'],
    ['PersistentVolume', 'persistentvolumes', false, 'pv'],
    [
      'Pod',
      'pods',
      true,
      'po',
      { categories: all, subresources: ['eviction', 'status'] },
    ],
    [
      'ReplicationController',
      'replicationcontrollers',
      true,
      'rc',
      { categories: all },
    ],
    ['ResourceQuota', 'resourcequotas', true, 'quota'],
    ['Secret', 'secrets', true],
    ['ServiceAccount', 'serviceaccounts', true, 'sa'],
    ['Service', 'services', true, 'svc', { categories: all }],
  ],
  'admissionregistration.k8s.io/v1': [
    ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', false],
    [
      'ValidatingWebhookConfiguration',
      'validatingwebhookconfigurations',
      false,
    ],
  ],
  'apiextensions.k8s.io/v1': [
    [
      'CustomResourceDefinition',
      'customresourcedefinitions',
      false,
      'crd,crds',
      { categories: ['api-extensions'] },
    ],
  ],
  'apps/v1': [
    ['ControllerRevision', 'controllerrevisions', true],
    [
      'DaemonSet',
      'daemonsets',
      true,
      'ds',
      { categories: all, subresources: ['status'] },
    ],
    [
      'Deployment',
      'deployments',
      true,
      'deploy',
      { categories: all, subresources: ['scale', 'status'] },
    ],
    [
      'ReplicaSet',
      'replicasets',
      true,
      'rs',
      { categories: all, subresources: ['scale', 'status'] },
    ],
    [
      'StatefulSet',
      'statefulsets',
      true,
      'sts',
      { categories: all, subresources: ['scale', 'status'] },
    ],
  ],
  'autoscaling/v2': [
    [
      'HorizontalPodAutoscaler',
      'horizontalpodautoscalers',
      true,
      'hpa',
      { categories: all },
    ],
  ],
  'batch/v1': [
    [
      'CronJob',
      'cronjobs',
      true,
      'cj',
      { categories: all, subresources: ['status'] },
    ],
    ['Job', 'jobs', true, '', { categories: all, subresources: ['status'] }],
  ],
  'networking.k8s.io/v1': [
    ['Ingress', 'ingresses', true, 'ing'],
    ['NetworkPolicy', 'networkpolicies', true, 'netpol'],
  ],
  'policy/v1': [['PodDisruptionBudget', 'poddisruptionbudgets', true, 'pdb']],
  'rbac.authorization.k8s.io/v1': [
    ['ClusterRoleBinding', 'clusterrolebindings', false],
    ['ClusterRole', 'clusterroles', false],
    ['RoleBinding', 'rolebindings', true],
    ['Role', 'roles', true],
  ],
  'storage.k8s.io/v1': [
    ['CSIDriver', 'csidrivers', false],
    ['StorageClass', 'storageclasses', false, 'sc'],
  ],
};

function splitApiVersion(apiVersion: string): {
  group: string;
  version: string;
} {
  const [first, second] = apiVersion.split('/');
  return second === undefined
    ? { group: '', version: first }
    : { group: first, version: second };
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(resource: {
  group: string;
  version: string;
}): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

function builtInResources(): Resource[] {
  return Object.entries(builtIn).flatMap(([apiVersion, rows]) =>
    rows.map(([kind, plural, namespaced, shortNames, options]) => ({
      ...splitApiVersion(apiVersion),
      kind,
      plural,
      singular: kind.toLowerCase(),
      namespaced,
      shortNames: shortNames ? shortNames.split(',') : [],
      categories: options?.categories ?? [],
      subresources: options?.subresources ?? [],
      custom: false,
    })),
  );
}

function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (/[^aeiou]y$/.test(lower)) {
    return `${lower.slice(0, -1)}ies`;
  }
  return /(?:s|x|z|ch|sh)$/.test(lower) ? `${lower}es` : `${lower}s`;
}

/** The kinds of one cluster: Kubernetes' own, and custom ones as objects or definitions bring them. */
export class ResourceRegistry {
  private readonly resources = builtInResources();

  list(): readonly Resource[] {
    return this.resources;
  }

  byPlural(
    group: string,
    version: string,
    plural: string,
  ): Resource | undefined {
    return this.resources.find(
      one =>
        one.group === group && one.version === version && one.plural === plural,
    );
  }

  byKind(apiVersion: string, kind: string): Resource | undefined {
    const { group, version } = splitApiVersion(apiVersion);
    return this.resources.find(
      one =>
        one.group === group && one.version === version && one.kind === kind,
    );
  }

  /** The kind of an object; a custom one is registered when it is first seen. */
  ensure(object: {
    apiVersion: string;
    kind: string;
    metadata: { namespace?: string };
  }): Resource {
    const known = this.byKind(object.apiVersion, object.kind);
    if (known) {
      return known;
    }
    const custom: Resource = {
      ...splitApiVersion(object.apiVersion),
      kind: object.kind,
      plural: pluralOf(object.kind),
      singular: object.kind.toLowerCase(),
      namespaced: object.metadata.namespace !== undefined,
      shortNames: [],
      categories: [],
      subresources: ['status'],
      custom: true,
    };
    this.resources.push(custom);
    return custom;
  }

  /** Registers the served versions of a CustomResourceDefinition. */
  define(definition: KubeObject): void {
    const spec = (definition.spec ?? {}) as {
      group?: string;
      scope?: string;
      names?: {
        kind?: string;
        plural?: string;
        singular?: string;
        shortNames?: string[];
        categories?: string[];
      };
      versions?: { name: string; served?: boolean }[];
    };
    const { group, names } = spec;
    if (!group || !names?.kind || !names.plural) {
      return;
    }
    for (const { name: version, served } of spec.versions ?? []) {
      if (served === false) {
        continue;
      }
      const resource: Resource = {
        group,
        version,
        kind: names.kind,
        plural: names.plural,
        singular: names.singular ?? names.kind.toLowerCase(),
        namespaced: spec.scope !== 'Cluster',
        shortNames: names.shortNames ?? [],
        categories: names.categories ?? [],
        subresources: ['status'],
        custom: true,
      };
      const index = this.resources.findIndex(
        one =>
          one.group === group &&
          one.version === version &&
          one.kind === names.kind,
      );
      if (index >= 0) {
        this.resources[index] = resource;
      } else {
        this.resources.push(resource);
      }
    }
  }
}
