import { associationArn } from '../../state/arns';
import { associationFor } from '../../state/associations';
import { externalIdOf } from '../../state/build/cluster';
import { associationId } from '../../state/ids';
import type { AccountState, Association, Cluster } from '../../state/types';
import type { CallContext } from '../context';
import { eksError } from './errors';

/**
 * One association per service account. One that was deleted a moment ago still counts
 * (aws-controllers-k8s/community#2684).
 * @throws AwsError ResourceInUseException (text: eksctl#7753), ResourceLimitExceededException
 */
export function checkAssociationIsNew(
  context: CallContext,
  cluster: Cluster,
  namespace: string,
  serviceAccount: string,
): void {
  const { clock, settings } = context.state;
  const since =
    clock.now().getTime() - clock.scaled(settings.deletedAssociationSeconds);
  cluster.deletedAssociations = cluster.deletedAssociations.filter(
    ({ deletedAt }) => deletedAt.getTime() > since,
  );
  const existing =
    associationFor(cluster, namespace, serviceAccount) ??
    cluster.deletedAssociations.find(
      ({ association }) =>
        association.namespace === namespace &&
        association.serviceAccount === serviceAccount,
    )?.association;
  if (existing) {
    throw eksError(
      'ResourceInUseException',
      `Association already exists: ${existing.id}`,
      { clusterName: cluster.name },
    );
  }
  if (cluster.associations.size >= settings.associationsPerCluster) {
    throw eksError(
      'ResourceLimitExceededException',
      `The cluster has reached its limit of ${settings.associationsPerCluster} pod identity associations.`,
      { clusterName: cluster.name },
    );
  }
}

/** @throws AwsError InvalidParameterException where the target role is no role's ARN. */
export function checkTargetRole(targetRoleArn: string | undefined): void {
  if (
    targetRoleArn &&
    !/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(targetRoleArn)
  ) {
    throw eksError(
      'InvalidParameterException',
      `The target role ARN ${targetRoleArn} is not valid.`,
    );
  }
}

/**
 * A session policy needs disableSessionTags (service model, 2026).
 * @throws AwsError InvalidParameterException
 */
export function checkSessionPolicy(
  policy: string | undefined,
  isWithoutTags: boolean,
): void {
  if (!policy) {
    return;
  }
  if (!isWithoutTags) {
    throw eksError(
      'InvalidParameterException',
      'A session policy requires disableSessionTags to be true.',
    );
  }
  try {
    JSON.parse(policy);
  } catch {
    throw eksError(
      'InvalidParameterException',
      'The session policy is not valid JSON.',
    );
  }
}

/** Adds an association that passed every check; pods get it after the usual delay. */
export function createAssociation(
  context: CallContext,
  cluster: Cluster,
  given: {
    namespace: string;
    serviceAccount: string;
    roleArn: string;
    targetRoleArn?: string;
    disableSessionTags?: boolean;
    policy?: string;
    tags?: Record<string, string>;
    ownerArn?: string;
  },
): Association {
  const { clock, settings, accountId, events } = context.state;
  const now = clock.now();
  const id = associationId();
  const association: Association = {
    id,
    arn: associationArn(context.state, cluster, id),
    clusterName: cluster.name,
    namespace: given.namespace,
    serviceAccount: given.serviceAccount,
    roleArn: given.roleArn,
    targetRoleArn: given.targetRoleArn || undefined,
    externalId: given.targetRoleArn
      ? externalIdOf(cluster, accountId, given.namespace, given.serviceAccount)
      : undefined,
    disableSessionTags: given.disableSessionTags ?? false,
    policy: given.policy,
    ownerArn: given.ownerArn,
    tags: given.tags ?? {},
    createdAt: now,
    modifiedAt: now,
    effectiveAt: new Date(
      now.getTime() + clock.scaled(settings.associationDelaySeconds),
    ),
  };
  cluster.associations.set(id, association);
  events.emit('association-created', cluster, association);
  return association;
}

/** Takes an association away; it stands in the way of a new one a little longer. */
export function deleteAssociation(
  state: AccountState,
  cluster: Cluster,
  association: Association,
): void {
  cluster.associations.delete(association.id);
  cluster.deletedAssociations.push({
    association,
    deletedAt: state.clock.now(),
  });
  state.events.emit('association-deleted', cluster, association);
}
