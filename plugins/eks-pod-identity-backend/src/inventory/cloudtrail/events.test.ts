import type { Event } from '@aws-sdk/client-cloudtrail';
import { newestUses, userAgentOf, usesOf, type Surroundings } from './events';

const clusterArn = 'arn:aws:eks:ap-northeast-2:111122223333:cluster/shop';
const roleArn = 'arn:aws:iam::111122223333:role/app';

const surroundings: Surroundings = {
  clusters: [
    {
      arn: clusterArn,
      oidcIssuer: 'https://oidc.eks.ap-northeast-2.amazonaws.com/id/ABC',
    },
  ],
  associations: [
    {
      clusterArn,
      namespace: 'shop',
      serviceAccount: 'untagged',
      roleArn: `${roleArn}-untagged`,
      disableSessionTags: true,
    },
    ...['one', 'two'].map(serviceAccount => ({
      clusterArn,
      namespace: 'shop',
      serviceAccount,
      roleArn: `${roleArn}-shared`,
      disableSessionTags: true,
    })),
  ],
};

function event(record: object): Event {
  return {
    CloudTrailEvent: JSON.stringify({
      eventID: 'e1',
      eventTime: '2026-06-01T10:00:00Z',
      awsRegion: 'ap-northeast-2',
      ...record,
    }),
  };
}

const webIdentity = {
  eventName: 'AssumeRoleWithWebIdentity',
  userAgent: 'Boto3/1.34.100',
  userIdentity: {
    type: 'WebIdentityUser',
    userName: 'system:serviceaccount:shop:orders',
    identityProvider:
      'arn:aws:iam::111122223333:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/ABC',
  },
  requestParameters: { roleArn, roleSessionName: 'botocore-session-1' },
  responseElements: { credentials: { accessKeyId: 'ASIAONE' } },
};

const assumed = {
  eventName: 'AssumeRole',
  userAgent: 'pods.eks.amazonaws.com',
  userIdentity: { type: 'AWSService', invokedBy: 'pods.eks.amazonaws.com' },
  requestParameters: {
    roleArn,
    tags: [
      { key: 'eks-cluster-arn', value: clusterArn },
      { key: 'kubernetes-namespace', value: 'shop' },
      { key: 'kubernetes-service-account', value: 'pay' },
    ],
  },
  responseElements: null,
};

describe('usesOf', () => {
  it.each<[string, object, object | undefined]>([
    [
      'a web identity of a known cluster: the SDK in the pod',
      webIdentity,
      {
        kind: 'irsa',
        clusterArn,
        namespace: 'shop',
        serviceAccount: 'orders',
        roleArn,
        userAgent: 'Boto3/1.34.100',
      },
    ],
    [
      'a web identity of a cluster that is not read: no cluster',
      {
        ...webIdentity,
        userIdentity: { ...webIdentity.userIdentity, identityProvider: 'x' },
      },
      { kind: 'irsa', clusterArn: undefined, serviceAccount: 'orders' },
    ],
    [
      'a web identity that is no service account',
      { ...webIdentity, userIdentity: { userName: 'repo:org/name' } },
      undefined,
    ],
    [
      'a call that failed: it used nothing',
      { ...webIdentity, errorCode: 'AccessDenied' },
      undefined,
    ],
    [
      'an AssumeRole of EKS: its session tags tell the workload, its user agent nothing',
      assumed,
      {
        kind: 'pod-identity',
        clusterArn,
        namespace: 'shop',
        serviceAccount: 'pay',
        userAgent: undefined,
      },
    ],
    [
      'an AssumeRole without tags of a role with one association',
      {
        ...assumed,
        requestParameters: { roleArn: `${roleArn}-untagged` },
      },
      { clusterArn, serviceAccount: 'untagged' },
    ],
    [
      'an AssumeRole without tags of a role that many share: no guess',
      { ...assumed, requestParameters: { roleArn: `${roleArn}-shared` } },
      { clusterArn: undefined, serviceAccount: undefined },
    ],
    [
      'an AssumeRole of somebody else',
      { ...assumed, userIdentity: { type: 'AssumedRole' } },
      undefined,
    ],
    [
      'a record without a time',
      { ...webIdentity, eventTime: 'soon' },
      undefined,
    ],
  ])('tells %s', (_what, record, expected) => {
    const { usage } = usesOf([event(record)], surroundings);
    // An absent member and an undefined one say the same.
    expect(usage).toEqual(
      expected ? usage.map(use => ({ ...use, ...expected })) : [],
    );
    expect(usage).toHaveLength(expected ? 1 : 0);
  });

  it('finds the session by which later calls are found', () => {
    expect(usesOf([event(webIdentity)], surroundings).sessions).toEqual([
      expect.objectContaining({ accessKeyId: 'ASIAONE' }),
    ]);
  });

  it('survives what is no record', () => {
    expect(
      usesOf(
        [{}, { CloudTrailEvent: '{' }, { CloudTrailEvent: '[]' }],
        surroundings,
      ),
    ).toEqual({ usage: [], sessions: [] });
  });
});

describe('userAgentOf', () => {
  it.each([
    ['[aws-sdk-java/2.24.5 Linux]', 'aws-sdk-java/2.24.5 Linux'],
    ['Boto3/1.34.100', 'Boto3/1.34.100'],
    ['pods.eks.amazonaws.com', undefined],
    ['s3.amazonaws.com.cn', undefined],
    ['', undefined],
    [null, undefined],
  ])('of %s is %s', (text, expected) => {
    expect(userAgentOf(text)).toBe(expected);
  });
});

it('newestUses keeps one use of each kind, the newest', () => {
  const use = {
    eventId: 'a',
    at: '2026-06-01T10:00:00.000Z',
    region: 'ap-northeast-2',
    roleArn,
    kind: 'irsa' as const,
    userAgent: 'Boto3/1',
  };
  const newer = { ...use, eventId: 'b', at: '2026-06-02T10:00:00.000Z' };
  const other = { ...use, eventId: 'c', userAgent: 'Boto3/2' };
  expect(newestUses([use, newer, other])).toEqual([newer, other]);
});
