import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {
  CreatePodIdentityAssociationCommand,
  ListClustersCommand,
} from '@aws-sdk/client-eks';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import {
  failure,
  startAwsOnly,
  type AwsOnly,
} from '../../__testUtils__/awsOnly';
import type { Association, RunningPod } from '../../state/types';

const association = {
  roleArn: 'arn:aws:iam::111122223333:role/app',
  disableSessionTags: false,
} as Association;

function pod(name: string, rest: Partial<RunningPod>): RunningPod {
  return {
    namespace: 'shop',
    name,
    uid: `00000000-0000-4000-8000-${name.padEnd(12, '0').slice(0, 12)}`,
    serviceAccount: 'cart',
    createdAt: new Date('2026-06-01T03:00:00Z'),
    binding: { kind: 'none' },
    containers: [{ name: 'main', sdk: 'python-boto3 1.34.100' }],
    ...rest,
  };
}

const account = {
  regions: ['ap-northeast-2', 'us-east-1'],
  faults: { throttling: false },
  iam: {
    roles: [
      {
        name: 'app',
        trust: { podIdentity: true, irsa: ['production/shop/cart'] },
      },
      { name: 'irsa', trust: { irsa: ['production/shop/cart'] } },
    ],
  },
  clusters: [
    {
      name: 'production',
      nodegroups: [{ name: 'general', httpPutResponseHopLimit: 2 }],
    },
  ],
  cloudTrail: {
    events: [
      {
        eventTime: '3 hours ago',
        eventName: 'CreateBucket',
        eventSource: 's3.amazonaws.com',
        region: 'ap-northeast-2',
        username: 'alice',
      },
    ],
  },
};

describe('CloudTrail', () => {
  let aws: AwsOnly;
  afterEach(() => aws.close());

  const lookup = async (input: LookupEventsCommandInput = {}) => {
    const { Events = [], NextToken } = await aws.cloudtrail.send(
      new LookupEventsCommand(input),
    );
    return {
      NextToken,
      events: Events,
      records: Events.map(({ CloudTrailEvent }) =>
        JSON.parse(CloudTrailEvent ?? ''),
      ),
    };
  };
  const by = (AttributeKey: 'EventName', AttributeValue: string) =>
    lookup({ LookupAttributes: [{ AttributeKey, AttributeValue }] });

  it('tells of IRSA by the SDK that called', async () => {
    aws = await startAwsOnly(account, {
      pods: {
        production: [
          pod('cart-1', {
            binding: {
              kind: 'irsa',
              roleArn: 'arn:aws:iam::111122223333:role/irsa',
            },
          }),
        ],
      },
    });
    const { records, events } = await by(
      'EventName',
      'AssumeRoleWithWebIdentity',
    );
    expect(records).toHaveLength(2);
    expect(events[0].Username).toBe('system:serviceaccount:shop:cart');
    expect(records[0]).toMatchObject({
      eventTime: '2026-06-01T11:00:00Z',
      userIdentity: {
        type: 'WebIdentityUser',
        userName: 'system:serviceaccount:shop:cart',
      },
      requestParameters: {
        roleArn: 'arn:aws:iam::111122223333:role/irsa',
        roleSessionName: 'botocore-session-1780311600',
      },
    });
    expect(records[0].userAgent).toContain('md/Botocore#1.34.100');
    const calls = await by('EventName', 'ListBuckets');
    expect(calls.records[0].userIdentity.sessionContext).toMatchObject({
      sessionIssuer: { userName: 'irsa' },
      webIdFederationData: {},
    });
  });

  it('tells of Pod Identity by session tags and session name', async () => {
    aws = await startAwsOnly(account, {
      pods: {
        production: [
          pod('cart-6d5f7c9b8-x2x4z', {
            binding: { kind: 'pod-identity', association },
            containers: [
              { name: 'main', sdk: 'js-v3 3.800.0', calls: ['kms:ListKeys'] },
            ],
          }),
        ],
      },
    });
    const { records } = await by('EventName', 'AssumeRole');
    expect(records[0]).toMatchObject({
      userIdentity: { type: 'AWSService', invokedBy: 'pods.eks.amazonaws.com' },
      userAgent: 'pods.eks.amazonaws.com',
      requestParameters: { durationSeconds: 21600 },
    });
    expect(records[0].requestParameters.roleSessionName).toMatch(
      /^eks-production-cart-6d5f7-[0-9a-f-]{36}$/,
    );
    expect(records[0].requestParameters.tags).toContainEqual({
      key: 'kubernetes-service-account',
      value: 'cart',
    });
    expect(records[0].requestParameters.transitiveTagKeys).toHaveLength(6);
    const calls = await by('EventName', 'ListKeys');
    expect(calls.records[0].userAgent).toMatch(
      /^aws-sdk-js\/3\.800\.0 .* m\/z/,
    );
  });

  it.each<[string, string, string | undefined]>([
    [
      'goes on to the node role in silence',
      'java-v2 2.20.10',
      'production-node',
    ],
    ['stops', 'js-v3 3.490.0', undefined],
  ])('shows that an SDK which is too old %s', async (_, sdk, role) => {
    aws = await startAwsOnly(account, {
      pods: {
        production: [
          pod('cart-1', {
            binding: { kind: 'pod-identity', association },
            containers: [{ name: 'main', sdk }],
          }),
        ],
      },
    });
    expect((await by('EventName', 'AssumeRole')).records).toEqual([]);
    const [call] = (await by('EventName', 'ListBuckets')).records;
    expect(call?.userIdentity.sessionContext.sessionIssuer.userName).toBe(role);
  });

  it('shows that a trust policy refuses the pod', async () => {
    aws = await startAwsOnly(account, {
      pods: {
        production: [
          pod('pay-1', {
            serviceAccount: 'pay',
            binding: {
              kind: 'irsa',
              roleArn: 'arn:aws:iam::111122223333:role/irsa',
            },
          }),
        ],
      },
    });
    expect(
      (await by('EventName', 'AssumeRoleWithWebIdentity')).records[0].errorCode,
    ).toBe('AccessDenied');
    expect((await by('EventName', 'ListBuckets')).records).toEqual([]);
  });

  it('records a pod that comes up later, and shows it after the delay', async () => {
    aws = await startAwsOnly(account);
    const state = aws.simulator.state();
    const [cluster] = state.clusters.values();
    state.events.emit(
      'pod-started',
      cluster,
      pod('new-1', { binding: { kind: 'pod-identity', association } }),
    );
    expect((await by('EventName', 'AssumeRole')).records).toEqual([]);
    aws.simulator.control.advanceScaled(400);
    expect((await by('EventName', 'AssumeRole')).records).toHaveLength(1);
  });

  it('records the calls that it serves, refused ones too, global services in us-east-1', async () => {
    aws = await startAwsOnly(account);
    await aws.eks.send(new ListClustersCommand({}));
    await aws.iam.send(new ListRolesCommand({}));
    await failure(
      aws.eks.send(
        new CreatePodIdentityAssociationCommand({
          clusterName: 'production',
          namespace: 'n',
          serviceAccount: 's',
          roleArn: '',
        }),
      ),
    );
    aws.simulator.control.advanceScaled(400);
    const created = await by('EventName', 'CreatePodIdentityAssociation');
    expect(created.events[0]).toMatchObject({
      ReadOnly: 'false',
      Username: 'simulator',
      EventSource: 'eks.amazonaws.com',
    });
    expect(created.records[0]).toMatchObject({
      errorCode: 'AccessDeniedException',
      requestParameters: { clusterName: 'production', roleArn: '' },
    });
    expect((await by('EventName', 'ListRoles')).events).toEqual([]);
    const global = new CloudTrailClient({ ...aws.config, region: 'us-east-1' });
    const { Events } = await global.send(
      new LookupEventsCommand({
        LookupAttributes: [
          { AttributeKey: 'EventName', AttributeValue: 'ListRoles' },
        ],
      }),
    );
    expect(Events).toHaveLength(1);
    global.destroy();
  });

  it('is paged newest first, by tokens that go with one question', async () => {
    aws = await startAwsOnly(account, {
      pods: {
        production: ['a', 'b', 'c'].map(name =>
          pod(name, {
            binding: {
              kind: 'irsa',
              roleArn: 'arn:aws:iam::111122223333:role/irsa',
            },
          }),
        ),
      },
    });
    const seen: Date[] = [];
    let NextToken: string | undefined;
    do {
      const page = await lookup({ MaxResults: 5, NextToken });
      seen.push(...page.events.map(({ EventTime }) => EventTime as Date));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(seen).toHaveLength(13);
    expect([...seen].sort((a, b) => b.getTime() - a.getTime())).toEqual(seen);
    const { NextToken: token } = await lookup({ MaxResults: 5 });
    const error = await failure(
      lookup({
        MaxResults: 5,
        NextToken: token,
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'x' }],
      }),
    );
    expect(error.name).toBe('InvalidNextTokenException');
  });

  it.each<[string, LookupEventsCommandInput, string]>([
    [
      'two attributes',
      {
        LookupAttributes: [
          { AttributeKey: 'EventName', AttributeValue: 'a' },
          { AttributeKey: 'EventId', AttributeValue: 'b' },
        ],
      },
      'InvalidLookupAttributesException',
    ],
    [
      'an attribute that is none',
      {
        LookupAttributes: [
          { AttributeKey: 'Nope' as never, AttributeValue: 'a' },
        ],
      },
      'InvalidLookupAttributesException',
    ],
    ['51 events', { MaxResults: 51 }, 'InvalidMaxResultsException'],
    [
      'an end before the start',
      { StartTime: new Date(2000), EndTime: new Date(1000) },
      'InvalidTimeRangeException',
    ],
    [
      'a token that is not ours',
      { NextToken: 'x' },
      'InvalidNextTokenException',
    ],
  ])('refuses %s', async (_, input, name) => {
    aws = await startAwsOnly(account);
    expect((await failure(lookup(input))).name).toBe(name);
  });

  it('allows two look-ups at once and then throttles', async () => {
    aws = await startAwsOnly({ ...account, faults: {} });
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => lookup()),
    );
    const refused = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason.name] : [],
    );
    expect(refused).toEqual([
      'ThrottlingException',
      'ThrottlingException',
      'ThrottlingException',
    ]);
  });
});
