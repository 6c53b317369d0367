import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonSubject,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { needsNoRole } from './addonIdentity';
import { ADDONS_SOURCE, knownAddon, namespaceOfAddon } from './data/addons';
import { dataEvidence, evidenceOf, valueOr } from './evidence';
import { usesOf } from './identityUsers';
import {
  hasContainerCredentials,
  hasStaticKeys,
  hasWebIdentity,
} from './podEnvironment';
import { containersOf } from './workloadContainers';

/** Positive evidence that something needs no AWS permissions of its own. */
export interface NoNeed {
  /** One sentence. */
  reason: string;
  evidence: Evidence[];
}

/**
 * Whether a workload is known to need no permissions: everything that could give it some was seen and is not there (no
 * association, no annotation, no credentials in pods, templates or commands), and its code, its images or its add-on are known to
 * use none. Undefined where one of these was not seen, or is there.
 */
export function workloadNoNeed(workload: WorkloadSubject): NoNeed | undefined {
  const { association, serviceAccountObject, irsaRoleArn, sdk } = workload;
  const { containers, missing } = containersOf(workload);
  const uses = usesOf(workload);
  if (
    !association.seen ||
    association.value ||
    !serviceAccountObject.seen ||
    irsaRoleArn ||
    missing.length ||
    uses.certain.length + uses.possible.length + uses.missing.length > 0 ||
    containers.some(
      ({ container }) =>
        container.command !== undefined ||
        hasStaticKeys(container) ||
        hasWebIdentity(container) ||
        hasContainerCredentials(container),
    )
  ) {
    return undefined;
  }
  const addon = workload.addon && knownAddon(workload.addon.name);
  if (addon && addon.identity !== 'own') {
    return {
      reason: `It belongs to add-on ${addon.name}, which takes no role of its own.`,
      evidence: [
        dataEvidence(`${addon.name} takes no role of its own`, ADDONS_SOURCE),
      ],
    };
  }
  const free = addonWithout(workload);
  if (free) {
    return {
      reason: `It belongs to add-on ${free}, of whose pods only others need a role.`,
      evidence: [
        dataEvidence(
          `${workload.serviceAccount} of ${free} needs no role`,
          ADDONS_SOURCE,
        ),
      ],
    };
  }
  return sdk.verdict === 'no-aws-sdk'
    ? {
        reason: `It has neither a role nor keys, and uses no AWS: ${sdk.reason}`,
        evidence: [
          evidenceOf('no association', association.read),
          evidenceOf('no annotation of a role', serviceAccountObject.read),
          ...sdk.sdks.map(({ evidence }) => evidence),
        ],
      }
    : undefined;
}

/** The add-on of the cluster to whose pods without need of a role the workload belongs. */
function addonWithout({
  cluster,
  namespace,
  serviceAccount,
}: WorkloadSubject): string | undefined {
  return valueOr(cluster.addons, []).find(
    addon =>
      namespaceOfAddon(addon) === namespace &&
      knownAddon(addon.name)?.withoutRole?.includes(serviceAccount),
  )?.name;
}

/** Whether an add-on is known to need no role, and has none. */
export function addonNoNeed(subject: AddonSubject): NoNeed | undefined {
  const { addon, associations } = subject;
  if (
    addon.serviceAccountRoleArn ||
    addon.podIdentityAssociationArns.length ||
    !associations.seen ||
    associations.value.length
  ) {
    return undefined;
  }
  const evidence = needsNoRole(subject);
  return evidence && { reason: `${evidence.what}.`, evidence: [evidence] };
}
