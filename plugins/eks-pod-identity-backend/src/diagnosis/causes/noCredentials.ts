import { failingEvidence } from '../account';
import { Cause, nameOr, Signature } from '../cause';
import {
  placeLookups,
  singleSignOn,
  stsUnreached,
  unreadable,
} from './elsewhere';

/** The same words end other stories: a login that expired, a token file that may not be read, STS out of reach. */
function withoutOthers(signatures: Signature[]): Signature[] {
  return signatures.map(signature => ({
    ...signature,
    without: [
      ...(signature.without ?? []),
      ...singleSignOn,
      ...unreadable,
      ...stsUnreached,
    ],
  }));
}

/** Pods that carry no identity. Texts after docs/facts/sdk-notes.md. */
export const noCredentialsCauses: Cause[] = [
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
    writtenElsewhere: true,
    signatures: withoutOthers([
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
        with: ['security-credentials', 'EC2RoleRequestError', 'credential'],
        without: placeLookups,
        weight: 0.7,
      },
      {
        phrases: ['meta-data/iam/security-credentials'],
        with: [
          'deadline exceeded',
          'timeout',
          'timed out',
          'connection refused',
          'no route to host',
          'EHOSTUNREACH',
          'ECONNREFUSED',
          '404',
          '401',
        ],
        weight: 0.75,
      },
      {
        // The chain of Rust's object_store ends at the metadata of the instance.
        phrases: ['latest/api/token'],
        with: ['Generic S3 error', 'object_store'],
        weight: 0.75,
      },
      { phrases: ['EC2RoleRequestError'], weight: 0.8 },
      { phrases: ['Failed to load credentials from IMDS'], weight: 0.8 },
      {
        phrases: [
          'Failed to retrieve credentials from EC2 Instance Metadata Service',
        ],
        weight: 0.85,
      },
      { phrases: ['Provider returned no credentials'], weight: 0.85 },
      {
        phrases: ['Credential is missing'],
        with: ['CredentialsProviderError', 'aws-sdk', 'smithy'],
        weight: 0.8,
      },
      {
        phrases: ['You tried to access the AWS EC2 instance metadata'],
        weight: 0.8,
      },
      {
        phrases: ['Unable to fetch credentials'],
        with: ['cognitect'],
        weight: 0.8,
      },
      { phrases: ['no EC2 instance role found'], weight: 0.8 },
      { phrases: ['No valid AWS credentials found'], weight: 0.85 },
      { phrases: ['No valid AWS credentials'], weight: 0.7 },
      { phrases: ['No signing credentials available'], weight: 0.85 },
      { phrases: ['AWS_AUTH_SIGNING_NO_CREDENTIALS'], weight: 0.85 },
      { phrases: ['SigningStageError', 'MissingCredentials'], weight: 0.85 },
      {
        phrases: [
          'missing credentials, provide credentials with one of the following options',
        ],
        weight: 0.85,
      },
      {
        phrases: [
          "Couldn't find AWS credentials in environment, credentials file, or IAM role",
        ],
        weight: 0.85,
      },
      {
        phrases: ['no valid credential sources for'],
        with: ['AWS', 'S3 Backend'],
        weight: 0.8,
      },
      { phrases: ['AWS credentials not found'], weight: 0.7 },
      { phrases: ['could not find AWS credentials'], weight: 0.7 },
      { phrases: ['Unable to find AWS credentials'], weight: 0.7 },
      { phrases: ['failed to find AWS credentials'], weight: 0.7 },
      { phrases: ['failed to retrieve AWS credentials'], weight: 0.6 },
      { phrases: ['Unable to load AWS credentials'], weight: 0.75 },
    ]),
    prove: (names, account) => {
      const bare = failingEvidence('pods-injected', names, account);
      return bare.speaks === 'for' && names.serviceAccounts.length === 0
        ? { ...bare, speaks: 'silent' }
        : bare;
    },
  },
];
