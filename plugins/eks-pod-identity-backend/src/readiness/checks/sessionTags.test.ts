import { all, Change } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { sighted } from '../__testUtils__/sights';
import {
  ACCOUNT,
  association,
  policyText,
  rolePolicy,
} from '../__testUtils__/world';

// Expected by IAM's user guide ('Policy evaluation logic', 'Condition operators', 'Variables and tags') for the role orders of
// orders/api in cluster main, which may s3:GetObject on orders/*.
const GET = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::orders/*',
};
const tag = (key: string) => `aws:PrincipalTag/${key}`;
const NAMESPACE = tag('kubernetes-namespace');
const CLUSTER = tag('eks-cluster-arn');

const also =
  (...statements: object[]): Change =>
  ({ role }) => {
    role.policies = sighted([rolePolicy('own', [GET, ...statements])], 'iam');
  };
const deny = (Condition: object, more: object = {}) =>
  also({ Effect: 'Deny', Action: '*', Resource: '*', ...more, Condition });
const allow = (Condition: object, more: object = {}) =>
  also({ Effect: 'Allow', Action: 'sqs:*', Resource: '*', ...more, Condition });
const tagged =
  (tags: Record<string, string>): Change =>
  ({ role }) => {
    role.tags = tags;
  };
const untagged: Change = world => {
  world.associations.push(association({ disableSessionTags: true }));
};
const bounded =
  (...statements: object[]): Change =>
  ({ role }) => {
    role.permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/limit`;
    role.policies = sighted(
      [
        rolePolicy('own', [GET]),
        rolePolicy('limit', statements, { kind: 'boundary' }),
      ],
      'iam',
    );
  };
const ANYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

describeCheck('session-tags', 'workload', [
  [
    'fail',
    'a denial of its namespace takes effect',
    deny({ StringEquals: { [NAMESPACE]: 'orders' } }),
    /denies s3|denies \*/,
  ],
  [
    'fail',
    'a denial fits its service account by a pattern',
    deny({ StringLike: { [tag('kubernetes-service-account')]: 'ap?' } }),
  ],
  [
    'fail',
    'a denial names its cluster in capitals, cases ignored',
    deny({ StringEqualsIgnoreCase: { [tag('eks-cluster-name')]: 'MAIN' } }),
  ],
  [
    'fail',
    'a denial asks for the presence of a tag',
    deny({ Null: { [tag('kubernetes-pod-uid')]: 'false' } }),
  ],
  [
    'fail',
    'a denial takes all clusters by a pattern of ARNs',
    deny({ ArnLike: { [CLUSTER]: 'arn:aws:eks:*:*:cluster/*' } }),
  ],
  [
    'pass',
    'a denial of all but its cluster, which absent tags met, ends',
    deny({ ArnNotLike: { [CLUSTER]: 'arn:aws:eks:*:*:cluster/main' } }),
  ],
  [
    'pass',
    'a denial by IfExists of its namespace stands before and after',
    deny({ StringEqualsIfExists: { [NAMESPACE]: 'orders' } }),
  ],
  [
    'pass',
    'a denial by IfExists of another namespace ends',
    deny({ StringEqualsIfExists: { [NAMESPACE]: 'payments' } }),
  ],
  [
    'pass',
    'a denial concerns another namespace',
    deny({ StringEquals: { [NAMESPACE]: ['payments', 'billing'] } }),
  ],
  [
    'fail',
    'any value of a set denies it',
    deny({
      'ForAnyValue:StringEquals': { [NAMESPACE]: ['payments', 'orders'] },
    }),
  ],
  [
    'pass',
    'no value of a set denies it',
    deny({ 'ForAnyValue:StringEquals': { [NAMESPACE]: ['payments'] } }),
  ],
  [
    'fail',
    'both conditions of a denial hold',
    deny({
      StringEquals: {
        [NAMESPACE]: 'orders',
        [tag('eks-cluster-name')]: 'main',
      },
    }),
  ],
  [
    'pass',
    'one of both conditions of a denial does not hold',
    deny({
      StringEquals: {
        [NAMESPACE]: 'orders',
        [tag('eks-cluster-name')]: 'other',
      },
    }),
  ],
  [
    'unknown',
    'a denial hangs on the name of the pod',
    deny({ StringLike: { [tag('kubernetes-pod-name')]: 'api-7*' } }),
  ],
  [
    'unknown',
    'a denial of its namespace hangs on an address as well',
    deny({
      StringEquals: { [NAMESPACE]: 'orders' },
      NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
    }),
  ],
  [
    'unknown',
    'a denial compares the tag with that of the resource',
    deny({
      StringNotEquals: {
        'aws:ResourceTag/kubernetes-namespace': `\${${NAMESPACE}}`,
      },
    }),
  ],
  [
    'pass',
    'a denial of its namespace has ended by now',
    deny({
      StringEquals: { [NAMESPACE]: 'orders' },
      DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
    }),
  ],
  [
    'pass',
    'a denial of its namespace has not begun by now',
    deny({
      StringEquals: { [NAMESPACE]: 'orders' },
      NumericGreaterThan: { 'aws:EpochTime': 4102444800 },
    }),
  ],
  [
    'fail',
    'a denial of its namespace has begun',
    deny({
      StringEquals: { [NAMESPACE]: 'orders' },
      DateGreaterThan: { 'aws:EpochTime': '1577836800' },
    }),
  ],
  [
    'fail',
    'all actions but some are denied',
    deny(
      { Null: { [CLUSTER]: 'false' } },
      { Action: undefined, NotAction: ['sts:*', 'sqs:*'] },
    ),
  ],
  [
    'warn',
    'all actions are denied but those that it may',
    deny(
      { Null: { [CLUSTER]: 'false' } },
      { Action: undefined, NotAction: 's3:*' },
    ),
  ],
  [
    'fail',
    'all resources but some are denied',
    deny(
      { Null: { [CLUSTER]: 'false' } },
      { Resource: undefined, NotResource: 'arn:aws:s3:::shared/*' },
    ),
  ],
  [
    'warn',
    'all resources are denied but those that it may',
    deny(
      { Null: { [CLUSTER]: 'false' } },
      { Resource: undefined, NotResource: 'arn:aws:s3:::orders/*' },
    ),
  ],
  [
    'warn',
    'an action is denied that nothing allows',
    deny({ Null: { [CLUSTER]: 'false' } }, { Action: 'iam:*' }),
  ],
  [
    'pass',
    'what a denial takes away is denied already',
    also(
      { Effect: 'Deny', Action: '*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: '*',
        Condition: { Null: { [CLUSTER]: 'false' } },
      },
    ),
  ],
  [
    'fail',
    'a variable makes the resource of a denial its own',
    also({
      Effect: 'Deny',
      Action: 's3:*',
      Resource: `arn:aws:s3:::\${${NAMESPACE}}/*`,
    }),
  ],
  [
    'warn',
    'a variable makes the resource of a denial something else',
    also({
      Effect: 'Deny',
      Action: 's3:*',
      Resource: `arn:aws:s3:::\${${tag('kubernetes-service-account')}}/*`,
    }),
  ],
  [
    'pass',
    'variables are text, in the older version of policies',
    ({ role }) => {
      role.policies = sighted([
        {
          name: 'own',
          kind: 'inline' as const,
          document: JSON.stringify({
            Version: '2008-10-17',
            Statement: [
              GET,
              {
                Effect: 'Deny',
                Action: 's3:*',
                Resource: `arn:aws:s3:::\${${NAMESPACE}}/*`,
              },
            ],
          }),
        },
      ]);
    },
  ],
  [
    'fail',
    'an allowance of untagged sessions ends',
    allow({ Null: { [NAMESPACE]: 'true' } }),
    /no longer allows sqs/,
  ],
  [
    'fail',
    'an allowance of all but its namespaces ends',
    allow({ StringNotLike: { [NAMESPACE]: 'ord*' } }),
  ],
  [
    'pass',
    'an allowance of all but another namespace goes on',
    allow({ StringNotEquals: { [NAMESPACE]: 'payments' } }),
  ],
  [
    'fail',
    'an allowance by IfExists of another cluster ends',
    allow({ StringEqualsIfExists: { [tag('eks-cluster-name')]: 'other' } }),
  ],
  [
    'pass',
    'an allowance by IfExists of its cluster goes on',
    allow({ StringEqualsIfExists: { [tag('eks-cluster-name')]: 'main' } }),
  ],
  [
    'fail',
    'an allowance for all values of a set, met by absence, ends',
    allow({ 'ForAllValues:StringEquals': { [NAMESPACE]: ['payments'] } }),
  ],
  [
    'unknown',
    'an allowance of all but some pods may end',
    allow({ StringNotLike: { [tag('kubernetes-pod-name')]: 'api-7*' } }),
  ],
  [
    'pass',
    'an allowance begins with the tags',
    allow({ StringEquals: { [NAMESPACE]: 'orders' } }),
  ],
  [
    'pass',
    'an allowance compares the tag with that of the resource',
    allow({
      StringEquals: {
        'secretsmanager:ResourceTag/kubernetes-namespace': `\${${NAMESPACE}}`,
      },
    }),
  ],
  [
    'pass',
    'another statement allows what an allowance of untagged sessions allowed',
    allow(
      { Null: { [NAMESPACE]: 'true' } },
      { Action: 's3:getobject', Resource: 'arn:aws:s3:::orders/2024/*' },
    ),
  ],
  [
    'fail',
    'another statement allows a part of it',
    allow(
      { Null: { [NAMESPACE]: 'true' } },
      { Action: 's3:Get*', Resource: 'arn:aws:s3:::orders/2024/*' },
    ),
  ],
  [
    'fail',
    'all actions but some are lost',
    allow(
      { Null: { [NAMESPACE]: 'true' } },
      { Action: undefined, NotAction: 'iam:*' },
    ),
  ],
  [
    'fail',
    'the default of a variable was another resource',
    also({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::\${${NAMESPACE}, 'shared'}/*`,
    }),
  ],
  [
    'pass',
    'the default of a variable was the same resource',
    also({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::\${${NAMESPACE}, 'orders'}/*`,
    }),
  ],
  [
    'fail',
    'a tag of the role, written in another case, loses to the session tag',
    all(
      tagged({ 'Kubernetes-Namespace': 'legacy' }),
      allow({ StringEquals: { [NAMESPACE]: 'legacy' } }),
    ),
  ],
  [
    'pass',
    'a tag of the role has the value of the session tag',
    all(
      tagged({ 'kubernetes-namespace': 'orders' }),
      allow({ StringEquals: { [NAMESPACE]: 'orders' } }),
    ),
  ],
  [
    'pass',
    'a tag of the role has another key',
    all(
      tagged({ team: 'shop' }),
      deny({ StringNotEquals: { [tag('team')]: 'shop' } }),
    ),
  ],
  [
    'not-applicable',
    'the association sends no tags',
    all(untagged, deny({ StringEquals: { [NAMESPACE]: 'orders' } })),
  ],
  [
    'fail',
    'the boundary allows untagged sessions alone',
    bounded({ ...ANYTHING, Condition: { Null: { [NAMESPACE]: 'true' } } }),
  ],
  [
    'fail',
    'the boundary denies its namespace',
    bounded(ANYTHING, {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: { [NAMESPACE]: 'orders' } },
    }),
  ],
  [
    'pass',
    'the boundary allows untagged sessions something that the role may not',
    bounded(
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'sqs:*',
        Resource: '*',
        Condition: { Null: { [NAMESPACE]: 'true' } },
      },
    ),
  ],
  [
    'pass',
    'the boundary allows with tags what it allowed without',
    bounded(
      { ...ANYTHING, Condition: { Null: { [NAMESPACE]: 'true' } } },
      {
        Effect: 'Allow',
        Action: 's3:Get*',
        Resource: '*',
        Condition: { StringLike: { [NAMESPACE]: 'o*' } },
      },
    ),
  ],
  [
    'fail',
    'the policy is a managed one',
    ({ role }) => {
      role.policies = sighted([
        {
          name: 'Shared',
          kind: 'attached' as const,
          arn: `arn:aws:iam::${ACCOUNT}:policy/Shared`,
          document: policyText(GET, {
            Effect: 'Deny',
            Action: '*',
            Resource: '*',
            Condition: { StringEquals: { [NAMESPACE]: 'orders' } },
          }),
        },
      ]);
    },
  ],
]);
