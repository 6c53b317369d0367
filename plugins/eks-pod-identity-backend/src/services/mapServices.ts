import {
  Evidence,
  MissingSight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  ClusterFacts,
  ServiceFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { missingOf } from '../readiness/evidence';
import { memo } from '../readiness/memo';
import { EntityMapping, readMapping } from './annotations';
import { labelsMatch, LabelRequirement } from './labelSelector';

/** Name of a workload inside its cluster. */
export function workloadKey(namespace: string, serviceAccount: string): string {
  return `${namespace}/${serviceAccount}`;
}

/** One catalog entity and the workloads that are its own. */
export interface MappedService {
  service: ServiceFacts;
  /** By cluster, the keys ({@link workloadKey}) of its workloads. */
  workloads: Map<ClusterFacts, Set<string>>;
  /** How they were found: annotation and value. */
  evidence: Evidence[];
  /** What is wrong with the annotations, in words. */
  faults: string[];
  /** False where the entity has no annotation that could name workloads. */
  annotated: boolean;
  /** Clusters and regions where workloads of it may be that could not be seen. */
  missing: MissingSight[];
}

const unseenIn = memo((cluster: ClusterFacts): MissingSight[] => {
  if (!cluster.kubernetes.seen) {
    return [
      missingOf(
        `Kubernetes API of cluster ${cluster.name}`,
        cluster.kubernetes,
      ),
    ];
  }
  const { serviceAccounts, pods, controllers } = cluster.kubernetes.value;
  return Object.entries({
    'service accounts': serviceAccounts,
    pods,
    controllers,
  }).flatMap(([what, sight]) =>
    sight.seen ? [] : [missingOf(`${what} of cluster ${cluster.name}`, sight)],
  );
});

const serviceAccountKeys = memo(
  (cluster: ClusterFacts): Set<string> =>
    new Set(
      cluster.kubernetes.seen && cluster.kubernetes.value.serviceAccounts.seen
        ? cluster.kubernetes.value.serviceAccounts.value.map(
            ({ namespace, name }) => workloadKey(namespace, name),
          )
        : [],
    ),
);

/**
 * Finds the workloads of every catalog entity (design: decisions, 'which workloads belong to a catalog entity').
 * @param known the workloads that exist, by cluster; only these are ever claimed
 */
export function mapServices(
  facts: AccountFacts,
  known: Map<ClusterFacts, Set<string>>,
): MappedService[] {
  if (!facts.services.seen) {
    return [];
  }
  return facts.services.value.map(service => {
    const mapping = readMapping(service.annotations);
    const workloads = new Map<ClusterFacts, Set<string>>();
    for (const cluster of facts.clusters) {
      const found = findIn(cluster, mapping, known.get(cluster) ?? new Set());
      if (found.size) {
        workloads.set(cluster, found);
      }
    }
    return {
      service,
      workloads,
      annotated: mapping.by !== 'nothing',
      evidence: evidenceOfMapping(service, mapping),
      faults: [
        ...(mapping.by === 'nothing' ? [] : mapping.faults),
        ...unknownClusters(facts, mapping),
        ...unknownAccounts(facts, mapping, known),
      ],
      missing: mapping.by === 'nothing' ? [] : missingFor(facts, mapping),
    };
  });
}

function findIn(
  cluster: ClusterFacts,
  mapping: EntityMapping,
  known: Set<string>,
): Set<string> {
  if (mapping.by === 'nothing') {
    return new Set();
  }
  if (mapping.by === 'service-accounts') {
    return new Set(
      mapping.named
        .filter(({ cluster: name }) => !name || name === cluster.name)
        .map(({ namespace, name }) => workloadKey(namespace, name))
        .filter(key => known.has(key)),
    );
  }
  if (
    !mapping.requirements.length ||
    (mapping.cluster && mapping.cluster !== cluster.name)
  ) {
    return new Set();
  }
  return new Set(
    candidates(cluster, mapping.requirements)
      .filter(
        ({ namespace, labels }) =>
          (!mapping.namespace || namespace === mapping.namespace) &&
          labelsMatch(labels, mapping.requirements),
      )
      .map(({ workload }) => workload)
      .filter(key => known.has(key)),
  );
}

interface Labelled {
  namespace: string;
  labels: Record<string, string>;
  workload: string;
}

interface LabelIndex {
  all: Labelled[];
  byLabel: Map<string, Labelled[]>;
}

/** Everything in a cluster that carries labels and leads to a service account. */
const labelIndex = memo((cluster: ClusterFacts): LabelIndex => {
  const all: Labelled[] = [];
  if (cluster.kubernetes.seen) {
    const { serviceAccounts, pods, controllers } = cluster.kubernetes.value;
    for (const { namespace, name, labels } of serviceAccounts.seen
      ? serviceAccounts.value
      : []) {
      all.push({ namespace, labels, workload: workloadKey(namespace, name) });
    }
    for (const { namespace, labels, serviceAccount } of pods.seen
      ? pods.value
      : []) {
      all.push({
        namespace,
        labels,
        workload: workloadKey(namespace, serviceAccount),
      });
    }
    for (const controller of controllers.seen ? controllers.value : []) {
      const { namespace, serviceAccount } = controller;
      const workload = workloadKey(namespace, serviceAccount);
      all.push({ namespace, labels: controller.labels, workload });
      all.push({ namespace, labels: controller.templateLabels, workload });
    }
  }
  const byLabel = new Map<string, Labelled[]>();
  for (const object of all) {
    for (const [key, value] of Object.entries(object.labels)) {
      const label = `${key}=${value}`;
      const list = byLabel.get(label);
      if (list) {
        list.push(object);
      } else {
        byLabel.set(label, [object]);
      }
    }
  }
  return { all, byLabel };
});

/** Narrowed down by the first requirement that names values; without one, everything. */
function candidates(
  cluster: ClusterFacts,
  requirements: LabelRequirement[],
): Labelled[] {
  const index = labelIndex(cluster);
  const first = requirements.find(({ operator }) => operator === 'In');
  return first
    ? first.values.flatMap(
        value => index.byLabel.get(`${first.key}=${value}`) ?? [],
      )
    : index.all;
}

function evidenceOfMapping(
  service: ServiceFacts,
  mapping: EntityMapping,
): Evidence[] {
  if (mapping.by === 'nothing') {
    return [];
  }
  const narrowed =
    mapping.by === 'labels'
      ? [
          mapping.namespace && `namespace ${mapping.namespace}`,
          mapping.cluster && `cluster ${mapping.cluster}`,
        ].filter(Boolean)
      : [];
  return [
    {
      what: `${mapping.annotation}: ${mapping.value}${
        narrowed.length ? ` (in ${narrowed.join(', ')})` : ''
      }`,
      source: 'catalog',
      where: service.entityRef,
    },
  ];
}

/** Clusters that an entity names and that are nowhere, if all regions were seen. */
function unknownClusters(
  facts: AccountFacts,
  mapping: EntityMapping,
): string[] {
  if (mapping.by === 'nothing' || facts.unseenRegions.length) {
    return [];
  }
  return clusterNames(mapping)
    .filter(name => !facts.clusters.some(cluster => cluster.name === name))
    .map(
      name =>
        `${mapping.annotation}: there is no cluster '${name}' among those that are read`,
    );
}

/** Service accounts that an entity names and that no cluster has, if everything was seen: a misspelt name hides a workload. */
function unknownAccounts(
  facts: AccountFacts,
  mapping: EntityMapping,
  known: Map<ClusterFacts, Set<string>>,
): string[] {
  if (
    mapping.by !== 'service-accounts' ||
    facts.unseenRegions.length ||
    facts.clusters.some(cluster => unseenIn(cluster).length)
  ) {
    return [];
  }
  return mapping.named
    .filter(
      ({ namespace, name, cluster: only }) =>
        !facts.clusters.some(
          cluster =>
            (!only || only === cluster.name) &&
            (known.get(cluster)?.has(workloadKey(namespace, name)) ||
              serviceAccountKeys(cluster).has(workloadKey(namespace, name))),
        ),
    )
    .map(
      ({ namespace, name, cluster }) =>
        `${
          mapping.annotation
        }: there is no service account ${namespace}/${name} in ${
          cluster ?? 'any cluster that is read'
        }`,
    );
}

function clusterNames(mapping: EntityMapping): string[] {
  switch (mapping.by) {
    case 'labels':
      return mapping.cluster ? [mapping.cluster] : [];
    case 'service-accounts':
      return [
        ...new Set(mapping.named.flatMap(({ cluster }) => cluster ?? [])),
      ];
    default:
      return [];
  }
}

/** Where workloads of the entity may be, unseen: a verdict over the rest would be too good. */
function missingFor(
  facts: AccountFacts,
  mapping: Exclude<EntityMapping, { by: 'nothing' }>,
): MissingSight[] {
  const names = clusterNames(mapping);
  const anyCluster =
    mapping.by === 'labels'
      ? !mapping.cluster
      : mapping.named.some(({ cluster }) => !cluster);
  const concerned = facts.clusters.filter(
    ({ name }) => anyCluster || names.includes(name),
  );
  const missing: MissingSight[] = [];
  for (const { region, reason, permission } of facts.unseenRegions) {
    if (
      anyCluster ||
      names.some(name => !facts.clusters.some(c => c.name === name))
    ) {
      missing.push({
        what: `Clusters of region ${region}`,
        reason,
        ...(permission ? { permission } : {}),
      });
    }
  }
  for (const cluster of concerned) {
    missing.push(...unseenIn(cluster));
  }
  return missing;
}
