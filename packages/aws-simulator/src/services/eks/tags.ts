import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from '@aws-sdk/client-eks';
import type { Tags } from '../../state/types';
import type { CallContext } from '../context';
import { eksError } from './errors';
import { operation } from './operation';

/** @throws AwsError BadRequestException, NotFoundException */
function tagged(context: CallContext, arn: string): { tags: Tags } {
  if (!/^arn:[\w-]+:eks:[a-z0-9-]+:\d{12}:.+$/.test(arn)) {
    throw eksError('BadRequestException', `Invalid resource ARN: ${arn}`);
  }
  const clusters = [...context.state.clusters.values()].filter(
    ({ region }) => region === context.region,
  );
  const found = clusters
    .flatMap(cluster => [
      cluster,
      ...cluster.addons.values(),
      ...cluster.associations.values(),
      ...cluster.nodegroups.values(),
      ...cluster.fargateProfiles.values(),
      ...cluster.accessEntries.values(),
    ])
    .find(resource => resource.arn === arn);
  if (!found) {
    throw eksError('NotFoundException', `Resource not found: ${arn}`);
  }
  return found;
}

/** Tags of EKS resources. */
export const tagOperations = {
  ListTagsForResource: operation<
    ListTagsForResourceRequest,
    ListTagsForResourceResponse
  >({
    resource: input => input.resourceArn,
    run: (input, context) => ({
      tags: tagged(context, input.resourceArn).tags,
    }),
  }),

  TagResource: operation<TagResourceRequest, TagResourceResponse>({
    isWrite: true,
    resource: input => input.resourceArn,
    run: (input, context) => {
      const resource = tagged(context, input.resourceArn);
      const tags = { ...resource.tags, ...input.tags };
      if (Object.keys(input.tags).some(key => key.startsWith('aws:'))) {
        throw eksError(
          'BadRequestException',
          'Tag keys that begin with aws: are reserved.',
        );
      }
      if (Object.keys(tags).length > 50) {
        throw eksError(
          'BadRequestException',
          'A resource can have at most 50 tags.',
        );
      }
      resource.tags = tags;
      return {};
    },
  }),

  UntagResource: operation<UntagResourceRequest, UntagResourceResponse>({
    isWrite: true,
    resource: input => input.resourceArn,
    run: (input, context) => {
      const resource = tagged(context, input.resourceArn);
      resource.tags = Object.fromEntries(
        Object.entries(resource.tags).filter(
          ([key]) => !input.tagKeys.includes(key),
        ),
      );
      return {};
    },
  }),
};
