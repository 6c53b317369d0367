import { IRSA_ROLE_ANNOTATION } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  AddonFacts,
  AddonSubject,
  AssociationFacts,
  ClusterFacts,
  ClusterSubject,
  ControllerFacts,
  PodFacts,
  RoleFacts,
  ServiceAccountFacts,
  ServiceFacts,
  Sight,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  MappedService,
  mapServices,
  workloadKey,
} from '../services/mapServices';
import { associationOfAddon } from './addonIdentity';
import { bindingsOf } from './bindings';
import { clusterIndex } from './clusterIndex';
import { namespaceOfAddon, serviceAccountsOfAddon } from './data/addons';
import { innerSight, mapSight, valueOr } from './evidence';
import { addonId, workloadId } from './ids';
import { memo } from './memo';
import { defaultSdkJudge } from './sdk/defaultJudge';
import { SdkJudge } from './sdk/judge';
import { workloadSdk } from './sdk/sources';

/** A catalog entity and its workloads, by their ids. */
export interface ServiceSubject extends Omit<MappedService, 'workloads'> {
  workloadIds: string[];
}

/** Everything that can be judged. */
export interface Subjects {
  clusters: ClusterSubject[];
  workloads: WorkloadSubject[];
  addons: AddonSubject[];
  services: ServiceSubject[];
}

/**
 * Turns facts into what checks are asked about. Workloads are all service accounts with an association or the IRSA
 * annotation, those that pods or controllers run with (also without any binding), and those of add-ons.
 * @param options.judge judges SDKs by user agent, image and declaration; default: the table of minimums that ships
 */
export function deriveSubjects(
  facts: AccountFacts,
  options: { judge?: SdkJudge } = {},
): Subjects {
  const judge = options.judge ?? defaultSdkJudge();
  const clusters = [...facts.clusters].sort(
    (a, b) =>
      order(a.region, b.region) || order(a.name, b.name) || order(a.arn, b.arn),
  );
  const known = new Map(
    clusters.map(cluster => [cluster, clusterIndex(cluster).workloads]),
  );
  const mapped = mapServices(facts, known).sort((a, b) =>
    order(a.service.entityRef, b.service.entityRef),
  );
  const claims = claimsOf(mapped);
  return {
    clusters: clusters.map(cluster => ({
      scope: 'cluster',
      id: cluster.arn,
      cluster,
    })),
    workloads: clusters.flatMap(cluster =>
      [...clusterIndex(cluster).workloads]
        .sort()
        .map(key =>
          workloadSubject(
            facts,
            cluster,
            key,
            claims.get(cluster)?.get(key) ?? [],
            judge,
          ),
        ),
    ),
    addons: clusters.flatMap(cluster =>
      cluster.addons.seen
        ? [...cluster.addons.value]
            .sort((a, b) => order(a.name, b.name))
            .map(addon => addonSubject(facts, cluster, addon))
        : [],
    ),
    services: mapped.map(({ workloads, ...service }) => ({
      ...service,
      workloadIds: [...workloads].flatMap(([cluster, keys]) =>
        [...keys].sort().map(key => idOf(cluster, key)),
      ),
    })),
  };
}

function order(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function idOf(cluster: ClusterFacts, key: string): string {
  const [namespace, serviceAccount] = key.split('/');
  return workloadId(cluster.arn, cluster.createdAt, namespace, serviceAccount);
}

function claimsOf(
  mapped: MappedService[],
): Map<ClusterFacts, Map<string, ServiceFacts[]>> {
  const claims = new Map<ClusterFacts, Map<string, ServiceFacts[]>>();
  for (const { service, workloads } of mapped) {
    for (const [cluster, keys] of workloads) {
      const byKey = claims.get(cluster) ?? new Map<string, ServiceFacts[]>();
      claims.set(cluster, byKey);
      for (const key of keys) {
        byKey.set(key, [...(byKey.get(key) ?? []), service]);
      }
    }
  }
  return claims;
}

function workloadSubject(
  facts: AccountFacts,
  cluster: ClusterFacts,
  key: string,
  services: ServiceFacts[],
  judge: SdkJudge,
): WorkloadSubject {
  const index = clusterIndex(cluster);
  const [namespace, serviceAccount] = key.split('/');
  const { kubernetes } = cluster;
  const serviceAccountObject = mapSight(
    innerSight(kubernetes, ({ serviceAccounts }) => serviceAccounts),
    (): ServiceAccountFacts | undefined => index.serviceAccounts.get(key),
  );
  const pods = mapSight(
    innerSight(kubernetes, part => part.pods),
    (): PodFacts[] => index.pods.get(key) ?? [],
  );
  const controllers = mapSight(
    innerSight(kubernetes, part => part.controllers),
    (): ControllerFacts[] => index.controllers.get(key) ?? [],
  );
  const association = mapSight(
    cluster.associations,
    (): AssociationFacts | undefined => index.associations.get(key),
  );
  const irsaRole = mapSight(
    serviceAccountObject,
    object => object?.annotations[IRSA_ROLE_ANNOTATION] || undefined,
  );
  const irsaRoleArn = irsaRole.seen ? irsaRole.value : undefined;
  const roleArn =
    (association.seen ? association.value?.roleArn : undefined) ?? irsaRoleArn;
  const sdk = workloadSdk(
    {
      cluster,
      namespace,
      serviceAccount,
      pods,
      controllers,
      services,
      addon: index.addons.get(key),
    },
    facts,
    judge,
  );
  return {
    scope: 'workload',
    id: idOf(cluster, key),
    cluster,
    namespace,
    serviceAccount,
    serviceAccountObject,
    pods,
    controllers,
    association,
    irsaRoleArn,
    roleArn,
    role: roleOf(facts, roleArn),
    bindings: bindingsOf({
      pods,
      controllers,
      association,
      irsaRoleArn: irsaRole,
      sdk,
      nodeOf: pod => (pod.nodeName ? index.nodes.get(pod.nodeName) : undefined),
    }),
    addon: index.addons.get(key),
    services,
    sdk,
  };
}

function addonSubject(
  facts: AccountFacts,
  cluster: ClusterFacts,
  addon: AddonFacts,
): AddonSubject {
  const accounts = new Set(
    serviceAccountsOfAddon(addon).map(({ namespace, serviceAccount }) =>
      workloadKey(namespace, serviceAccount),
    ),
  );
  const namespace = namespaceOfAddon(addon);
  const associations = mapSight(cluster.associations, list =>
    list.filter(
      association =>
        association.ownerArn === addon.arn ||
        addon.podIdentityAssociationArns.includes(association.arn) ||
        accounts.has(
          workloadKey(association.namespace, association.serviceAccount),
        ),
    ),
  );
  // An association whose role could not be read leaves the role open: the one of IRSA no longer counts beside it.
  const association = associationOfAddon(addon, valueOr(associations, []));
  return {
    scope: 'addon',
    id: addonId(cluster.arn, cluster.createdAt, addon.name),
    cluster,
    // The usual namespace, where the API does not tell it: plans need it.
    addon: namespace && !addon.namespace ? { ...addon, namespace } : addon,
    associations,
    role: roleOf(
      facts,
      association ? association.roleArn : addon.serviceAccountRoleArn,
    ),
  };
}

const rolesByArn = memo(
  (roles: RoleFacts[]) => new Map(roles.map(role => [role.arn, role])),
);

/** A role by its ARN, if the roles could be listed. */
export function roleOf(
  facts: AccountFacts,
  arn: string | undefined,
): Sight<RoleFacts | undefined> {
  return mapSight(facts.iam.roles, roles =>
    arn ? rolesByArn(roles).get(arn) : undefined,
  );
}
