import { apiVersionOf, type Resource } from '../store/resources';
import type { ClusterContext } from '../context';
import { stableHex } from '../names';
import { reviewResources } from './reviews';

const readVerbs = ['get', 'list', 'watch'];
const allVerbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

function verbsOf(resource: Resource): string[] {
  return resource.kind === 'Secret' ? readVerbs : allVerbs;
}

const subresourceKinds: Record<
  string,
  { group: string; version: string; kind: string; verbs: string[] } | undefined
> = {
  scale: {
    group: 'autoscaling',
    version: 'v1',
    kind: 'Scale',
    verbs: ['get', 'patch', 'update'],
  },
  eviction: {
    group: 'policy',
    version: 'v1',
    kind: 'Eviction',
    verbs: ['create'],
  },
};

/** Groups with their versions and resources, the core group first, the others in the order of their names. */
function groupsOf(
  context: ClusterContext,
): Map<string, Map<string, Resource[]>> {
  const groups = new Map<string, Map<string, Resource[]>>();
  const all = [...context.store.registry.list(), ...reviewResources].sort(
    (a, b) => (a.group < b.group ? -1 : Number(a.group > b.group)),
  );
  for (const resource of all) {
    const versions = groups.get(resource.group) ?? new Map();
    versions.set(resource.version, [
      ...(versions.get(resource.version) ?? []),
      resource,
    ]);
    groups.set(resource.group, versions);
  }
  return groups;
}

function verbsServed(resource: Resource): string[] {
  return reviewResources.includes(resource) ? ['create'] : verbsOf(resource);
}

function plainResources(resources: Resource[]) {
  return resources.flatMap(resource => [
    {
      name: resource.plural,
      singularName: resource.singular,
      namespaced: resource.namespaced,
      kind: resource.kind,
      verbs: verbsServed(resource),
      ...(resource.shortNames.length > 0 && {
        shortNames: resource.shortNames,
      }),
      ...(resource.categories.length > 0 && {
        categories: resource.categories,
      }),
    },
    ...resource.subresources.map(name => {
      const known = subresourceKinds[name];
      return {
        name: `${resource.plural}/${name}`,
        singularName: '',
        namespaced: resource.namespaced,
        ...(known && { group: known.group, version: known.version }),
        kind: known?.kind ?? resource.kind,
        verbs: known?.verbs ?? ['get', 'patch', 'update'],
      };
    }),
  ]);
}

function aggregatedResources(resources: Resource[]) {
  return resources.map(resource => ({
    resource: resource.plural,
    responseKind: {
      group: resource.group,
      version: resource.version,
      kind: resource.kind,
    },
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: verbsServed(resource),
    ...(resource.shortNames.length > 0 && { shortNames: resource.shortNames }),
    ...(resource.categories.length > 0 && { categories: resource.categories }),
    ...(resource.subresources.length > 0 && {
      subresources: resource.subresources.map(name => {
        const known = subresourceKinds[name];
        return {
          subresource: name,
          responseKind: {
            group: known?.group ?? resource.group,
            version: known?.version ?? resource.version,
            kind: known?.kind ?? resource.kind,
          },
          verbs: known?.verbs ?? ['get', 'patch', 'update'],
        };
      }),
    }),
  }));
}

/** Everything at once, for `/api` (core group only) and `/apis` (all others). */
function aggregated(context: ClusterContext, core: boolean) {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: [...groupsOf(context)]
      .filter(([group]) => (group === '') === core)
      .map(([group, versions]) => ({
        metadata: { ...(group && { name: group }), creationTimestamp: null },
        versions: [...versions].map(([version, resources]) => ({
          version,
          resources: aggregatedResources(resources),
          freshness: 'Current',
        })),
      })),
  };
}

function groupOf(group: string, versions: Map<string, Resource[]>) {
  const served = [...versions.keys()].map(version => ({
    groupVersion: apiVersionOf({ group, version }),
    version,
  }));
  return { name: group, versions: served, preferredVersion: served[0] };
}

function versionInfo(context: ClusterContext) {
  const { version } = context.cluster;
  const [major, minor] = version.split('.');
  return {
    major,
    minor: `${minor}+`,
    gitVersion: `v${version}.${1 + (Number(minor) % 5)}-eks-${stableHex(
      `apiserver ${version}`,
      7,
    )}`,
    gitCommit: stableHex(`commit ${version}`, 40),
    gitTreeState: 'clean',
    buildDate: '2026-01-15T00:00:00Z',
    goVersion: 'go1.24.4',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

/** A document of the discovery, with the content type that it goes by. */
export interface DiscoveryDocument {
  contentType: string;
  body: unknown;
}

function wantsAggregated(accept: string | undefined): boolean {
  return (
    /g=apidiscovery\.k8s\.io/.test(accept ?? '') &&
    /v=v2(?:[;,\s]|$)/.test(accept ?? '')
  );
}

/** Answers the paths of the discovery; undefined for any other. */
export function discover(
  context: ClusterContext,
  steps: string[],
  accept: string | undefined,
): DiscoveryDocument | undefined {
  const plain = (body: unknown) => ({ contentType: 'application/json', body });
  const [root, ...rest] = steps;
  if (steps.length === 1 && root === 'version') {
    return plain(versionInfo(context));
  }
  if (root !== 'api' && root !== 'apis') {
    return undefined;
  }
  if (rest.length === 0) {
    if (wantsAggregated(accept)) {
      return {
        contentType:
          'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
        body: aggregated(context, root === 'api'),
      };
    }
    return root === 'api'
      ? plain({
          kind: 'APIVersions',
          versions: ['v1'],
          serverAddressByClientCIDRs: [],
        })
      : plain({
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: [...groupsOf(context)]
            .filter(([group]) => group !== '')
            .map(([group, versions]) => groupOf(group, versions)),
        });
  }
  const [group, version] = root === 'api' ? ['', rest[0]] : rest;
  if (rest.length > (root === 'api' ? 1 : 2)) {
    return undefined;
  }
  const versions = groupsOf(context).get(group);
  if (!versions) {
    return undefined;
  }
  if (version === undefined) {
    return plain({
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...groupOf(group, versions),
    });
  }
  const resources = versions.get(version);
  return (
    resources &&
    plain({
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: apiVersionOf({ group, version }),
      resources: plainResources(resources),
    })
  );
}
