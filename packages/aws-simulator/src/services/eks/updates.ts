import type {
  DescribeUpdateRequest,
  DescribeUpdateResponse,
  ListUpdatesRequest,
  ListUpdatesResponse,
} from '@aws-sdk/client-eks';
import type { CallContext } from '../context';
import { eksError } from './errors';
import {
  clusterArn,
  eksPage,
  findAddon,
  findCluster,
  operation,
} from './operation';
import { updateView } from './views';

const ofCluster = (input: { name: string }, context: CallContext) =>
  clusterArn(context, input.name);

/** Updates of clusters and add-ons: reads. */
export const updateOperations = {
  ListUpdates: operation<ListUpdatesRequest, ListUpdatesResponse>({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.name);
      if (input.addonName) {
        findAddon(cluster, input.addonName);
      }
      const ids = cluster.updates
        .filter(
          update =>
            !input.nodegroupName && update.addonName === input.addonName,
        )
        .map(({ id }) => id);
      const { items, next } = eksPage(
        ids,
        id => id,
        input,
        `updates:${cluster.name}:${input.addonName ?? ''}`,
        context,
      );
      return { updateIds: items, nextToken: next };
    },
  }),

  DescribeUpdate: operation<DescribeUpdateRequest, DescribeUpdateResponse>({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.name);
      const update = cluster.updates.find(
        ({ id, addonName }) =>
          id === input.updateId && addonName === input.addonName,
      );
      if (!update) {
        throw eksError(
          'ResourceNotFoundException',
          `No update found for ID: ${input.updateId}`,
          { clusterName: cluster.name, addonName: input.addonName },
        );
      }
      return { update: updateView(update) };
    },
  }),
};
