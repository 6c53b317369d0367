import { failingEvidence } from '../account';
import { Cause } from '../cause';
import { unreadable } from './elsewhere';

/** Names of chains that list each provider's failure in one message. */
const chainLists = [
  'from any provider in the chain',
  'from any of the providers in the chain',
  'no valid providers in chain',
];

/** Programs that ask for credentials in a way of their own. */
export const providerCauses: Cause[] = [
  {
    id: 'sdk-wrong-provider',
    title: 'The code asks for credentials by hand, not by the default chain',
    what: 'The program builds a provider of its own (web identity, instance metadata), reads the IRSA variables or file itself, or sends the token with a prefix such as Bearer. Pod Identity comes through the container provider of the default chain.',
    steps: () => [
      'Remove the explicit provider and let the SDK use its default chain.',
      'Take AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE out of code, manifest, Helm values and image.',
      'Where the program has its own client for the agent: send the content of the token file as it is in the Authorization header, without Bearer.',
      'Third-party software: see whether a setting switches to the default chain (secrets-store-csi-driver-provider-aws has usePodIdentity).',
    ],
    signatures: [
      {
        phrases: ['System AWS credentials are required for role assumption'],
        weight: 0.95,
      },
      { phrases: ['Web identity configuration not specified'], weight: 0.85 },
      {
        // Go v1, made by hand: the variable with the name of the token file is empty.
        phrases: ['failed fetching WebIdentity token', 'open : no such file'],
        weight: 0.9,
      },
      {
        // external-secrets, the AWS provider of the CSI driver: they read the annotation of IRSA themselves.
        phrases: ['IAM role must be associated with service account'],
        weight: 0.95,
      },
      ...[
        'eks.amazonaws.com/role-arn not found',
        'eks.amazonaws.com/role-arn is missing',
        'eks.amazonaws.com/role-arn missing',
        'eks.amazonaws.com/role-arn is not set',
        'eks.amazonaws.com/role-arn is required',
        'eks.amazonaws.com/role-arn must be set',
        'eks.amazonaws.com/role-arn annotation not found',
        'eks.amazonaws.com/role-arn annotation is missing',
        'eks.amazonaws.com/role-arn annotation is not',
        'eks.amazonaws.com/role-arn annotation is required',
        'eks.amazonaws.com/role-arn annotation missing',
        'missing annotation eks.amazonaws.com/role-arn',
        'missing eks.amazonaws.com/role-arn',
        'no eks.amazonaws.com/role-arn annotation',
        'does not have eks.amazonaws.com/role-arn',
        'does not have the eks.amazonaws.com/role-arn',
        'does not have an eks.amazonaws.com/role-arn',
      ].map(phrase => ({ phrases: [phrase], weight: 0.9 })),
      {
        // The token of Pod Identity, taken to STS by a profile or a variable: its audience is the agent's.
        phrases: ['Incorrect token audience'],
        with: ['eks-pod-identity-token', 'pods.eks.amazonaws.com'],
        weight: 0.97,
      },
      {
        phrases: ['web_identity_token_file', 'eks-pod-identity-token'],
        weight: 0.9,
      },
      // cert-manager: an Issuer uses what the pod carries only where that is switched on.
      { phrases: ['enable ambient credentials'], weight: 0.93 },
      { phrases: ['not using ambient credentials'], weight: 0.7 },
      {
        phrases: ['ambient credentials'],
        with: ['disabled', 'not enabled', 'not allowed', 'not permitted'],
        weight: 0.85,
      },
      { phrases: ['AWS_WEB_IDENTITY_TOKEN_FILE', 'KeyError'], weight: 0.9 },
      { phrases: ['AWS_ROLE_ARN', 'KeyError'], weight: 0.85 },
      {
        phrases: ['/var/run/secrets/eks.amazonaws.com/serviceaccount/token'],
        with: [
          'no such file',
          'ENOENT',
          'FileNotFound',
          'NoSuchFile',
          'cannot find',
          'could not find',
          'unable to read',
          'not found',
        ],
        without: unreadable,
        weight: 0.9,
      },
      {
        // Providers that read the path from a variable which Pod Identity does not set.
        phrases: ['web identity token file'],
        with: ['no such file', 'ENOENT', 'cannot find', 'not found'],
        without: [...unreadable, ...chainLists],
        weight: 0.85,
      },
      {
        phrases: ['AWS_WEB_IDENTITY_TOKEN_FILE', 'must be set'],
        without: chainLists,
        weight: 0.85,
      },
      {
        phrases: ['AWS_WEB_IDENTITY_TOKEN_FILE'],
        with: [
          'is not set',
          'not found in environment',
          'missing environment',
          'is required',
          'undefined',
        ],
        without: chainLists,
        weight: 0.8,
      },
      {
        phrases: ['You must specify a value for roleArn and roleSessionName'],
        without: chainLists,
        weight: 0.8,
      },
    ],
    prove: (names, account) =>
      failingEvidence('credential-provider-in-code', names, account),
  },
];
