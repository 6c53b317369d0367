import type {
  SdkEvidence,
  SdkSummary,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { hoursAgo } from './account';

const botocore: SdkEvidence = {
  source: 'lockfile',
  sdk: 'python-botocore',
  package: 'botocore',
  version: '1.32.7',
  supportsPodIdentity: false,
  minimum: '1.34.41',
  officialMinimum: '1.31.62',
  below: 'works-for-a-day',
  reason:
    'botocore 1.32.0 to 1.34.40 read the token once and fail when it is rotated.',
  direct: false,
  via: ['boto3 1.29.7', 'botocore 1.32.7'],
  evidence: {
    what: 'botocore 1.32.7',
    source: 'repository',
    where: 'services/orders/poetry.lock:412',
    url: 'https://git.example.org/shop/orders/blob/main/services/orders/poetry.lock#L412',
    readAt: hoursAgo(3),
  },
};

const javascript: SdkEvidence = {
  source: 'lockfile',
  sdk: 'js-v3',
  package: '@aws-sdk/credential-provider-node',
  version: '3.720.0',
  supportsPodIdentity: true,
  minimum: '3.503.1',
  officialMinimum: '3.458.0',
  below: 'falls-through',
  reason: '3.720.0 is 3.503.1 or later.',
  direct: false,
  via: [
    '@aws-sdk/client-s3 3.720.0',
    '@aws-sdk/credential-provider-node 3.720.0',
  ],
  evidence: {
    what: '@aws-sdk/credential-provider-node 3.720.0',
    source: 'repository',
    where: 'package-lock.json:812',
    url: 'https://git.example.org/shop/cart/blob/main/package-lock.json#L812',
    readAt: hoursAgo(3),
  },
};

/** An SDK that is too old, one that does not decide, one that nothing tells of, and a file that can't be read. */
export function oldBotocore(): SdkSummary {
  return {
    verdict: 'too-old',
    reason: 'python-botocore 1.32.7 is below 1.34.41.',
    sdks: [
      javascript,
      {
        source: 'manifest',
        sdk: 'go-v2',
        package: 'github.com/aws/aws-sdk-go-v2/config',
        range: '>=1.20',
        supportsPodIdentity: null,
        minimum: '1.27.11',
        officialMinimum: '1.27.11',
        below: 'fails-or-falls-through',
        reason: 'A range does not tell which version is built in.',
        direct: true,
        evidence: {
          what: 'config >=1.20',
          source: 'repository',
          where: 'tools/go.mod:9',
          readAt: hoursAgo(3),
        },
      },
      botocore,
      {
        ...botocore,
        package: 'moto',
        sdk: 'python-boto3',
        version: '4.2.0',
        supportsPodIdentity: null,
        minimum: undefined,
        officialMinimum: undefined,
        below: undefined,
        scope: 'development',
        via: undefined,
        direct: true,
        reason: 'A mock for tests.',
      },
    ],
    files: [
      { file: 'services/orders/poetry.lock', format: 'poetry', ok: true },
      { file: 'package-lock.json', format: 'npm', ok: true },
      {
        file: 'legacy/requirements.txt',
        format: 'requirements',
        ok: false,
        error: 'line 14: a hash without a version',
      },
    ],
  };
}

/** One SDK, new enough. */
export function recentSdks(): SdkSummary {
  return {
    verdict: 'supported',
    reason: 'js-v3 3.720.0 is 3.503.1 or later.',
    sdks: [javascript],
    files: [{ file: 'package-lock.json', format: 'npm', ok: true }],
  };
}
