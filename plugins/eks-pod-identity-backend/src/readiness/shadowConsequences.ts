import { ExplicitProviderKind } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** What follows from what comes before Pod Identity, by its kind (domain source: sdk-notes.md). */
export const CONSEQUENCES: Record<ExplicitProviderKind, string> = {
  'web-identity':
    'It uses the web identity of IRSA, which Pod Identity does not provide.',
  'static-keys':
    'Static keys come before Pod Identity in every SDK, so the migration would change nothing.',
  profile: 'A profile comes before Pod Identity in every SDK.',
  'node-role': 'It uses the role of the node, before and after the migration.',
  'ecs-only':
    'It calls the credentials endpoint of Amazon ECS, which is not that of Pod Identity.',
  endpoint: 'It calls another credentials endpoint than that of Pod Identity.',
  proxy: 'Requests to the Pod Identity Agent go to a proxy.',
};
