import type {
  ClusterFacts,
  IamFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { PartReporter } from '../../syncParts';
import type { Caller } from '../caller';
import type { ReadContext } from '../context';
import { listOidcProviders, listRoles, readUsedRoles } from './roles';
import { usedRoles } from './usedRoles';

/**
 * Reads IAM: all roles' trust, and details and policies of those that are in use.
 * @param options.clusters - what was read of the clusters, when it has been: they tell which roles are in use.
 */
export async function readIam(
  context: ReadContext,
  options: {
    caller: Caller;
    /** Any region of the account. */
    region: string;
    clusters: Promise<ClusterFacts[]>;
    reporter: PartReporter;
  },
): Promise<IamFacts> {
  const { caller, region, clusters, reporter } = options;
  reporter.start('iam');
  const [listed, oidcProviders] = await Promise.all([
    listRoles(context, region, caller.accountId),
    listOidcProviders(context, region, caller.accountId),
  ]);
  const used = usedRoles(await clusters);
  const roles = await readUsedRoles(context, region, listed, used);
  const policies = roles.seen
    ? roles.value.filter(({ arn }) => used.has(arn)).map(each => each.policies)
    : [];
  const reasons = [roles, oidcProviders, ...policies].flatMap(sight =>
    sight.seen ? [] : [sight.reason],
  );
  const lost = [...new Set(reasons)];
  if (lost.length === 0) {
    reporter.end('iam', 'ok');
  } else {
    const more = lost.length - 5;
    reporter.end(
      'iam',
      'failed',
      [...lost.slice(0, 5), ...(more > 0 ? [`… and ${more} more`] : [])].join(
        ' ',
      ),
    );
  }
  return { roles, oidcProviders };
}
