import { all, associated, migrated } from '../__testUtils__/changes';
import { describeCheck, Row } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import {
  ACCOUNT,
  association,
  CLUSTER_ARN,
  container,
  ISSUER_HOST,
  oidcStatement,
  podIdentityStatement,
  policyText,
  PROVIDER_ARN,
  role,
  roleArn,
  rolePolicy,
  World,
} from '../__testUtils__/world';

const FOREIGN = '444455556666';
const oidc = oidcStatement('orders', 'api');
const trust =
  (...statements: object[]) =>
  ({ role: own }: World) => {
    own.trustPolicy = policyText(oidc, ...statements);
  };
const conditioned = (Condition: object) =>
  trust({ ...podIdentityStatement, Condition });
const policies =
  (...statements: object[]) =>
  ({ role: own }: World) => {
    own.policies = sighted([rolePolicy('own', statements)], 'iam');
  };
const rolesDenied = ({ facts }: World) => {
  facts.iam.roles = denied('iam:ListRoles');
};
const annotated = (arn: string | undefined) => (world: World) => {
  world.account.annotations = arn ? { 'eks.amazonaws.com/role-arn': arn } : {};
};
const bare = all(annotated(undefined), ({ pod }) => {
  pod.containers = [container()];
});

describeCheck('role-exists', 'workload', [
  ['pass', 'the role is there', () => {}],
  [
    'fail',
    'the role is not there',
    annotated(roleArn('gone')),
    /does not exist/,
  ],
  [
    'fail',
    'the ARN lacks the path of the role',
    ({ role: own }) => {
      own.arn = roleArn('shop/orders');
    },
  ],
  ['unknown', 'roles may not be listed', rolesDenied],
  ['fail', 'it uses AWS and has no role', bare, /has no role of its own/],
  [
    'unknown',
    'it has no role, and whether it uses AWS is not known',
    all(bare, ({ service }) => {
      service.annotations = {};
    }),
  ],
  [
    'not-applicable',
    'the role is of another account',
    annotated(roleArn('x', FOREIGN)),
  ],
  [
    'not-applicable',
    'the annotation is not the ARN of a role',
    annotated('orders'),
    /'orders' is not the ARN of a role/,
  ],
]);

describeCheck('role-account', 'workload', [
  ['pass', 'role and cluster are of one account', () => {}],
  [
    'fail',
    'the role is of another account',
    annotated(roleArn('x', FOREIGN)),
    /Cross-account pass role is not allowed/,
  ],
  ...[
    'orders',
    `"${roleArn('orders')}"`,
    'arn:aws:iam::111122223333:user/orders',
    'arn:aws:iam::111122223333:instance-profile/orders',
    'arn:aws:iam::<ACCOUNT_ID>:role/orders',
    'arn:aws:sts::111122223333:assumed-role/orders/session',
  ].map(
    (text): Row => [
      'fail',
      `the annotation says ${text}`,
      annotated(text),
      /ServiceAccount orders\/api is '.*', which is not the ARN of a role/,
    ],
  ),
]);

const target = roleArn('target');
const withTarget =
  (trustPolicy: string, own: object[], disableSessionTags = false) =>
  (world: World) => {
    world.associations.push(
      association({ targetRoleArn: target, disableSessionTags }),
    );
    world.roles.push(role('target', { trustPolicy }));
    policies(...own)(world);
  };
const bothActions = ['sts:AssumeRole', 'sts:TagSession'];
const allowTarget = { Effect: 'Allow', Action: bothActions, Resource: target };
const trustsOwn = (Action: string | string[]) =>
  policyText({
    Effect: 'Allow',
    Principal: { AWS: roleArn('orders') },
    Action,
  });

describeCheck('role-account', 'workload', [
  [
    'pass',
    'the target role trusts it with both actions, and it may use them',
    withTarget(trustsOwn(bothActions), [allowTarget]),
  ],
  [
    'fail',
    'the target role lacks sts:TagSession',
    withTarget(trustsOwn('sts:AssumeRole'), [allowTarget]),
    /sts:TagSession/,
  ],
  [
    'pass',
    'the target role lacks it, and session tags are off',
    withTarget(trustsOwn('sts:AssumeRole'), [allowTarget], true),
  ],
  [
    'fail',
    'its own policies lack sts:TagSession',
    withTarget(trustsOwn(bothActions), [
      { ...allowTarget, Action: 'sts:AssumeRole' },
    ]),
    /may not sts:TagSession/,
  ],
  [
    'unknown',
    'the target role is of another account',
    world => {
      world.associations.push(
        association({ targetRoleArn: roleArn('far', FOREIGN) }),
      );
      policies({ ...allowTarget, Resource: roleArn('far', FOREIGN) })(world);
    },
  ],
  [
    'fail',
    'the target role is not there',
    world => {
      world.associations.push(association({ targetRoleArn: target }));
      policies(allowTarget)(world);
    },
    /does not exist/,
  ],
]);

describeCheck('role-account', 'workload', [
  [
    'fail',
    'the target role asks for another namespace',
    withTarget(
      policyText({
        Effect: 'Allow',
        Principal: { AWS: roleArn('orders') },
        Action: bothActions,
        Condition: {
          StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'payments' },
        },
      }),
      [allowTarget],
    ),
  ],
  [
    'fail',
    'the target role asks for the namespace, and session tags are off',
    withTarget(
      policyText({
        Effect: 'Allow',
        Principal: { AWS: roleArn('orders') },
        Action: bothActions,
        Condition: {
          StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'orders' },
        },
      }),
      [allowTarget],
      true,
    ),
  ],
  [
    'pass',
    'the target role asks for the external id of the association',
    all(
      withTarget(
        policyText({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: bothActions,
          Condition: {
            StringEquals: {
              'sts:ExternalId': 'us-east-1/111122223333/main/orders/api',
            },
          },
        }),
        [allowTarget],
        true,
      ),
      ({ associations }) => {
        associations[0].externalId = 'us-east-1/111122223333/main/orders/api';
      },
    ),
  ],
  [
    'fail',
    'the target role asks for another external id',
    all(
      withTarget(
        policyText({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: bothActions,
          Condition: {
            StringEquals: {
              'sts:ExternalId': 'us-east-1/111122223333/other/orders/api',
            },
          },
        }),
        [allowTarget],
        true,
      ),
      ({ associations }) => {
        associations[0].externalId = 'us-east-1/111122223333/main/orders/api';
      },
    ),
  ],
  [
    'fail',
    'it denies itself sts:TagSession on the target role',
    withTarget(trustsOwn(bothActions), [
      allowTarget,
      { Effect: 'Deny', Action: 'sts:TagSession', Resource: '*' },
    ]),
  ],
  [
    'unknown',
    'the trust policy of the target role is none',
    withTarget('{', [allowTarget]),
  ],
  [
    'fail',
    'the trust of the target role has ended by now',
    withTarget(
      policyText({
        Effect: 'Allow',
        Principal: { AWS: roleArn('orders') },
        Action: bothActions,
        Condition: {
          DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
        },
      }),
      [allowTarget],
    ),
  ],
]);

describeCheck('association-role', 'workload', [
  [
    'fail',
    'its target role allows something else than the role of the annotation',
    all(withTarget(trustsOwn(bothActions), [allowTarget])),
    /other permissions/,
  ],
  [
    'pass',
    'the annotation names the target role',
    all(withTarget(trustsOwn(bothActions), [allowTarget]), annotated(target)),
  ],
  [
    'unknown',
    'its target role is of another account, and the annotation names the first one',
    world => {
      world.associations.push(
        association({ targetRoleArn: roleArn('far', FOREIGN) }),
      );
    },
  ],
]);

describeCheck('role-trust', 'workload', [
  ['pass', 'a statement of its own admits Pod Identity', () => {}],
  [
    'fail',
    'there is only the OIDC statement',
    trust(),
    /keeps Pod Identity out/,
  ],
  [
    'fail',
    'sts:TagSession is missing',
    trust({ ...podIdentityStatement, Action: 'sts:AssumeRole' }),
    /sts:TagSession/,
  ],
  [
    'pass',
    'the actions are in two statements',
    trust(
      { ...podIdentityStatement, Action: 'sts:AssumeRole' },
      { ...podIdentityStatement, Action: 'sts:TagSession' },
    ),
  ],
  [
    'pass',
    'the actions are written as sts:*',
    trust({ ...podIdentityStatement, Action: 'sts:*' }),
  ],
  [
    'fail',
    'both principals are merged under the OIDC conditions',
    ({ role: own }) => {
      own.trustPolicy = policyText({
        ...oidc,
        Principal: {
          Federated: PROVIDER_ARN,
          Service: 'pods.eks.amazonaws.com',
        },
        Action: ['sts:AssumeRoleWithWebIdentity', ...bothActions],
      });
    },
    /does not hold/,
  ],
  [
    'pass',
    'the session tags are its own',
    conditioned({
      StringEquals: {
        'aws:RequestTag/kubernetes-namespace': 'orders',
        'aws:RequestTag/kubernetes-service-account': 'api',
        'aws:RequestTag/eks-cluster-arn': CLUSTER_ARN,
      },
    }),
  ],
  [
    'fail',
    'the namespace is another',
    conditioned({
      StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'payments' },
    }),
  ],
  [
    'fail',
    'the service account is another',
    conditioned({
      StringEquals: {
        'aws:RequestTag/kubernetes-service-account': ['web', 'worker'],
      },
    }),
  ],
  [
    'pass',
    'the service account is one of several',
    conditioned({
      StringEquals: {
        'aws:RequestTag/kubernetes-service-account': ['web', 'api'],
      },
    }),
  ],
  [
    'pass',
    'a pattern covers the namespace',
    conditioned({
      StringLike: { 'aws:RequestTag/kubernetes-namespace': 'ord*' },
    }),
  ],
  [
    'fail',
    'the pattern is compared as text',
    conditioned({
      StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'ord*' },
    }),
  ],
  [
    'pass',
    'the source is the cluster',
    conditioned({
      ArnEquals: { 'aws:SourceArn': CLUSTER_ARN },
      StringEquals: { 'aws:SourceAccount': ACCOUNT },
    }),
  ],
  [
    'fail',
    'the source is written as the association',
    conditioned({
      ArnLike: {
        'aws:SourceArn': `arn:aws:eks:us-east-1:${ACCOUNT}:podidentityassociation/main/*`,
      },
    }),
  ],
  [
    'fail',
    'the source is another cluster',
    conditioned({
      StringEquals: { 'aws:SourceArn': CLUSTER_ARN.replace('main', 'other') },
    }),
  ],
  [
    'unknown',
    'it hangs on the organization',
    conditioned({ StringEquals: { 'aws:SourceOrgId': 'o-1234567890' } }),
  ],
  [
    'fail',
    'a statement denies everybody outside of the organization by a key that services lack',
    trust(podIdentityStatement, {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    }),
  ],
  [
    'pass',
    'the same denial spares AWS services',
    trust(podIdentityStatement, {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
  ],
  [
    'fail',
    'the tag keys that it lists are fewer than the six',
    conditioned({
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['kubernetes-namespace'] },
    }),
  ],
  [
    'pass',
    'one of the tag keys is asked for',
    conditioned({
      'ForAnyValue:StringEquals': { 'aws:TagKeys': ['kubernetes-namespace'] },
    }),
  ],
  [
    'fail',
    'a session tag is asked for, and the association sends none',
    all(
      conditioned({
        StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'orders' },
      }),
      world => {
        world.associations.push(association({ disableSessionTags: true }));
      },
    ),
  ],
  [
    'unknown',
    'it is no JSON',
    ({ role: own }) => {
      own.trustPolicy = '{"Version": ';
    },
    /is not JSON/,
  ],
  [
    'unknown',
    'the principal is everybody',
    trust({ ...podIdentityStatement, Principal: '*' }),
  ],
  [
    'fail',
    'the statement has ended by now',
    conditioned({
      DateLessThan: { 'aws:CurrentTime': '2026-11-20T11:00:00Z' },
    }),
  ],
  [
    'pass',
    'the statement has not ended by now',
    conditioned({
      DateLessThan: { 'aws:CurrentTime': '2026-11-20T13:00:00Z' },
    }),
  ],
  [
    'pass',
    'a denial of everybody has ended by now',
    trust(podIdentityStatement, {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { NumericLessThan: { 'aws:EpochTime': '1577836800' } },
    }),
  ],
  [
    'fail',
    'it takes sessions without tags alone',
    conditioned({ Null: { 'aws:RequestTag/kubernetes-namespace': 'true' } }),
  ],
  [
    'pass',
    'it takes its namespace, or sessions without tags',
    all(
      conditioned({
        StringEqualsIfExists: {
          'aws:RequestTag/kubernetes-namespace': 'payments',
        },
      }),
      world => {
        world.associations.push(association({ disableSessionTags: true }));
      },
    ),
  ],
  ['unknown', 'roles may not be listed', rolesDenied],
  [
    'unknown',
    'associations may not be listed',
    ({ cluster }) => {
      cluster.associations = denied();
    },
  ],
  [
    'unknown',
    'only the summary of the association could be read',
    world => {
      world.associations.push(association({ roleArn: undefined }));
    },
  ],
  ['not-applicable', 'there is no such role', annotated(roleArn('gone'))],
]);

describeCheck('role-permissions-irsa-bound', 'workload', [
  ['pass', 'the policies are plain', () => {}],
  [
    'fail',
    'a condition asks for the OIDC subject',
    policies({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: {
        StringEquals: {
          [`${ISSUER_HOST}:sub`]: 'system:serviceaccount:orders:api',
        },
      },
    }),
  ],
  [
    'pass',
    'a condition asks for the OIDC subject of another service account, which it never was',
    policies({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: { [`${ISSUER_HOST}:sub`]: 'x' } },
    }),
  ],
  [
    'fail',
    'a condition asks for the provider',
    policies({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:FederatedProvider': PROVIDER_ARN } },
    }),
  ],
  [
    'fail',
    'a resource holds the OIDC subject',
    policies({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: `arn:aws:s3:::b/\${${ISSUER_HOST}:sub}/*`,
    }),
  ],
  [
    'fail',
    'a condition asks for the name of the session',
    policies({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringLike: { 'aws:userid': '*:botocore-session-*' } },
    }),
  ],
  [
    'pass',
    'a condition names the role by its id, whatever the session',
    policies({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE:*' } },
    }),
  ],
  [
    'unknown',
    'a policy is no policy',
    ({ role: own }) => {
      own.policies = sighted([
        { name: 'own', kind: 'inline' as const, document: '[]' },
      ]);
    },
  ],
  [
    'unknown',
    'policies may not be read',
    ({ role: own }) => {
      own.policies = denied('iam:GetRolePolicy');
    },
  ],
]);

const GET = { Effect: 'Allow', Action: 's3:Get*', Resource: '*' };
const denyUnless = (Condition: object) =>
  policies(GET, { Effect: 'Deny', Action: '*', Resource: '*', Condition });

describeCheck('role-permissions-irsa-bound', 'workload', [
  [
    'fail',
    'everything is denied unless it comes from the provider',
    denyUnless({ StringNotEquals: { 'aws:FederatedProvider': PROVIDER_ARN } }),
    /takes effect/,
  ],
  [
    'fail',
    'everything is denied unless a provider is there',
    denyUnless({ Null: { 'aws:FederatedProvider': 'true' } }),
  ],
  [
    'pass',
    'everything is denied from another provider',
    denyUnless({
      StringEquals: { 'aws:FederatedProvider': `${PROVIDER_ARN}0` },
    }),
  ],
  [
    'fail',
    'a denial of its subject ends',
    denyUnless({
      StringLike: { [`${ISSUER_HOST}:sub`]: 'system:serviceaccount:orders:*' },
    }),
    /denial ends/,
  ],
  [
    'pass',
    'a statement with tags allows what one with the subject allows',
    policies(
      {
        ...GET,
        Condition: {
          StringEquals: {
            [`${ISSUER_HOST}:sub`]: 'system:serviceaccount:orders:api',
          },
        },
      },
      {
        ...GET,
        Condition: {
          StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'orders' },
        },
      },
    ),
  ],
  [
    'pass',
    'the condition holds for absent keys too',
    policies({
      ...GET,
      Condition: {
        StringEqualsIfExists: { 'aws:FederatedProvider': PROVIDER_ARN },
      },
    }),
  ],
  [
    'fail',
    'sessions must be called as an SDK calls them',
    policies({
      ...GET,
      Condition: { StringLike: { 'aws:userid': 'AROA*:aws-sdk-java-*' } },
    }),
  ],
  [
    'pass',
    'sessions may be called as those of Pod Identity are',
    policies({
      ...GET,
      Condition: { StringLike: { 'aws:userid': '*:eks-*' } },
    }),
  ],
  [
    'fail',
    'sessions that are called as those of Pod Identity are denied',
    denyUnless({ StringLike: { 'aws:userid': '*:eks-*' } }),
  ],
  [
    'pass',
    'the further session must have a name, which the code gives',
    policies(GET, {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: roleArn('further'),
      Condition: { StringLike: { 'sts:RoleSessionName': 'orders-*' } },
    }),
  ],
  [
    'fail',
    'the subject of a target role is asked for',
    world => {
      world.associations.push(association({ targetRoleArn: roleArn('t') }));
      world.roles.push(
        role('t', {
          policies: sighted(
            [
              rolePolicy('own', [
                {
                  ...GET,
                  Condition: { Null: { [`${ISSUER_HOST}:sub`]: 'false' } },
                },
              ]),
            ],
            'iam',
          ),
        }),
      );
    },
  ],
]);

describeCheck('permissions-boundary', 'workload', [
  ['not-applicable', 'there is none', () => {}],
  [
    'unknown',
    'it was not read',
    ({ role: own }) => {
      own.permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    },
  ],
  [
    'pass',
    'it does not lean on IRSA',
    ({ role: own }) => {
      own.permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
      own.policies = sighted([
        rolePolicy(
          'boundary',
          [{ Effect: 'Allow', Action: '*', Resource: '*' }],
          { kind: 'boundary' },
        ),
      ]);
    },
  ],
  [
    'fail',
    'it leans on IRSA',
    ({ role: own }) => {
      own.permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
      own.policies = sighted([
        rolePolicy(
          'boundary',
          [
            {
              Effect: 'Allow',
              Action: '*',
              Resource: '*',
              Condition: { StringLike: { [`${ISSUER_HOST}:sub`]: '*' } },
            },
          ],
          { kind: 'boundary' },
        ),
      ]);
    },
  ],
]);

const filler = (length: number) => ({
  Sid: 'Filler',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/${'x'.repeat(length)}` },
  Action: 'sts:AssumeRole',
});

describeCheck('trust-size', 'workload', [
  ['pass', 'the policy is short', () => {}],
  ['fail', 'the statement of Pod Identity no longer fits', trust(filler(1400))],
  [
    'warn',
    'it is long and holds the statement already',
    trust(podIdentityStatement, filler(1400)),
  ],
  [
    'warn',
    'the quota was raised, as its length shows',
    trust(podIdentityStatement, filler(2000)),
  ],
  ['fail', 'the raised quota is exhausted as well', trust(filler(3700))],
]);

const chain = (Action: string | string[], Resource: string) =>
  policies({ Effect: 'Allow', Action, Resource });
const further = (trustPolicy: string) => (world: World) => {
  world.roles.push(role('further', { trustPolicy }));
};
const accountRoot = (Action: string | string[]) =>
  policyText({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action,
  });

describeCheck('session-tags', 'workload', [
  ['pass', 'nothing is tagged and nothing is chained', () => {}],
  [
    'warn',
    'a tag of the role has the key of a session tag',
    ({ role: own }) => {
      own.tags = { 'kubernetes-namespace': 'x' };
    },
  ],
  [
    'fail',
    'such a tag is compared by the policies',
    all(({ role: own }: World) => {
      own.tags = { 'kubernetes-namespace': 'x' };
    }, policies({ Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'x' } } })),
  ],
  [
    'fail',
    'it assumes a further role whose trust lacks sts:TagSession',
    all(
      chain('sts:AssumeRole', roleArn('further')),
      further(trustsOwn('sts:AssumeRole')),
    ),
    /denied/,
  ],
  [
    'pass',
    'the further role names it and allows both',
    all(
      chain('sts:AssumeRole', roleArn('further')),
      further(trustsOwn(bothActions)),
    ),
  ],
  [
    'fail',
    'the further role trusts the account, and its own policies lack sts:TagSession',
    all(
      chain('sts:AssumeRole', roleArn('further')),
      further(accountRoot(bothActions)),
    ),
  ],
  [
    'pass',
    'the further role trusts the account, and its own policies allow both',
    all(
      chain(bothActions, roleArn('further')),
      further(accountRoot(bothActions)),
    ),
  ],
  [
    'fail',
    'it assumes a role of another account without sts:TagSession',
    chain('sts:AssumeRole', roleArn('further', FOREIGN)),
  ],
  [
    'unknown',
    'it may tag a role of another account, whose trust is not read',
    chain(bothActions, roleArn('further', FOREIGN)),
  ],
  [
    'not-applicable',
    'session tags are off',
    all(chain('sts:AssumeRole', roleArn('further', FOREIGN)), world => {
      world.associations.push(association({ disableSessionTags: true }));
    }),
  ],
  [
    'fail',
    'it may assume roles of another account by a pattern, and not tag them',
    chain('sts:AssumeRole', `arn:aws:iam::${FOREIGN}:role/automation-*`),
  ],
  [
    'unknown',
    'it may assume any role, and not tag them: nobody sees which ones it does assume',
    chain('sts:AssumeRole', '*'),
  ],
  [
    'warn',
    'it sends tags of its own',
    policies({
      Effect: 'Allow',
      Action: 'sts:TagSession',
      Resource: '*',
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenant'] } },
    }),
  ],
  [
    'unknown',
    'policies may not be read',
    ({ role: own }) => {
      own.policies = denied('iam:ListRolePolicies');
    },
  ],
]);

describeCheck('session-duration', 'workload', [
  ['pass', 'the role allows an hour', () => {}],
  [
    'warn',
    'the role allows twelve hours',
    ({ role: own }) => {
      own.maxSessionDuration = 43200;
    },
  ],
  ['pass', 'an association has no target role', associated],
  ['pass', 'the move is done', migrated],
]);
