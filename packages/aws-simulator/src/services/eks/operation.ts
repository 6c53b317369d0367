import { page as cut, BadToken, type Page } from '../paging';
import type { CallContext } from '../context';
import type { Addon, Cluster } from '../../state/types';
import { eksError } from './errors';

/** An input after validation: its required members are there. */
export type Checked<T> = {
  [K in keyof T]: {} extends Pick<T, K> ? T[K] : Exclude<T[K], undefined>;
};

/** An operation of EKS as the simulator serves it. */
export interface EksOperation {
  isWrite: boolean;
  /** ARN for authorization. */
  resource(input: Record<string, unknown>, context: CallContext): string;
  /** Runs before the members are validated: EKS checks iam:PassRole first. */
  before?(input: Record<string, unknown>, context: CallContext): void;
  run(input: Record<string, unknown>, context: CallContext): object;
}

/** Defines an operation with the types of the SDK. */
export function operation<I extends object, O extends object>(definition: {
  isWrite?: boolean;
  resource?: (input: Checked<I>, context: CallContext) => string;
  before?: (input: I, context: CallContext) => void;
  run: (input: Checked<I>, context: CallContext) => O;
}): EksOperation {
  return {
    isWrite: definition.isWrite ?? false,
    resource: (input, context) =>
      definition.resource?.(input as Checked<I>, context) ?? '*',
    before: definition.before as EksOperation['before'],
    run: definition.run as unknown as EksOperation['run'],
  };
}

/** ARN of a cluster of the call's region, there or not. */
export function clusterArn(context: CallContext, name: string): string {
  const { partition, accountId } = context.state;
  return `arn:${partition}:eks:${context.region}:${accountId}:cluster/${name}`;
}

/**
 * The cluster that a call names.
 * @throws AwsError ResourceNotFoundException (text: upbound/configuration-aws-eks#9)
 */
export function findCluster(context: CallContext, name: string): Cluster {
  const cluster = context.state.clusters.get(clusterArn(context, name));
  if (!cluster) {
    throw eksError(
      'ResourceNotFoundException',
      `No cluster found for name: ${name}.`,
      { clusterName: name },
    );
  }
  return cluster;
}

/**
 * The add-on that a call names.
 * @throws AwsError ResourceNotFoundException
 */
export function findAddon(cluster: Cluster, name: string): Addon {
  const addon = cluster.addons.get(name);
  if (!addon) {
    throw eksError(
      'ResourceNotFoundException',
      `No addon: ${name} found in cluster: ${cluster.name}`,
      { clusterName: cluster.name, addonName: name },
    );
  }
  return addon;
}

/**
 * A page as EKS cuts it.
 * @throws AwsError InvalidParameterException for a token of another list.
 */
export function eksPage<T>(
  items: Iterable<T>,
  key: (item: T) => string,
  input: { maxResults?: number; nextToken?: string },
  scope: string,
  context: CallContext,
): Page<T> {
  try {
    return cut(items, key, {
      scope: `eks:${context.region}:${scope}`,
      size: input.maxResults ?? context.state.settings.pageSize,
      token: input.nextToken || undefined,
    });
  } catch (error) {
    if (error instanceof BadToken) {
      throw eksError(
        'InvalidParameterException',
        'The specified nextToken is invalid.',
      );
    }
    throw error;
  }
}
