import {
  all,
  associated,
  Change,
  deniedPart,
  judge,
  migrated,
} from './__testUtils__/changes';
import { denied } from './__testUtils__/sights';
import {
  association,
  ISSUER_HOST,
  oidcStatement,
  podIdentityStatement,
  policyText,
  PROVIDER_ARN,
  role,
  roleArn,
} from './__testUtils__/world';
import { identitiesDot } from './identitiesDot';

async function graphOf(change: Change = () => {}) {
  const { assessment } = await judge(change);
  return assessment.identities;
}

const oidcWith = (condition: object) =>
  policyText({
    Effect: 'Allow',
    Principal: { Federated: PROVIDER_ARN },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...condition,
  });
const other =
  (trustPolicy: string): Change =>
  ({ roles }) => {
    roles.push(role('other', { trustPolicy }));
  };

describe('ways to get a role', () => {
  it('are the annotation, with the pods that use it', async () => {
    const { edges } = await graphOf();
    expect(edges).toEqual([
      {
        cluster: 'main',
        namespace: 'orders',
        serviceAccount: 'api',
        roleArn: roleArn('orders'),
        mechanism: 'irsa',
        used: true,
        pods: 1,
      },
    ]);
  });

  it('are both mechanisms where both are set up, and it is said that only one acts', async () => {
    const { edges, doubleMechanisms } = await graphOf(associated);
    expect(edges.map(({ mechanism }) => mechanism)).toEqual([
      'irsa',
      'pod-identity',
    ]);
    expect(edges[0].note).toMatch(/New pods get the association instead/);
    expect(doubleMechanisms).toHaveLength(1);
  });

  it('lead on to the target role', async () => {
    const { edges } = await graphOf(({ associations }) => {
      associations.push(
        association({ targetRoleArn: roleArn('far', '444455556666') }),
      );
    });
    expect(
      edges.find(({ mechanism }) => mechanism === 'target-role'),
    ).toMatchObject({
      roleArn: roleArn('far', '444455556666'),
      note: expect.stringContaining(roleArn('orders')),
    });
  });

  it('are told with the reason where the trust policy keeps them out', async () => {
    const { edges } = await graphOf(({ role: own }) => {
      own.trustPolicy = policyText(podIdentityStatement);
    });
    expect(edges[0].note).toMatch(/keeps it out/);
  });

  it.each<[string, object, string[]]>([
    [
      'names one service account',
      oidcStatement('orders', 'api'),
      ['orders/api'],
    ],
    [
      'names one that nothing runs with',
      oidcStatement('ghost', 'gone'),
      ['ghost/gone'],
    ],
    [
      'names a pattern',
      {
        Condition: {
          StringLike: {
            [`${ISSUER_HOST}:sub`]: 'system:serviceaccount:orders:*',
          },
        },
      },
      ['orders/api'],
    ],
    [
      'names a pattern that is compared as text',
      {
        Condition: {
          StringEquals: {
            [`${ISSUER_HOST}:sub`]: 'system:serviceaccount:orders:*',
          },
        },
      },
      [],
    ],
    [
      'names nobody',
      {
        Condition: {
          StringEquals: { [`${ISSUER_HOST}:aud`]: 'sts.amazonaws.com' },
        },
      },
      ['*/*'],
    ],
  ])(
    'are admitted by a trust policy that %s, also unused',
    async (_what, statement, expected) => {
      const { edges } = await graphOf(other(oidcWith(statement)));
      expect(
        edges
          .filter(({ roleArn: arn }) => arn === roleArn('other'))
          .map(({ namespace, serviceAccount, used }) => {
            expect(used).toBe(false);
            return `${namespace}/${serviceAccount}`;
          }),
      ).toEqual(expected);
    },
  );
});

describe('roles with an IRSA trust that nothing uses', () => {
  const unused = other(oidcWith(oidcStatement('orders', 'old')));
  it.each<[boolean, string, Change]>([
    [true, 'no annotation names it', unused],
    [
      false,
      'an annotation names it',
      ({ account, roles }) => {
        other(oidcWith({}))({ roles } as never);
        account.annotations = {
          'eks.amazonaws.com/role-arn': roleArn('other'),
        };
      },
    ],
    [
      false,
      'an association names it',
      all(unused, ({ associations }) => {
        associations.push(
          association({ serviceAccount: 'web', roleArn: roleArn('other') }),
        );
      }),
    ],
    [
      false,
      'CloudTrail saw it in use',
      all(unused, ({ usage }) => {
        usage.push({
          eventId: '1',
          at: '2026-11-19T00:00:00.000Z',
          region: 'us-east-1',
          roleArn: roleArn('other'),
          kind: 'irsa',
        });
      }),
    ],
    [
      false,
      'service accounts may not be listed',
      all(unused, deniedPart('serviceAccounts')),
    ],
    [
      true,
      'its cluster is gone, and its region was seen',
      other(
        policyText({
          Effect: 'Allow',
          Principal: { Federated: PROVIDER_ARN.replace('EXAMPLED', 'GONE') },
          Action: 'sts:AssumeRoleWithWebIdentity',
        }),
      ),
    ],
    [
      false,
      'its cluster is in a region that is not read',
      other(
        policyText({
          Effect: 'Allow',
          Principal: {
            Federated: PROVIDER_ARN.replace('us-east-1', 'eu-west-1'),
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
        }),
      ),
    ],
    [false, 'it has no IRSA trust', other(policyText(podIdentityStatement))],
  ])('%s: %s', async (listed, _when, change) => {
    const { unusedIrsaRoles } = await graphOf(change);
    expect(unusedIrsaRoles.includes(roleArn('other'))).toBe(listed);
  });
});

describe('associations that no pod uses', () => {
  it('are listed when neither pods nor controllers are there', async () => {
    const stray: Change = ({ associations }) => {
      associations.push(association({ serviceAccount: 'nobody' }));
    };
    expect((await graphOf(stray)).unusedAssociations).toHaveLength(1);
    expect(
      (await graphOf(all(stray, deniedPart('controllers')))).unusedAssociations,
    ).toEqual([]);
    expect((await graphOf(migrated)).unusedAssociations).toEqual([]);
  });
});

it('tells what the graph could not see', async () => {
  const { missing } = await graphOf(({ facts }) => {
    facts.iam.roles = denied('iam:ListRoles');
  });
  expect(missing).toContainEqual(
    expect.objectContaining({ permission: 'iam:ListRoles' }),
  );
});

it('renders as DOT with quoted names', async () => {
  const graph = await graphOf(associated);
  graph.edges[0].serviceAccount = 'say "hi"';
  const dot = identitiesDot(graph);
  expect(dot).toMatch(/^digraph identities \{/);
  expect(dot).toContain('"main/orders/say \\"hi\\""');
  expect(dot).toContain(`-> "${roleArn('orders')}" [label="pod-identity"`);
});
