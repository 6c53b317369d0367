import {
  ClusterFacts,
  ControllerFacts,
  CustomKindFacts,
  IdentityUserFacts,
  PodSpecFacts,
  ReadMark,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { MissingSight } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { innerSight, missingOf, valueOr } from './evidence';
import { memo } from './memo';

/**
 * Checks whose failure the switch does not make worse: what uses IRSA beside the pods goes on as before, as long as annotation
 * and OIDC statement stay. They are no reason to refuse a migration, and make no time bomb.
 */
export const UNTOUCHED_BY_THE_SWITCH: ReadonlySet<string> = new Set([
  'irsa-consumers',
]);

/** A custom resource that uses a workload's service account by IRSA. */
export interface IdentityUse {
  kind: string;
  resource: string;
  /** `orders/secrets`, or the name alone. */
  name: string;
  /** It has a token exchanged, pods mount what it fetches, or it takes the role from the annotation. */
  how: 'token' | 'mount' | 'role';
  annotation: 'needed' | 'optional' | 'unused';
  read: ReadMark;
}

/** What uses a workload's service account, what may, and what could not be seen of it. */
export interface IdentityUses {
  certain: IdentityUse[];
  possible: IdentityUse[];
  missing: MissingSight[];
  /** Kinds that were read. */
  read: string[];
}

type Kind = CustomKindFacts<IdentityUserFacts>;

/** Kinds that say what KEDA scales, and with which identity. */
const SCALERS = ['ScaledObject', 'ScaledJob'];
const AUTHENTICATIONS = [
  'TriggerAuthentication',
  'ClusterTriggerAuthentication',
];

/** Uses of a workload's service account by custom resources. */
export const usesOf = memo((workload: WorkloadSubject): IdentityUses => {
  const { cluster } = workload;
  const sight = innerSight(cluster.kubernetes, part => part.identityUsers);
  if (!sight.seen) {
    return {
      certain: [],
      possible: [],
      missing:
        mayBeLent(workload) || mountsSecrets(workload)
          ? [missingOf(`Custom resources of ${cluster.name}`, sight)]
          : [],
      read: [],
    };
  }
  const uses: IdentityUses = {
    certain: [],
    possible: [],
    missing: [],
    read: [],
  };
  for (const kind of sight.value) {
    const { objects, resource } = kind;
    if (!objects.seen) {
      if (concerns(kind, workload)) {
        uses.missing.push(missingOf(`${resource} of ${cluster.name}`, objects));
      }
      continue;
    }
    uses.read.push(resource);
    for (const object of objects.value) {
      const use = useOf(kind, object, workload, sight.value);
      if (use) {
        uses[use.certain ? 'certain' : 'possible'].push({
          kind: kind.kind,
          resource,
          name: object.namespace
            ? `${object.namespace}/${object.name}`
            : object.name,
          read: objects.read,
          how: use.how,
          annotation: use.annotation,
        });
      }
    }
  }
  return uses;
});

/** Whether custom resources could take a role from it: it has the annotation, or that could not be seen. */
function mayBeLent({
  irsaRoleArn,
  serviceAccountObject,
}: WorkloadSubject): boolean {
  return irsaRoleArn !== undefined || !serviceAccountObject.seen;
}

function specsOf({ pods, controllers }: WorkloadSubject): PodSpecFacts[] {
  return [...valueOr(pods, []), ...valueOr(controllers, [])];
}

function mountsSecrets(workload: WorkloadSubject): boolean {
  return specsOf(workload).some(({ volumes }) =>
    volumes.some(({ secretProviderClass }) => secretProviderClass),
  );
}

/** Whether objects of a kind that may not be listed could matter to a workload. */
function concerns({ kind }: Kind, workload: WorkloadSubject): boolean {
  return kind === 'SecretProviderClass'
    ? mountsSecrets(workload)
    : mayBeLent(workload);
}

type Use = Pick<IdentityUse, 'how' | 'annotation'> & { certain: boolean };

function useOf(
  { kind }: Kind,
  object: IdentityUserFacts,
  workload: WorkloadSubject,
  kinds: Kind[],
): Use | undefined {
  if (object.mountsByIrsa) {
    return mounts(object, workload)
      ? { how: 'mount', annotation: 'needed', certain: true }
      : undefined;
  }
  if (object.scales) {
    return scales(object, workload)
      ? scalerUse(object, object.scales.authentications, kinds)
      : undefined;
  }
  const lent = object.lends.flatMap(lends => {
    const where = placeOf(kind, object, lends.namespace, workload);
    return lends.serviceAccount === workload.serviceAccount && where !== 'no'
      ? [{ annotation: lends.annotation, certain: where === 'yes' }]
      : [];
  });
  const found = lent.find(({ certain }) => certain) ?? lent[0];
  return found && { how: 'token', ...found };
}

/**
 * Namespaces where cert-manager looks for what its ClusterIssuers name: its own (--cluster-resource-namespace), which is
 * `cert-manager` where nothing else is seen.
 */
const certManagerNamespaces = memo((cluster: ClusterFacts): Set<string> => {
  const controllers: ControllerFacts[] = valueOr(
    innerSight(cluster.kubernetes, part => part.controllers),
    [],
  );
  return new Set([
    'cert-manager',
    ...controllers
      .filter(({ containers }) =>
        containers.some(({ image }) => /cert-manager-controller/.test(image)),
      )
      .map(({ namespace }) => namespace),
  ]);
});

/** Whether the namespace of a reference is the workload's. */
function placeOf(
  kind: string,
  object: IdentityUserFacts,
  namespace: string | undefined,
  workload: WorkloadSubject,
): 'yes' | 'maybe' | 'no' {
  if (namespace !== undefined) {
    return namespace === workload.namespace ? 'yes' : 'no';
  }
  if (kind === 'ClusterIssuer') {
    return certManagerNamespaces(workload.cluster).has(workload.namespace)
      ? 'yes'
      : 'no';
  }
  if (object.namespaces) {
    return object.namespaces.includes(workload.namespace) ? 'yes' : 'no';
  }
  // The namespace is that of whoever uses the store; an account without a role there would not work.
  return mayBeLent(workload) ? 'maybe' : 'no';
}

function mounts(object: IdentityUserFacts, workload: WorkloadSubject): boolean {
  return (
    object.namespace === workload.namespace &&
    specsOf(workload).some(({ volumes }) =>
      volumes.some(
        ({ secretProviderClass }) => secretProviderClass === object.name,
      ),
    )
  );
}

function scales(object: IdentityUserFacts, workload: WorkloadSubject): boolean {
  const { target, serviceAccount } = object.scales ?? {};
  return (
    object.namespace === workload.namespace &&
    (target
      ? valueOr(workload.controllers, []).some(
          ({ kind, name }) => kind === target.kind && name === target.name,
        )
      : serviceAccount === workload.serviceAccount)
  );
}

function scalerUse(
  scaler: IdentityUserFacts,
  references: NonNullable<IdentityUserFacts['scales']>['authentications'],
  kinds: Kind[],
): Use | undefined {
  const identity = { how: 'role', annotation: 'needed' } as const;
  let possible = false;
  for (const { kind, name, operator } of references) {
    const objects = kinds.find(
      each =>
        each.kind === kind &&
        AUTHENTICATIONS.includes(kind) &&
        each.resource.endsWith('.keda.sh'),
    )?.objects;
    if (objects?.seen === false) {
      possible = true;
    }
    const scaledIdentity = objects?.seen
      ? objects.value.find(
          each =>
            each.name === name &&
            (kind !== 'TriggerAuthentication' ||
              each.namespace === scaler.namespace),
        )?.scaledIdentity
      : undefined;
    // `identityOwner: operator` of a trigger counts with the deprecated provider only.
    if (
      scaledIdentity === 'workload' ||
      (scaledIdentity === 'pod' && !operator)
    ) {
      return { ...identity, certain: true };
    }
  }
  return possible ? { ...identity, certain: false } : undefined;
}

/** Service accounts that custom resources name with their namespaces, as `namespace/name`. */
export const lentAccounts = memo((cluster: ClusterFacts): string[] => {
  const kinds = valueOr(
    innerSight(cluster.kubernetes, part => part.identityUsers),
    [],
  );
  return kinds
    .filter(({ kind }) => !SCALERS.includes(kind))
    .flatMap(({ kind, objects }) =>
      valueOr(objects, []).flatMap(({ lends }) =>
        lends.flatMap(({ namespace, serviceAccount, annotation }) => {
          if (annotation === 'optional') {
            return [];
          }
          if (namespace === undefined) {
            return kind === 'ClusterIssuer'
              ? [...certManagerNamespaces(cluster)].map(
                  each => `${each}/${serviceAccount}`,
                )
              : [];
          }
          return [`${namespace}/${serviceAccount}`];
        }),
      ),
    );
});
