import type { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { sighted } from '../../../readiness/__testUtils__/sights';
import {
  ACCOUNT,
  policyText,
  role,
  roleArn,
  rolePolicy,
} from '../../../readiness/__testUtils__/world';
import { chainedRoles } from './chainedRoles';

const OWN = roleArn('orders');
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const trusts = (AWS: string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action: 'sts:AssumeRole',
  ...more,
});
const trusting = (name: string, statement: object): RoleFacts =>
  role(name, { trustPolicy: policyText(statement) });
const orders = (...statements: object[]): RoleFacts =>
  role('orders', {
    policies: sighted([rolePolicy('own', statements)], 'iam'),
  });
const assumes = (Resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource,
  ...more,
});

describe('roles that may be assumed further', () => {
  it.each<[string, string[], RoleFacts[]]>([
    [
      'are those that its policies name',
      ['b'],
      [orders(assumes(roleArn('b'))), trusting('b', trusts(ROOT))],
    ],
    [
      'are those that fit a pattern of its policies and trust the account',
      ['deploy-a'],
      [
        orders(assumes(roleArn('deploy-*'))),
        trusting('deploy-a', trusts(ROOT)),
        trusting('deploy-b', trusts(roleArn('payments'))),
        trusting('other', trusts(ROOT)),
      ],
    ],
    [
      'are those whose trust policies name it',
      ['b'],
      [orders(), trusting('b', trusts(OWN)), trusting('c', trusts(ROOT))],
    ],
    [
      'are those whose trust policies name a session of it',
      ['b'],
      [
        orders(),
        trusting(
          'b',
          trusts(`arn:aws:sts::${ACCOUNT}:assumed-role/orders/api`),
        ),
      ],
    ],
    [
      'are those whose trust policies pick it out by its ARN',
      ['b'],
      [
        orders(),
        trusting(
          'b',
          trusts('*', {
            Condition: { ArnEquals: { 'aws:PrincipalArn': OWN } },
          }),
        ),
      ],
    ],
    [
      'are named by variables, whatever these may be',
      ['b-team'],
      [
        orders(assumes(roleArn('b-${aws:PrincipalTag/team}'))),
        trusting('b-team', trusts(ROOT)),
      ],
    ],
    [
      'are none where it may assume any role',
      [],
      [orders(assumes('*')), trusting('b', trusts(ROOT))],
    ],
    [
      'are none where the statement denies',
      [],
      [
        orders(assumes(roleArn('b'), { Effect: 'Deny' })),
        trusting('b', trusts(ROOT)),
      ],
    ],
    ['are none that do not exist', [], [orders(assumes(roleArn('gone')))]],
  ])('%s', (_what, expected, roles) => {
    expect([...chainedRoles(roles, new Set([OWN]))]).toEqual(
      expected.map(name => roleArn(name)),
    );
  });
});
