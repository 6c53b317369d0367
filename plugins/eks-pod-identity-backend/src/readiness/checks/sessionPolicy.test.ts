import { all, Change, migrated } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import {
  association,
  ISSUER_HOST,
  policyText,
  role,
  roleArn,
  rolePolicy,
} from '../__testUtils__/world';

const GET = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::orders/*',
};
const SEND = {
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: 'arn:aws:sqs:us-east-1:111122223333:orders',
};
const any = (Action: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});

const own =
  (...statements: object[]): Change =>
  world => {
    world.role.policies = sighted([rolePolicy('own', statements)], 'iam');
  };
const withPolicy =
  (...statements: object[]): Change =>
  world => {
    world.associations.push(
      association({
        disableSessionTags: true,
        policy: policyText(...statements),
      }),
    );
  };
/** The pods run with the association already. */
const running =
  (...statements: object[]): Change =>
  world => {
    migrated(world);
    world.associations[0].disableSessionTags = true;
    world.associations[0].policy = policyText(...statements);
  };

// Expected by IAM's user guide, 'Session policies': a session has what both the role and the session policy allow.
describeCheck('session-policy', 'workload', [
  ['not-applicable', 'there is no association', () => {}],
  [
    'not-applicable',
    'the association has no session policy',
    world => {
      world.associations.push(association());
    },
  ],
  ['pass', 'it allows the same', withPolicy(GET)],
  ['pass', 'it allows more', withPolicy(any('s3:*'))],
  ['pass', 'it allows everything', withPolicy(any('*'))],
  [
    'pass',
    'it allows all but what the role does not have',
    withPolicy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
  ],
  [
    'pass',
    'it denies what the role does not have',
    withPolicy(any('*'), any('iam:*', { Effect: 'Deny' })),
  ],
  [
    'pass',
    'it allows the actions of the role in several statements',
    all(own(GET, SEND), withPolicy(any('s3:Get*'), any('sqs:Send*'))),
  ],
  ['fail', 'it allows another action', withPolicy(any('s3:PutObject'))],
  [
    'fail',
    'it allows the action on another resource',
    withPolicy({ ...GET, Resource: 'arn:aws:s3:::payments/*' }),
  ],
  [
    'fail',
    'it denies what the role allows',
    withPolicy(any('*'), { ...GET, Effect: 'Deny' }),
  ],
  [
    'fail',
    'it allows nothing but what it denies',
    withPolicy(any('s3:*'), any('s3:*', { Effect: 'Deny' })),
  ],
  [
    'fail',
    'it allows all but what the role has',
    withPolicy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
  ],
  [
    'fail',
    'one of two permissions is left out',
    all(own(GET, SEND), withPolicy(GET)),
    /sqs:SendMessage/,
  ],
  [
    'warn',
    'one of two permissions is left out, and the pods run with it already',
    all(own(GET, SEND), running(GET)),
  ],
  [
    'fail',
    'nothing is left, and the pods run with it already',
    running(any('sqs:*')),
  ],
  [
    'warn',
    'it narrows the resources of a wide role',
    all(own(any('s3:*')), withPolicy(GET)),
    /narrows/,
  ],
  [
    'warn',
    'it denies a part',
    withPolicy(any('*'), {
      ...GET,
      Effect: 'Deny',
      Resource: 'arn:aws:s3:::orders/secret/*',
    }),
  ],
  [
    'warn',
    'it allows it from some addresses',
    withPolicy({
      ...GET,
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    }),
  ],
  [
    'pass',
    'it allows it under the condition that the role has too',
    all(
      own({
        ...GET,
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
      withPolicy({
        ...GET,
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
    ),
  ],
  [
    'fail',
    'it has ended by now',
    withPolicy({
      ...GET,
      Condition: {
        DateLessThan: { 'aws:CurrentTime': '2026-11-20T11:59:59Z' },
      },
    }),
  ],
  [
    'pass',
    'it has not ended by now',
    withPolicy({
      ...GET,
      Condition: {
        DateLessThan: { 'aws:CurrentTime': '2026-11-20T12:00:01Z' },
      },
    }),
  ],
  [
    'fail',
    'it asks for a session tag, of which there are none beside a session policy',
    withPolicy({
      ...GET,
      Condition: {
        StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'orders' },
      },
    }),
  ],
  [
    'fail',
    'it asks for the OIDC subject',
    withPolicy({
      ...GET,
      Condition: {
        StringEquals: {
          [`${ISSUER_HOST}:sub`]: 'system:serviceaccount:orders:api',
        },
      },
    }),
  ],
  [
    'pass',
    'it limits the target role, which allows the same',
    all(own(any('sts:*')), world => {
      world.associations.push(
        association({
          disableSessionTags: true,
          targetRoleArn: roleArn('target'),
          policy: policyText(SEND),
        }),
      );
      world.roles.push(
        role('target', {
          policies: sighted([rolePolicy('own', [SEND])], 'iam'),
        }),
      );
    }),
  ],
  [
    'unknown',
    'it limits a target role of another account',
    world => {
      world.associations.push(
        association({
          disableSessionTags: true,
          targetRoleArn: roleArn('target', '444455556666'),
          policy: policyText(SEND),
        }),
      );
    },
  ],
  [
    'unknown',
    'it is no policy',
    world => {
      world.associations.push(
        association({ disableSessionTags: true, policy: '{"Version":' }),
      );
    },
  ],
  [
    'unknown',
    'the policies of the role may not be read',
    all(withPolicy(GET), ({ role: ownRole }) => {
      ownRole.policies = denied('iam:GetRolePolicy');
    }),
  ],
]);
