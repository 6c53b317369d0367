import { AwsError } from '../../protocol/errors';
import { queryOperation, queryService } from '../queryService';
import { policyOperations } from './policies';
import { roleOperations } from './roles';

const providerOperations = {
  ListOpenIDConnectProviders: queryOperation({
    run: (_, { state }) => ({
      OpenIDConnectProviderList: [...state.oidcProviders.keys()].map(Arn => ({
        Arn,
      })),
    }),
  }),

  GetOpenIDConnectProvider: queryOperation<{
    OpenIDConnectProviderArn: string;
  }>({
    resource: input => input.OpenIDConnectProviderArn,
    run: (input, { state }) => {
      const arn = input.OpenIDConnectProviderArn;
      const provider = state.oidcProviders.get(arn);
      if (!provider) {
        throw new AwsError(
          'NoSuchEntity',
          404,
          `OpenIDConnect Provider not found for arn ${arn}`,
        );
      }
      return {
        Url: provider.url,
        ClientIDList: provider.clientIds,
        ThumbprintList: provider.thumbprints,
        CreateDate: provider.createdAt,
        Tags: Object.entries(provider.tags).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      };
    },
  }),
};

/** IAM: roles, their policies, and OIDC providers. */
export const iam = queryService({
  name: 'iam',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  operations: { ...roleOperations, ...policyOperations, ...providerOperations },
});
