import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { describeSdk, nameSdk, sdkLabel } from './sdkNames';

function evidence(entry: Partial<SdkEvidence>): SdkEvidence {
  return {
    source: 'lockfile',
    sdk: 'java-v2',
    package: 'software.amazon.awssdk:auth',
    version: '2.20.160',
    minimum: '2.21.30',
    supportsPodIdentity: false,
    reason:
      "2.20.160 is below 2.21.30: it goes on silently to the node's role in a pod that uses Pod Identity.",
    below: 'falls-through',
    evidence: {
      what: 'found',
      source: 'repository',
      where: 'gradle.lockfile:10',
    },
    ...entry,
  };
}

const event = {
  what: 'User agent',
  source: 'cloudtrail' as const,
  where: 'CloudTrail event e-1 in us-east-1',
};
const pod = {
  what: 'Image registry.k8s.io/external-dns/external-dns:v0.14.0',
  source: 'kubernetes' as const,
  where: 'Pod dns/external-dns-1 in main',
};
const image: Partial<SdkEvidence> = {
  source: 'image',
  sdk: 'go-v1',
  package: 'external-dns',
  version: 'v0.14.0',
  minimum: 'v0.14.1',
  below: 'falls-through',
  reason:
    'external-dns v0.14.0 has an AWS SDK that is too old; v0.14.1 is the first release that works.',
  evidence: pod,
};

describe('describeSdk', () => {
  it.each<[string, Partial<SdkEvidence>, string]>([
    [
      'an SDK of a lockfile that is too old',
      {},
      "AWS SDK for Java 2.x 2.20.160 is too old: Pod Identity needs 2.21.30 or later (gradle.lockfile:10). In a pod with Pod Identity it would go on silently with the node's role.",
    ],
    [
      'one that was seen in use',
      {
        source: 'cloudtrail',
        evidence: event,
        reason: '2.20.160 is below 2.21.30.',
      },
      "AWS SDK for Java 2.x 2.20.160 is too old: Pod Identity needs 2.21.30 or later (seen in CloudTrail). In a pod with Pod Identity it would go on silently with the node's role.",
    ],
    [
      'one that is declared',
      {
        source: 'declared',
        reason: 'Declared as 2.20.160, which is below 2.21.30.',
        evidence: {
          what: 'x',
          source: 'catalog',
          where: 'component:default/a',
        },
      },
      "AWS SDK for Java 2.x 2.20.160 is too old: Pod Identity needs 2.21.30 or later (declared by component:default/a). In a pod with Pod Identity it would go on silently with the node's role.",
    ],
    [
      'one that is new enough',
      {
        version: '2.25.0',
        supportsPodIdentity: true,
        below: undefined,
        reason: '2.25.0 is not below 2.21.30.',
      },
      'AWS SDK for Java 2.x 2.25.0 supports Pod Identity, which needs 2.21.30 or later (gradle.lockfile:10).',
    ],
    [
      'one that is new enough, with a warning',
      {
        version: '2.25.0',
        supportsPodIdentity: true,
        below: undefined,
        reason: '2.25.0 is not below 2.21.30. AWS names another one.',
      },
      'AWS SDK for Java 2.x 2.25.0 supports Pod Identity, which needs 2.21.30 or later (gradle.lockfile:10). AWS names another one.',
    ],
    [
      'one that is judged by another package',
      {
        sdk: 'python-boto3',
        package: 'boto3',
        version: '1.26.0',
        minimum: '1.34.41',
        below: 'fails',
        reason:
          'Judged by botocore 1.29.0: 1.29.0 is below 1.34.41: it fails with an error in a pod that uses Pod Identity.',
      },
      'AWS SDK for Python (boto3) 1.26.0 is too old: Pod Identity needs 1.34.41 or later (by botocore 1.29.0, gradle.lockfile:10). In a pod with Pod Identity it would stop with an error.',
    ],
    [
      'a range, which stands once',
      {
        version: undefined,
        range: '>=2.1',
        supportsPodIdentity: null,
        below: undefined,
        reason:
          "Only a range is known ('>=2.1'). A lockfile or an SBOM would tell the version.",
      },
      "AWS SDK for Java 2.x (gradle.lockfile:10): Only a range is known ('>=2.1'). A lockfile or an SBOM would tell the version.",
    ],
    [
      'a range that reaches no good version, whose consequence stands once',
      {
        version: undefined,
        range: '~2.20.0',
        reason:
          "No version that '~2.20.0' admits reaches 2.21.30: it goes on silently to the node's role in a pod that uses Pod Identity.",
      },
      "AWS SDK for Java 2.x (gradle.lockfile:10): No version that '~2.20.0' admits reaches 2.21.30: it goes on silently to the node's role in a pod that uses Pod Identity.",
    ],
    [
      'a bound of another package, which is not the minimum',
      {
        sdk: 'dotnet',
        package: 'AWSSDK.S3',
        version: '3.7.307.0',
        minimum: '3.7.302.0',
        supportsPodIdentity: true,
        below: undefined,
        reason:
          '3.7.307.0 is not below 3.7.303.0, and asks for a AWSSDK.Core that is new enough.',
      },
      'AWS SDK for .NET (gradle.lockfile:10): 3.7.307.0 is not below 3.7.303.0, and asks for a AWSSDK.Core that is new enough.',
    ],
    [
      'an image, whose release is not the version of its SDK',
      image,
      "external-dns v0.14.0 has an AWS SDK that is too old; v0.14.1 is the first release that works (Pod dns/external-dns-1 in main). In a pod with Pod Identity it would go on silently with the node's role.",
    ],
    [
      'an image whose tag names no release',
      {
        ...image,
        version: 'latest',
        supportsPodIdentity: null,
        below: undefined,
        reason: "The tag 'latest' names no release.",
      },
      "external-dns (Pod dns/external-dns-1 in main): The tag 'latest' names no release.",
    ],
    [
      'an SDK that is in no table',
      {
        sdk: 'other',
        version: '1.0',
        supportsPodIdentity: null,
        reason: 'Nobody knows it.',
      },
      'other 1.0 (gradle.lockfile:10): Nobody knows it.',
    ],
  ])('says of %s what it is and what follows', (_name, entry, sentence) => {
    expect(describeSdk(evidence(entry))).toBe(sentence);
  });
});

it('names an image by its project for people, and by its SDK in JSON', () => {
  expect(nameSdk(evidence(image))).toBe('external-dns v0.14.0');
  expect(sdkLabel(evidence(image))).toBe('go-v1');
  expect(sdkLabel(evidence({}))).toBe('java-v2 2.20.160');
});
