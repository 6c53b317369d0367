import {
  clustersOf,
  failingEvidence,
  silent,
  workloadsFailing,
} from '../account';
import { Account } from '../../readiness/assessment';
import { Cause, nameOr, Proof } from '../cause';
import { Names } from '../names';

/** The agent's addresses, as they stand in texts. */
export const agentAddresses = ['169.254.170.23', 'fd00:ec2::23'];

/** Names of chains that list each provider's failure in one message. */
const chainLists = [
  'from any provider in the chain',
  'from any of the providers in the chain',
  'no valid providers in chain',
];

function oldSdks(names: Names, account: Account): Proof {
  const found = failingEvidence('sdk-version', names, account);
  const [first] = workloadsFailing('sdk-version', names, account);
  return first
    ? {
        ...found,
        // Not every workload with an old SDK is the one that wrote the text.
        speaks: names.serviceAccounts.length > 0 ? 'for' : 'silent',
      }
    : found;
}

/** Causes in the code of the service: its AWS SDK and how it asks for credentials. Texts after docs/facts/sdk-notes.md. */
export const sdkCauses: Cause[] = [
  {
    id: 'sdk-ipv6',
    title: "The SDK does not accept the agent's IPv6 address",
    what: 'In an IPv6 cluster the agent listens on [fd00:ec2::23]. This SDK does not take that address for a credentials endpoint.',
    steps: () => [
      'Java v2: set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6 in the pod; it then accepts the address.',
      'JavaScript v2: there is no version that does; move to v3.',
      'Fluent Bit and others with credential code of their own: see their release notes for IPv6 support.',
      'Until then keep IRSA for this workload: delete its association and restart the pods.',
    ],
    signatures: [
      { phrases: ['fd00:ec2::23', 'has an invalid host'], weight: 0.96 },
      {
        phrases: [
          'Unsupported hostname: AWS.RemoteCredentials only supports',
          'fd00:ec2::23',
        ],
        weight: 0.96,
      },
      { phrases: ['fd00:ec2::23', 'invalid host'], weight: 0.8 },
      { phrases: ['fd00:ec2::23', 'loopback'], weight: 0.8 },
      { phrases: ['fd00:ec2::23', 'unsupported host'], weight: 0.7 },
      {
        phrases: [
          'fd00:ec2::23',
          'not a valid container metadata service hostname',
        ],
        weight: 0.6,
      },
    ],
    prove: (names, account) => {
      const six = clustersOf(names, account).filter(
        ({ ipFamily }) => ipFamily === 'ipv6',
      );
      return six.length > 0
        ? {
            speaks: 'for',
            evidence: six.map(({ name, arn }) => ({
              what: `${name} is an IPv6 cluster`,
              where: `eks:DescribeCluster ${arn}`,
            })),
          }
        : silent;
    },
  },
  {
    id: 'sdk-too-old',
    title: 'The AWS SDK in this container is too old for Pod Identity',
    what: "The SDK found the address of the Pod Identity Agent in AWS_CONTAINER_CREDENTIALS_FULL_URI and refuses it: versions before Pod Identity accept only loopback and ECS addresses. Some then stop, some go on silently to the node's role.",
    steps: () => [
      'Way back at once: delete the association and restart the pods; with the annotation and the OIDC statement still there they use IRSA again.',
      'Upgrade the SDK to the effective minimum on the page of SDK minimums: for example Go v1 1.47.11, config of Go v2 1.25.0, botocore 1.34.41, JavaScript v3 3.503.1, Java v2 2.21.30, Java v1 1.12.746, Ruby 3.188.0, aws-config of Rust 1.1.8.',
      'Third-party images: take a version that was built with such an SDK.',
      'Build, deploy, then ask for the move again; the readiness check reads the lockfile.',
    ],
    signatures: [
      {
        phrases: ['invalid endpoint host', 'only loopback hosts are allowed'],
        weight: 0.97,
      },
      { phrases: ['only loopback hosts are allowed'], weight: 0.9 },
      { phrases: ['invalid endpoint host', '169.254.170.23'], weight: 0.95 },
      { phrases: ['Unsupported host', '169.254.170.23'], weight: 0.95 },
      {
        phrases: ['Can only retrieve metadata from these hosts'],
        weight: 0.95,
      },
      {
        phrases: ['is not a valid container metadata service hostname'],
        weight: 0.97,
      },
      {
        phrases: ['Unsupported hostname: AWS.RemoteCredentials only supports'],
        without: ['fd00:ec2::23'],
        weight: 0.97,
      },
      {
        phrases: ['AWS_CONTAINER_CREDENTIALS_FULL_URI has an invalid host'],
        without: ['fd00:ec2::23'],
        weight: 0.97,
      },
      { phrases: ['169.254.170.23', 'has an invalid host'], weight: 0.95 },
      {
        phrases: [
          'AWS_CONTAINER_CREDENTIALS_FULL_URI',
          'Host should resolve to a loopback address',
        ],
        without: ['fd00:ec2::23'],
        weight: 0.9,
      },
      {
        phrases: [
          'AWS_CONTAINER_CREDENTIALS_FULL_URI',
          'Host can only be one of',
        ],
        without: ['fd00:ec2::23'],
        weight: 0.9,
      },
      {
        phrases: ['must use a loopback address when using the http scheme'],
        weight: 0.97,
      },
      {
        phrases: ['URI did not refer to the loopback interface'],
        weight: 0.97,
      },
      {
        phrases: ['169.254.170.23', 'contains an unsupported host'],
        weight: 0.95,
      },
      { phrases: ['169.254.170.23', 'loopback'], weight: 0.8 },
      { phrases: ['169.254.170.23', 'not an allowed host'], weight: 0.8 },
      { phrases: ['169.254.170.23', 'host is not allowed'], weight: 0.8 },
    ],
    prove: oldSdks,
  },
  {
    id: 'sdk-token-not-refreshed',
    title: 'botocore keeps using a token that has been rotated',
    what: 'botocore 1.32.0 to 1.34.40 reads the token file once. It works at first and fails when the token expires, up to a day after the start.',
    steps: () => [
      'Upgrade botocore to 1.34.41 or later (boto3 1.34.41, aws-cli v1 with it).',
      'Until that is deployed a restart of the pods helps for a day.',
    ],
    signatures: [
      {
        phrases: ['ExpiredTokenException'],
        with: ['container metadata', 'container-role', 'botocore', 'boto3'],
        weight: 0.95,
      },
      {
        phrases: [
          'Token expired: current date/time',
          'must be before the expiration date/time',
        ],
        without: ['AWS4', 'Signature expired'],
        weight: 0.8,
      },
      {
        phrases: [
          'Received non 200 response 400 from container metadata',
          'token expired',
        ],
        weight: 0.95,
      },
    ],
    prove: oldSdks,
  },
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
        weight: 0.9,
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
  {
    id: 'no-credentials',
    title: 'No provider of the chain found credentials',
    what: 'The pod carries no credentials: no association, a pod that is older than it, or a container that the webhook skipped; and the node role is not reachable.',
    steps: names => {
      const cluster = nameOr(names.clusters, 'CLUSTER');
      return [
        `Is there an association? aws eks list-pod-identity-associations --cluster-name ${cluster} --namespace NAMESPACE --service-account SERVICE_ACCOUNT`,
        "Does the pod carry it? kubectl -n NAMESPACE get pod POD -o jsonpath='{.spec.serviceAccountName} {.spec.containers[*].env[*].name}' must show AWS_CONTAINER_CREDENTIALS_FULL_URI.",
        'If the pod is older than the association, or came up in the seconds until it was effective: kubectl -n NAMESPACE rollout restart deployment/NAME.',
        'If the variables are there: the SDK is too old or the code does not use the default chain.',
      ];
    },
    signatures: [
      { phrases: ['Unable to locate credentials'], weight: 0.85 },
      { phrases: ['NoCredentialsError'], weight: 0.85 },
      {
        phrases: ['NoCredentialProviders: no valid providers in chain'],
        weight: 0.85,
      },
      { phrases: ['no EC2 IMDS role found'], weight: 0.85 },
      {
        phrases: ['Could not load credentials from any providers'],
        weight: 0.85,
      },
      { phrases: ['Missing credentials in config'], weight: 0.85 },
      {
        phrases: [
          'Unable to load AWS credentials from any provider in the chain',
        ],
        weight: 0.8,
      },
      {
        phrases: [
          'Unable to load credentials from any of the providers in the chain',
        ],
        weight: 0.8,
      },
      {
        phrases: ['unable to sign request without credentials set'],
        weight: 0.85,
      },
      {
        phrases: ['MissingCredentialsError'],
        with: ['Aws', 'credentials'],
        weight: 0.8,
      },
      {
        phrases: [
          'Error retrieving credentials from the instance profile metadata',
        ],
        weight: 0.8,
      },
      { phrases: ['no providers in chain provided credentials'], weight: 0.85 },
      { phrases: ['the credential provider was not enabled'], weight: 0.8 },
      { phrases: ['CredentialsNotLoaded'], weight: 0.8 },
      {
        phrases: [
          'Unable to get IAM security credentials from EC2 Instance Metadata',
        ],
        weight: 0.85,
      },
      { phrases: ['Failed to resolve AWS credentials'], weight: 0.85 },
      {
        phrases: [
          'No credentials specified or obtained from persisted/shell defaults',
        ],
        weight: 0.85,
      },
      {
        phrases: ['No valid credential sources found'],
        with: ['aws'],
        weight: 0.8,
      },
      {
        phrases: ['No credentials could be loaded from the chain'],
        weight: 0.85,
      },
      {
        phrases: ['No AWS credentials'],
        with: ['provider', 'chain', 'found', 'environment'],
        weight: 0.6,
      },
      {
        phrases: ['EC2MetadataError', 'failed to make EC2Metadata request'],
        weight: 0.7,
      },
    ],
    prove: (names, account) => {
      const bare = failingEvidence('pods-injected', names, account);
      return bare.speaks === 'for' && names.serviceAccounts.length === 0
        ? { ...bare, speaks: 'silent' }
        : bare;
    },
  },
];
