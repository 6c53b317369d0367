import type {
  CreatePodIdentityAssociationRequest,
  CreatePodIdentityAssociationResponse,
  DeletePodIdentityAssociationRequest,
  DeletePodIdentityAssociationResponse,
  DescribePodIdentityAssociationRequest,
  DescribePodIdentityAssociationResponse,
  ListPodIdentityAssociationsRequest,
  ListPodIdentityAssociationsResponse,
  UpdatePodIdentityAssociationRequest,
  UpdatePodIdentityAssociationResponse,
} from '@aws-sdk/client-eks';
import { associationArn } from '../../state/arns';
import { externalIdOf } from '../../state/build/cluster';
import type { Association, Cluster } from '../../state/types';
import type { CallContext } from '../context';
import {
  checkAssociationIsNew,
  checkSessionPolicy,
  checkTargetRole,
  createAssociation,
  deleteAssociation,
} from './associationRules';
import { eksError } from './errors';
import { once } from './idempotency';
import { clusterArn, eksPage, findCluster, operation } from './operation';
import { checkPassRole, checkPodIdentityRole } from './roles';
import { associationSummary, associationView } from './views';

/** Text of a too short or long id: aws-samples/eks-workshop-v2#882. */
function findAssociation(cluster: Cluster, id: string): Association {
  if (id.length !== 19) {
    throw eksError(
      'InvalidParameterException',
      'The parameter associationId should be 19 characters long.',
      { clusterName: cluster.name },
    );
  }
  const association = cluster.associations.get(id);
  if (!association) {
    throw eksError(
      'ResourceNotFoundException',
      `No pod identity association found for ID: ${id}.`,
      { clusterName: cluster.name },
    );
  }
  return association;
}

const ofAssociation = (
  input: { clusterName: string; associationId: string },
  context: CallContext,
) =>
  associationArn(
    context.state,
    { name: input.clusterName, region: context.region },
    input.associationId,
  );

const ofCluster = (input: { clusterName: string }, context: CallContext) =>
  clusterArn(context, input.clusterName);

/** Pod Identity associations. */
export const associationOperations = {
  ListPodIdentityAssociations: operation<
    ListPodIdentityAssociationsRequest,
    ListPodIdentityAssociationsResponse
  >({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const { namespace, serviceAccount } = input;
      const found = [...cluster.associations.values()].filter(
        association =>
          (!namespace || association.namespace === namespace) &&
          (!serviceAccount || association.serviceAccount === serviceAccount),
      );
      const { items, next } = eksPage(
        found,
        ({ id }) => id,
        input,
        `associations:${cluster.name}:${namespace ?? ''}:${
          serviceAccount ?? ''
        }`,
        context,
      );
      return { associations: items.map(associationSummary), nextToken: next };
    },
  }),

  DescribePodIdentityAssociation: operation<
    DescribePodIdentityAssociationRequest,
    DescribePodIdentityAssociationResponse
  >({
    resource: ofAssociation,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      return {
        association: associationView(
          findAssociation(cluster, input.associationId),
        ),
      };
    },
  }),

  CreatePodIdentityAssociation: operation<
    CreatePodIdentityAssociationRequest,
    CreatePodIdentityAssociationResponse
  >({
    isWrite: true,
    resource: ofCluster,
    before: (input, context) => checkPassRole(context, input.roleArn),
    run: (input, context) =>
      once(context, 'CreatePodIdentityAssociation', input, () => {
        const cluster = findCluster(context, input.clusterName);
        checkPodIdentityRole(context, input.roleArn, 'association');
        checkTargetRole(input.targetRoleArn);
        checkSessionPolicy(input.policy, input.disableSessionTags ?? false);
        checkAssociationIsNew(
          context,
          cluster,
          input.namespace,
          input.serviceAccount,
        );
        return {
          association: associationView(
            createAssociation(context, cluster, input),
          ),
        };
      }),
  }),

  UpdatePodIdentityAssociation: operation<
    UpdatePodIdentityAssociationRequest,
    UpdatePodIdentityAssociationResponse
  >({
    isWrite: true,
    resource: ofAssociation,
    before: (input, context) => checkPassRole(context, input.roleArn),
    run: (input, context) =>
      once(context, 'UpdatePodIdentityAssociation', input, () => {
        const cluster = findCluster(context, input.clusterName);
        const association = findAssociation(cluster, input.associationId);
        const { roleArn, targetRoleArn, disableSessionTags, policy } = input;
        const changes = [roleArn, targetRoleArn, disableSessionTags, policy];
        if (changes.every(change => change === undefined)) {
          throw eksError(
            'InvalidParameterException',
            'At least one of roleArn, targetRoleArn, disableSessionTags or policy must be given.',
            { clusterName: cluster.name },
          );
        }
        if (roleArn !== undefined) {
          checkPodIdentityRole(context, roleArn, 'association');
        }
        checkTargetRole(targetRoleArn);
        const disabled = disableSessionTags ?? association.disableSessionTags;
        checkSessionPolicy(policy ?? association.policy, disabled);
        const target = targetRoleArn ?? association.targetRoleArn;
        Object.assign(association, {
          roleArn: roleArn ?? association.roleArn,
          // An empty target role takes it away.
          targetRoleArn: target || undefined,
          externalId: target
            ? externalIdOf(
                cluster,
                context.state.accountId,
                association.namespace,
                association.serviceAccount,
              )
            : undefined,
          disableSessionTags: disabled,
          policy: (policy ?? association.policy) || undefined,
          modifiedAt: context.state.clock.now(),
        });
        context.state.events.emit('association-updated', cluster, association);
        return { association: associationView(association) };
      }),
  }),

  DeletePodIdentityAssociation: operation<
    DeletePodIdentityAssociationRequest,
    DeletePodIdentityAssociationResponse
  >({
    isWrite: true,
    resource: ofAssociation,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const association = findAssociation(cluster, input.associationId);
      deleteAssociation(context.state, cluster, association);
      return { association: associationView(association) };
    },
  }),
};
