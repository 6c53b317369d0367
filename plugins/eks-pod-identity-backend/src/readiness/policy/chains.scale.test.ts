import { assess } from '../assess';
import { sighted } from '../__testUtils__/sights';
import {
  ACCOUNT,
  createWorld,
  podIdentityStatement,
  policyText,
  role,
  roleArn,
  rolePolicy,
} from '../__testUtils__/world';

const BOTH = ['sts:AssumeRole', 'sts:TagSession'];

/** One workload per role, each with a chain of two hops and a pattern. */
function account(size: number) {
  const world = createWorld();
  for (let index = 0; index < size; index += 1) {
    const name = `team-${index}`;
    world.serviceAccounts.push({
      namespace: 'teams',
      name,
      annotations: { 'eks.amazonaws.com/role-arn': roleArn(name) },
      labels: {},
    });
    const trusting = (AWS: string) => ({
      Effect: 'Allow',
      Principal: { AWS },
      Action: BOTH,
    });
    world.roles.push(
      role(name, {
        trustPolicy: policyText(podIdentityStatement),
        policies: sighted(
          [
            rolePolicy('own', [
              {
                Effect: 'Allow',
                Action: BOTH,
                Resource: roleArn(`deploy-${index}-*`),
              },
              {
                Effect: 'Deny',
                Action: 's3:*',
                Resource: '*',
                Condition: {
                  StringEquals: {
                    'aws:PrincipalTag/kubernetes-namespace': 'payments',
                  },
                },
              },
            ]),
          ],
          'iam',
        ),
      }),
      role(`deploy-${index}-a`, {
        trustPolicy: policyText(trusting(`arn:aws:iam::${ACCOUNT}:root`)),
      }),
      role(`next-${index}`, {
        trustPolicy: policyText(trusting(roleArn(`deploy-${index}-a`))),
      }),
    );
  }
  return world.facts;
}

async function timeOf(size: number): Promise<number> {
  const facts = account(size);
  const start = performance.now();
  const { workloads } = await assess(facts);
  const took = performance.now() - start;
  const wanted = workloads.filter(({ namespace }) => namespace === 'teams');
  expect(wanted).toHaveLength(size);
  expect(
    wanted.every(({ findings }) =>
      findings.some(
        ({ check, outcome }) => check === 'session-tags' && outcome === 'pass',
      ),
    ),
  ).toBe(true);
  return took;
}

it('judges chains of many roles in a time that grows with the account, not with its square', async () => {
  await timeOf(100);
  const [some, many] = [await timeOf(300), await timeOf(1500)];
  // Five times as many: 25 times as long would be the square.
  expect(many / some).toBeLessThan(12);
}, 120_000);
