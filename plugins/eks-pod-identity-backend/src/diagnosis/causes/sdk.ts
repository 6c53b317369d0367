import {
  clustersOf,
  failingEvidence,
  silent,
  workloadsFailing,
} from '../account';
import { Account } from '../../readiness/assessment';
import { Cause, Proof } from '../cause';
import { CONTAINER_HOST_REFUSED, javaScriptAge } from '../javaScript';
import { Names } from '../names';
import { agentAddresses } from './addresses';

/** How much the refusal of JavaScript v3 says that it is too old, by what is known of its version. */
const oldJavaScript = { old: 0.97, unclear: 0.41, new: 0 };

/** A web identity that STS found expired is one of IRSA: another token, and read by another provider. */
const atSts = ['AssumeRoleWithWebIdentity'];

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

/** Credentials that another program than the agent serves: Amazon's stand-in for ECS on one's own machine. */
const otherHosts = ['ecs-local-container-endpoints', 'awsecslocalendpoints'];

/** Causes in the code of the service: its AWS SDK and how it asks for credentials. Texts after docs/facts/sdk-notes.md. */
export const sdkCauses: Cause[] = [
  {
    id: 'sdk-ipv6',
    title: "The SDK does not accept the agent's IPv6 address",
    what: 'In an IPv6 cluster the agent listens on [fd00:ec2::23]. AWS SDK for JavaScript 2.x does not accept that address in any version, AWS SDK for Java 2.x only with a setting.',
    steps: () => [
      'Java v2: set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6 in the pod; it then accepts the address.',
      'JavaScript v2: no version does; migrate to v3.',
      'Until then keep IRSA for this workload: delete its association and restart the pods.',
    ],
    signatures: [
      {
        phrases: [
          'Unsupported hostname: AWS.RemoteCredentials only supports',
          'fd00:ec2::23 requested',
        ],
        weight: 0.97,
      },
      {
        // The wording of Java v2. Java v1 and Kotlin go on with 'Host can only be one of', and have versions that know it.
        phrases: [
          'fd00:ec2::23',
          'has an invalid host. Host should resolve to a loopback address',
        ],
        weight: 0.97,
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
      {
        phrases: [CONTAINER_HOST_REFUSED],
        weight: context => oldJavaScript[javaScriptAge(context)],
      },
      {
        phrases: ['Unsupported hostname: AWS.RemoteCredentials only supports'],
        without: ['fd00:ec2::23 requested'],
        weight: 0.97,
      },
      {
        phrases: ['AWS_CONTAINER_CREDENTIALS_FULL_URI has an invalid host'],
        without: otherHosts,
        weight: 0.95,
      },
      {
        phrases: [
          'AWS_CONTAINER_CREDENTIALS_FULL_URI',
          'Host should resolve to a loopback address',
        ],
        without: otherHosts,
        weight: 0.9,
      },
      {
        phrases: [
          'AWS_CONTAINER_CREDENTIALS_FULL_URI',
          'Host can only be one of',
        ],
        without: otherHosts,
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
        // Rust before 1.1.8 looks an address up that it does not know, where its DNS is not set up for that.
        phrases: [
          'invalid full URI for ECS provider',
          'no DNS resolver was provided',
        ],
        weight: 0.95,
      },
      {
        phrases: ['no DNS resolver was provided'],
        with: [...agentAddresses, 'EcsContainer', 'ECS provider'],
        weight: 0.9,
      },
      {
        phrases: ['Can only retrieve metadata from these hosts'],
        weight: 0.95,
      },
      ...agentAddresses.flatMap(address => [
        { phrases: [address, 'invalid endpoint host'], weight: 0.95 },
        { phrases: [address, 'Unsupported host'], weight: 0.94 },
        { phrases: [address, 'has an invalid host'], weight: 0.94 },
        { phrases: [address, 'contains an unsupported host'], weight: 0.95 },
        { phrases: [address, 'loopback'], weight: 0.8 },
        { phrases: [address, 'not an allowed host'], weight: 0.8 },
        { phrases: [address, 'host is not allowed'], weight: 0.8 },
      ]),
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
        with: ['container metadata', 'container-role'],
        without: atSts,
        weight: 0.95,
      },
      {
        phrases: [
          'Token expired: current date/time',
          'must be before the expiration date/time',
        ],
        without: ['AWS4', 'Signature expired', ...atSts],
        weight: 0.8,
      },
      {
        phrases: ['Received non 200 response 400 from container metadata'],
        with: ['token expired', 'token is expired'],
        weight: 0.97,
      },
    ],
    prove: oldSdks,
  },
];
