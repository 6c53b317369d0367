import Ajv from 'ajv';
import { parse } from 'yaml';
import {
  catalogAddon,
  configurationSchema,
  defaultVersion,
  isCompatible,
  podIdentityConfiguration,
  type CatalogAddon,
} from '../../data/addonCatalog';
import { associationFor, associationsOwnedBy } from '../../state/associations';
import type { Addon, Cluster } from '../../state/types';
import type { CallContext } from '../context';
import {
  checkAssociationIsNew,
  createAssociation,
  deleteAssociation,
} from './associationRules';
import { eksError } from './errors';
import { checkPassRole, checkPodIdentityRole, existingRole } from './roles';

/** What Create- and UpdateAddon ask for. */
export interface AddonRequest {
  addonVersion?: string;
  serviceAccountRoleArn?: string;
  configurationValues?: string;
  podIdentityAssociations?: {
    serviceAccount: string | undefined;
    roleArn: string | undefined;
  }[];
}

/** iam:PassRole for every role of the request; runs before validation. */
export function checkAddonRoles(
  context: CallContext,
  request: AddonRequest,
): void {
  checkPassRole(context, request.serviceAccountRoleArn);
  for (const { roleArn } of request.podIdentityAssociations ?? []) {
    checkPassRole(context, roleArn);
  }
}

/**
 * The add-on of a name, if EKS offers it for the cluster's Kubernetes version.
 * @throws AwsError InvalidParameterException
 */
export function offeredAddon(cluster: Cluster, name: string): CatalogAddon {
  const known = catalogAddon(name);
  if (!known) {
    throw eksError(
      'InvalidParameterException',
      `Addon ${name} specified is not supported in ${cluster.version} kubernetes version`,
      { clusterName: cluster.name, addonName: name },
    );
  }
  return known;
}

/**
 * The version that is to be installed: the one asked for, or the default.
 * @throws AwsError InvalidParameterException
 */
export function offeredVersion(
  cluster: Cluster,
  known: CatalogAddon,
  version: string | undefined,
): string {
  const found = version
    ? known.versions.find(
        item => item.version === version && isCompatible(item, cluster.version),
      )?.version
    : defaultVersion(known, cluster.version);
  if (!found) {
    throw eksError(
      'InvalidParameterException',
      version
        ? `Addon version specified is not supported`
        : `Addon ${known.name} specified is not supported in ${cluster.version} kubernetes version`,
      { clusterName: cluster.name, addonName: known.name },
    );
  }
  return found;
}

/**
 * Configuration values are JSON or YAML, and follow the add-on's schema.
 * @throws AwsError InvalidParameterException
 */
export function checkConfiguration(
  cluster: Cluster,
  known: CatalogAddon,
  text: string | undefined,
): void {
  if (text === undefined || text === '') {
    return;
  }
  const members = { clusterName: cluster.name, addonName: known.name };
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    throw eksError(
      'InvalidParameterException',
      'ConfigurationValue is not in valid JSON or YAML format.',
      members,
    );
  }
  const validate = new Ajv({ strict: false }).compile(
    configurationSchema(known),
  );
  if (!validate(value ?? {})) {
    const [fault] = validate.errors ?? [];
    const extra = fault?.params.additionalProperty;
    throw eksError(
      'InvalidParameterException',
      `ConfigurationValue provided in request is not supported: Json schema validation failed with error: [$${
        fault?.instancePath.replaceAll('/', '.') ?? ''
      }${
        extra
          ? `.${extra}: is not defined in the schema and the schema does not allow additional properties`
          : `: ${fault?.message}`
      }]`,
      members,
    );
  }
}

/** @throws AwsError InvalidParameterException where the IRSA role is not there. */
export function checkServiceAccountRole(
  context: CallContext,
  roleArn: string | undefined,
): void {
  if (roleArn !== undefined) {
    existingRole(context, roleArn);
  }
}

/**
 * The associations that an add-on asks for: its version must offer Pod Identity, for these service
 * accounts, with roles that trust it; and no other association may be in the way.
 * Texts: containers-roadmap#2712, terraform-aws-eks#3520.
 * @param addon - the installed add-on, when it is updated.
 * @throws AwsError InvalidParameterException, ResourceInUseException
 */
export function checkAddonAssociations(
  context: CallContext,
  cluster: Cluster,
  known: CatalogAddon,
  version: string,
  namespace: string,
  wanted: AddonRequest['podIdentityAssociations'],
  addon?: Addon,
): void {
  const members = { clusterName: cluster.name, addonName: known.name };
  if (!wanted || wanted.length === 0) {
    return;
  }
  const offered = podIdentityConfiguration(known, version);
  if (offered.length === 0) {
    throw eksError(
      'InvalidParameterException',
      `Pod Identity feature is not supported for addon version: ${version}`,
      members,
    );
  }
  const seen = new Set<string>();
  for (const { serviceAccount = '', roleArn = '' } of wanted) {
    if (!offered.some(item => item.serviceAccount === serviceAccount)) {
      throw eksError(
        'InvalidParameterException',
        `Service account ${serviceAccount} in pod identity configuration is not supported for addon ${known.name}`,
        members,
      );
    }
    if (seen.has(serviceAccount)) {
      throw eksError(
        'InvalidParameterException',
        `Service account ${serviceAccount} is given more than once in pod identity configuration`,
        members,
      );
    }
    seen.add(serviceAccount);
    checkPodIdentityRole(context, roleArn, 'addon');
    const existing = associationFor(cluster, namespace, serviceAccount);
    if (!existing || existing.ownerArn !== addon?.arn || !addon) {
      checkAssociationIsNew(context, cluster, namespace, serviceAccount);
    }
  }
}

/**
 * Makes the add-on's associations those of the list: the list replaces the whole set (EKS user
 * guide, update-addon-role), and an empty one deletes them all.
 */
export function replaceAssociations(
  context: CallContext,
  cluster: Cluster,
  addon: Addon,
  wanted: NonNullable<AddonRequest['podIdentityAssociations']>,
): void {
  const { state } = context;
  const before = associationsOwnedBy(cluster, addon.arn);
  for (const association of before) {
    const kept = wanted.find(
      ({ serviceAccount }) => serviceAccount === association.serviceAccount,
    );
    if (!kept) {
      deleteAssociation(state, cluster, association);
    } else if (kept.roleArn !== association.roleArn) {
      association.roleArn = kept.roleArn ?? '';
      association.modifiedAt = state.clock.now();
      state.events.emit('association-updated', cluster, association);
    }
  }
  for (const { serviceAccount = '', roleArn = '' } of wanted) {
    if (!before.some(item => item.serviceAccount === serviceAccount)) {
      createAssociation(context, cluster, {
        namespace: addon.namespace,
        serviceAccount,
        roleArn,
        tags: addon.tags,
        ownerArn: addon.arn,
      });
    }
  }
}
