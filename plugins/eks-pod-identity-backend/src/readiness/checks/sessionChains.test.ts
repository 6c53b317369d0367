import { all, Change } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import {
  ACCOUNT,
  association,
  ISSUER_HOST,
  policyText,
  role,
  roleArn,
  rolePolicy,
} from '../__testUtils__/world';

// Expected by IAM's user guide ('Policy evaluation for requests within a single account', 'Cross-account policy evaluation
// logic', 'Passing session tags in AWS STS'), for code of orders/api with the role orders.
const FOREIGN = '444455556666';
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const BOTH = ['sts:AssumeRole', 'sts:TagSession'];
const OWN = roleArn('orders');
const B = roleArn('b');
const C = roleArn('c');
const TAGS = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
];

const trusts = (
  AWS: string | string[],
  Action: string | string[] = BOTH,
  more: object = {},
) => ({ Effect: 'Allow', Principal: { AWS }, Action, ...more });
const to = (
  Resource: string | string[],
  Action: string | string[] = BOTH,
  more: object = {},
) => ({ Effect: 'Allow', Action, Resource, ...more });

/** What the pod's own role may. */
const may =
  (...statements: object[]): Change =>
  ({ role: own }) => {
    own.policies = sighted([rolePolicy('own', statements)], 'iam');
  };
/** A further role with its trust, and what it may. */
const further =
  (name: string, trust: object[], ...statements: object[]): Change =>
  world => {
    world.roles.push(
      role(name, {
        trustPolicy: policyText(...trust),
        policies: sighted([rolePolicy('own', statements)], 'iam'),
      }),
    );
  };
const untagged: Change = world => {
  world.associations.push(association({ disableSessionTags: true }));
};
const bounded =
  (...statements: object[]): Change =>
  ({ role: own }) => {
    own.permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/limit`;
    own.policies = sighted(
      [rolePolicy('limit', statements, { kind: 'boundary' })],
      'iam',
    );
  };
/** What the pod's own role may, within a boundary. */
const limited =
  (statement: object, ...boundary: object[]): Change =>
  ({ role: own }) => {
    own.permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/limit`;
    own.policies = sighted(
      [
        rolePolicy('own', [statement]),
        rolePolicy('limit', boundary, { kind: 'boundary' }),
      ],
      'iam',
    );
  };

describeCheck('session-tags', 'workload', [
  [
    'fail',
    'a role trusts it by name with sts:AssumeRole alone, and no policy of its own names that role',
    further('b', [trusts(OWN, 'sts:AssumeRole')]),
    /sts:TagSession is denied/,
  ],
  [
    'pass',
    'a role trusts it by name with both actions, and no policy of its own names that role',
    further('b', [trusts(OWN)]),
  ],
  [
    'pass',
    'the actions are in two statements of the trust policy',
    further('b', [
      trusts(OWN, 'sts:AssumeRole'),
      trusts(OWN, 'sts:TagSession'),
    ]),
  ],
  [
    'fail',
    'a role trusts all actions but sts:TagSession',
    further('b', [
      trusts(OWN, BOTH, { Action: undefined, NotAction: 'sts:TagSession' }),
    ]),
  ],
  [
    'pass',
    'a role trusts the account, and no policy of its own names that role',
    further('b', [trusts(ROOT, 'sts:AssumeRole')]),
  ],
  [
    'fail',
    'the further role trusts the account by its number, and its own policies lack sts:TagSession',
    all(may(to(B, 'sts:AssumeRole')), further('b', [trusts(ACCOUNT)])),
  ],
  [
    'fail',
    'a role trusts everybody with its ARN, with sts:AssumeRole alone',
    further('b', [
      trusts('*', 'sts:AssumeRole', {
        Condition: { ArnEquals: { 'aws:PrincipalArn': OWN } },
      }),
    ]),
  ],
  [
    'fail',
    'a role trusts everybody with an ARN like its own, with sts:AssumeRole alone',
    further('b', [
      trusts('*', 'sts:AssumeRole', {
        Condition: {
          ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/ord*` },
        },
      }),
    ]),
  ],
  [
    'pass',
    'a role trusts everybody with the ARN of another role',
    further('b', [
      trusts('*', 'sts:AssumeRole', {
        Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn('payments') } },
      }),
    ]),
  ],
  [
    'fail',
    'the second hop trusts it with sts:AssumeRole alone',
    all(
      may(to(B)),
      further('b', [trusts(OWN)], to(C)),
      further('c', [trusts(ROOT, 'sts:AssumeRole')]),
    ),
    /reached by orders/,
  ],
  [
    'fail',
    'the third hop is known by its trust policy alone',
    all(
      further('b', [trusts(OWN)]),
      further('c', [trusts(B)]),
      further('d', [trusts(C, 'sts:AssumeRole')]),
    ),
    /orders and b/,
  ],
  [
    'fail',
    'the policies of the second hop lack sts:TagSession',
    all(
      may(to(B)),
      further('b', [trusts(OWN)], to(C, 'sts:AssumeRole')),
      further('c', [trusts(ROOT)]),
    ),
  ],
  [
    'pass',
    'roles assume each other in a ring',
    all(
      may(to(B)),
      further('b', [trusts(OWN)], to([OWN, C])),
      further('c', [trusts(B)], to(B)),
    ),
  ],
  [
    'unknown',
    'the second hop is of another account',
    all(may(to(B)), further('b', [trusts(OWN)], to(roleArn('x', FOREIGN)))),
  ],
  [
    'fail',
    'the second hop is of another account and may not be tagged',
    all(
      may(to(B)),
      further('b', [trusts(OWN)], to(roleArn('x', FOREIGN), 'sts:AssumeRole')),
    ),
  ],
  [
    'unknown',
    'the policies of the second hop were not read',
    all(further('b', [trusts(OWN)]), ({ roles }) => {
      roles.find(({ name }) => name === 'b')!.policies = denied();
    }),
  ],
  [
    'unknown',
    'the trust policy of the further role is none',
    all(may(to(B)), further('b', []), ({ roles }) => {
      roles.find(({ name }) => name === 'b')!.trustPolicy = '{';
    }),
  ],
  ['warn', 'the further role does not exist', may(to(B)), /does not exist/],
  [
    'fail',
    'it denies itself sts:TagSession, and the further role trusts it by name',
    all(
      may(to(B), { Effect: 'Deny', Action: 'sts:Tag*', Resource: '*' }),
      further('b', [trusts(OWN)]),
    ),
    /denies it/,
  ],
  [
    'pass',
    'it denies itself sts:TagSession on another role',
    all(
      may(to(B), { Effect: 'Deny', Action: 'sts:TagSession', Resource: C }),
      further('b', [trusts(OWN)]),
    ),
  ],
  [
    'fail',
    'the boundary lacks sts:TagSession, and the further role trusts it by name',
    all(
      bounded({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }),
      further('b', [trusts(OWN)]),
    ),
    /boundary/,
  ],
  [
    'pass',
    'the boundary lacks sts altogether, so that it assumes nothing today',
    all(
      bounded({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
      further('b', [trusts(OWN, 'sts:AssumeRole')]),
    ),
  ],
  [
    'fail',
    'the further role denies sessions with the tags',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
          Condition: {
            Null: { 'aws:RequestTag/kubernetes-namespace': 'false' },
          },
        },
      ]),
    ),
  ],
  [
    'fail',
    'the further role denies principals with the tags of this namespace',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN),
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'orders' },
          },
        },
      ]),
    ),
  ],
  [
    'pass',
    'the further role denies principals with the tags of another namespace',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN),
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: {
              'aws:PrincipalTag/kubernetes-namespace': 'payments',
            },
          },
        },
      ]),
    ),
  ],
  [
    'fail',
    'the further role takes fewer tag keys',
    all(
      may(to(B)),
      further('b', [
        trusts(ROOT, BOTH, {
          Condition: {
            'ForAllValues:StringEquals': { 'aws:TagKeys': TAGS.slice(0, 4) },
          },
        }),
      ]),
    ),
  ],
  [
    'pass',
    'the further role takes the six tag keys and one of the code',
    all(
      may(to(B)),
      further('b', [
        trusts(ROOT, BOTH, {
          Condition: {
            'ForAllValues:StringEquals': { 'aws:TagKeys': [...TAGS, 'team'] },
          },
        }),
      ]),
    ),
  ],
  [
    'unknown',
    'the further role asks for a tag of the code by a set',
    all(
      may(to(B)),
      further('b', [
        trusts(ROOT, BOTH, {
          Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } },
        }),
      ]),
    ),
  ],
  [
    'fail',
    'the further role takes fewer transitive keys',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN, BOTH, {
          Condition: {
            'ForAllValues:StringEquals': { 'sts:TransitiveTagKeys': ['team'] },
          },
        }),
      ]),
    ),
  ],
  [
    'pass',
    'the further role asks for one of the keys by a set',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN, 'sts:AssumeRole'),
        trusts(OWN, BOTH, {
          Condition: {
            'ForAnyValue:StringEquals': { 'aws:TagKeys': TAGS.slice(2, 3) },
          },
        }),
      ]),
    ),
  ],
  [
    'fail',
    'the further role takes another namespace, or none',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN, BOTH, {
          Condition: {
            StringEqualsIfExists: {
              'aws:RequestTag/kubernetes-namespace': 'payments',
            },
          },
        }),
      ]),
    ),
  ],
  [
    'pass',
    'the further role asks for the namespace, so that nothing assumes it today',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN, BOTH, {
          Condition: {
            StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'orders' },
          },
        }),
      ]),
    ),
  ],
  [
    'pass',
    'the further role asks for an external id, which the code sends today',
    all(
      may(to(B)),
      further('b', [
        trusts(ROOT, BOTH, {
          Condition: { StringEquals: { 'sts:ExternalId': 'orders' } },
        }),
      ]),
    ),
  ],
  [
    'fail',
    'the further role asks for an external id and lacks sts:TagSession',
    all(
      may(to(B)),
      further('b', [
        trusts(ROOT, 'sts:AssumeRole', {
          Condition: { StringEquals: { 'sts:ExternalId': 'orders' } },
        }),
      ]),
    ),
  ],
  [
    'unknown',
    'the further role may be tagged with one external id and assumed with two',
    all(
      may(to(B)),
      further('b', [
        trusts(ROOT, BOTH, {
          Condition: { StringEquals: { 'sts:ExternalId': 'orders' } },
        }),
        trusts(ROOT, 'sts:AssumeRole', {
          Condition: { StringEquals: { 'sts:ExternalId': 'payments' } },
        }),
      ]),
    ),
  ],
  [
    'unknown',
    'the further role denies sts:TagSession from some addresses',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:TagSession',
          Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        },
      ]),
    ),
  ],
  [
    'pass',
    'the further role denies everything from some addresses, as it does today',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:*',
          Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        },
      ]),
    ),
  ],
  [
    'pass',
    'the statement that lacks sts:TagSession has ended by now',
    further('b', [
      trusts(OWN, 'sts:AssumeRole', {
        Condition: {
          DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
        },
      }),
    ]),
  ],
  [
    'fail',
    'the further role trusts a session of it by name',
    further('b', [trusts(`arn:aws:sts::${ACCOUNT}:assumed-role/orders/api`)]),
  ],
  [
    'fail',
    'the further role trusts a session by name, and tags are off',
    all(
      further('b', [trusts(`arn:aws:sts::${ACCOUNT}:assumed-role/orders/api`)]),
      untagged,
    ),
  ],
  [
    'fail',
    'the further role asks for the OIDC subject',
    all(
      may(to(B)),
      further('b', [
        trusts(OWN, BOTH, {
          Condition: {
            StringLike: { [`${ISSUER_HOST}:sub`]: 'system:serviceaccount:*' },
          },
        }),
      ]),
    ),
  ],
  [
    'not-applicable',
    'tags are off, and the further role lacks sts:TagSession',
    all(further('b', [trusts(OWN, 'sts:AssumeRole')]), untagged),
  ],
  [
    'fail',
    'it assumes itself, and its trust policy lacks sts:TagSession',
    ({ role: own }) => {
      own.trustPolicy = policyText(
        {
          Effect: 'Allow',
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Action: BOTH,
        },
        trusts(OWN, 'sts:AssumeRole'),
      );
    },
  ],
  [
    'fail',
    'its target role goes on to a role that lacks sts:TagSession',
    all(
      world => {
        world.associations.push(association({ targetRoleArn: B }));
      },
      may(to(B)),
      further('b', [trusts(OWN)], to(C)),
      further('c', [trusts(B, 'sts:AssumeRole')]),
    ),
  ],
  [
    'unknown',
    'a role of another account is named beside NotAction',
    may(
      to(roleArn('x', FOREIGN), BOTH, {
        Action: undefined,
        NotAction: ['iam:*', 's3:*'],
      }),
    ),
  ],
  [
    'fail',
    'all actions but sts:TagSession are allowed on a role of another account',
    may(
      to(roleArn('x', FOREIGN), BOTH, {
        Action: undefined,
        NotAction: 'sts:TagSession',
      }),
    ),
  ],
  [
    'unknown',
    'a pattern takes roles of any account',
    may(to('arn:aws:iam::*:role/deploy')),
  ],
  [
    'unknown',
    'a pattern takes roles of one other account',
    may(to(`arn:aws:iam::${FOREIGN}:role/*`)),
  ],
  [
    'pass',
    'a pattern takes roles of any account, and a condition those of its own',
    may(
      to('arn:aws:iam::*:role/deploy', BOTH, {
        Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
      }),
    ),
  ],
  [
    'unknown',
    'a pattern takes roles of any account, and a condition those of another one',
    may(
      to('arn:aws:iam::*:role/deploy', BOTH, {
        Condition: {
          StringEquals: { 'aws:ResourceAccount': [ACCOUNT, FOREIGN] },
        },
      }),
    ),
  ],
  [
    'unknown',
    'a pattern takes a role that lacks sts:TagSession',
    all(
      may(to(roleArn('?'))),
      further('b', [trusts(ROOT)]),
      further('c', [trusts(ROOT, 'sts:AssumeRole')]),
    ),
  ],
  [
    'pass',
    'a pattern takes roles of which all allow both',
    all(
      may(to(roleArn('*'))),
      further('b', [trusts(ROOT)]),
      further('c', [trusts(ACCOUNT)]),
    ),
  ],
  [
    'pass',
    'a pattern takes a role that does not trust it',
    all(
      may(to(roleArn('*'))),
      further('b', [trusts(roleArn('payments'), 'sts:AssumeRole')]),
    ),
  ],
  [
    'unknown',
    'a pattern takes a role whose next hop lacks sts:TagSession',
    all(
      may(to(roleArn('b*'))),
      further('b', [trusts(ROOT)], to(C)),
      further('c', [trusts(ROOT, 'sts:AssumeRole')]),
    ),
  ],
  ['warn', 'it may assume and tag any role', may(to('*'))],
  [
    'warn',
    'it may do anything',
    may({ Effect: 'Allow', Action: '*', Resource: '*' }),
  ],
  [
    'warn',
    'it may do all but some, on everything but some',
    may({ Effect: 'Allow', NotAction: 'iam:*', NotResource: B }),
  ],
  [
    'unknown',
    'it may assume any role, and denies itself to tag them',
    may(to('*'), { Effect: 'Deny', Action: 'sts:TagSession', Resource: '*' }),
  ],
  [
    'fail',
    'it may assume any role, and one that names it lacks sts:TagSession',
    all(may(to('*')), further('b', [trusts(OWN, 'sts:AssumeRole')])),
  ],
  [
    'fail',
    'it may assume any role, and a Deny leaves only one that lacks sts:TagSession',
    all(
      may(to('*'), {
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        NotResource: B,
      }),
      further('b', [trusts(ROOT, 'sts:AssumeRole')]),
    ),
    /sts:TagSession is denied/,
  ],
  [
    'pass',
    'it may assume any role, and a Deny leaves only one that takes both actions',
    all(
      may(to('*'), {
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        NotResource: B,
      }),
      further('b', [trusts(ROOT)]),
      further('c', [trusts(ROOT, 'sts:AssumeRole')]),
    ),
  ],
  [
    'unknown',
    'it may assume any role, and a Deny leaves only one of another account',
    may(to('*'), {
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      NotResource: roleArn('x', FOREIGN),
    }),
  ],
  [
    'fail',
    'it may assume any role, and its boundary names one that lacks sts:TagSession',
    all(
      limited(to('*'), to(B)),
      further('b', [trusts(ROOT, 'sts:AssumeRole')]),
    ),
    /sts:TagSession is denied/,
  ],
  [
    'pass',
    'it may assume any role, and its boundary allows none',
    limited(to('*'), to('*', 's3:*')),
  ],
  [
    'warn',
    'it may assume any role, and its boundary allows any',
    limited(to('*'), to('*', 'sts:*')),
  ],
  [
    'warn',
    'it may assume any role, and a Deny that does not always hold leaves one',
    may(to('*'), {
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      NotResource: B,
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    }),
  ],
  [
    'pass',
    'the further role asks for MFA, which no session of a pod has',
    all(
      may(to(B, 'sts:AssumeRole')),
      further('b', [
        trusts(ROOT, 'sts:AssumeRole', {
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        }),
      ]),
    ),
  ],
  [
    'fail',
    'the further role asks for sessions without MFA, and denies sts:TagSession to all',
    all(
      may(to(B)),
      further('b', [
        trusts(ROOT, BOTH, {
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
        }),
        { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession' },
      ]),
    ),
  ],
  [
    'pass',
    'the statement that names a role of another account denies',
    may({ Effect: 'Deny', Action: BOTH, Resource: roleArn('x', FOREIGN) }),
  ],
  [
    'pass',
    'a role of another account is allowed and denied',
    may(to(roleArn('x', FOREIGN)), {
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      Resource: '*',
    }),
  ],
  [
    'pass',
    'a variable names a role of a tag that it does not have',
    may(to(`arn:aws:iam::${FOREIGN}:role/\${aws:PrincipalTag/team}`)),
  ],
  [
    'unknown',
    'a variable names a role of another account by its own tag',
    all(({ role: own }) => {
      own.tags = { team: 'shop' };
    }, may(to(`arn:aws:iam::${FOREIGN}:role/\${aws:PrincipalTag/team}`))),
  ],
]);
