import { all, Change, deniedPart, judge } from './__testUtils__/changes';
import { association } from './__testUtils__/world';
import { editDistance, isSlip } from './typos';

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['shop', 'shop', 0],
  ['shop', 'shopp', 1],
  ['shop', 'sop', 1],
  ['shop', 'ship', 1],
  ['orders', 'odrers', 1],
  ['kitten', 'sitting', 3],
])('from %j to %j it is %d', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

it.each([
  ['shopp', 'shop'],
  ['odrers', 'orders'],
  ['order-api', 'orderapi'],
  ['orderApi', 'order-api'],
  ['payment-workers', 'payment-worker'],
  ['externl-secret', 'external-secrets'],
])('%s is a slip of %s', (wrong, right) => {
  expect(isSlip(wrong, right)).toBe(true);
  expect(isSlip(right, wrong)).toBe(true);
});

it.each([
  ['orders', 'orders'],
  ['api-1', 'api-2'],
  ['worker', 'worker2'],
  ['api', 'app'],
  ['dev', 'default'],
  ['orders', 'invoices'],
  ['staging', 'production'],
  [`${'a'.repeat(70)}b`, `${'a'.repeat(70)}c`],
])('%s is no slip of %s', (a, b) => {
  expect(isSlip(a, b)).toBe(false);
});

const strayFor =
  (namespace: string, serviceAccount: string, ownerArn?: string): Change =>
  ({ associations }) => {
    associations.push(association({ namespace, serviceAccount, ownerArn }));
  };

async function meant(change: Change) {
  const { assessment } = await judge(change);
  return assessment.identities.unusedAssociations.map(
    ({ likelyMeant }) => likelyMeant,
  );
}

describe('an association whose service account is not there', () => {
  it('is likely meant for the one with nearly its name', async () => {
    expect(await meant(strayFor('order', 'api'))).toEqual(['orders/api']);
  });

  it.each([
    ['another name in another namespace', strayFor('ordes', 'apis')],
    ['a namespace with nothing near', strayFor('invoices', 'api')],
    [
      'an association that an add-on owns',
      strayFor(
        'order',
        'api',
        'arn:aws:eks:us-east-1:111122223333:addon/main/adot/1',
      ),
    ],
    [
      'one beside a service account that has its association',
      all(strayFor('order', 'api'), ({ associations }) => {
        associations.push(association({ id: 'a-own' }));
      }),
    ],
  ])('is meant for none: %s', async (_, change) => {
    expect(await meant(change)).toEqual([undefined]);
  });

  it('is not guessed at where service accounts could not be read', async () => {
    const { assessment } = await judge(
      all(strayFor('order', 'api'), deniedPart('serviceAccounts')),
    );
    expect(JSON.stringify(assessment)).not.toContain('typo');
  });
});

describe('the finding about the association', () => {
  const findingOf = async (key: string) => {
    const { assessment } = await judge(strayFor('order', 'api'));
    return assessment.workloads
      .find(
        ({ namespace, serviceAccount }) =>
          `${namespace}/${serviceAccount}` === key,
      )!
      .findings.find(({ check }) => check === 'association')!;
  };

  it('tells it at the name that is not there', async () => {
    const { outcome, message, remedy } = await findingOf('order/api');
    expect(outcome).toBe('warn');
    expect(message).toContain('likely a typo for orders/api');
    expect(remedy!.steps[0]).toContain(
      '--namespace orders --service-account api',
    );
    expect(remedy!.steps[1]).toContain('delete-pod-identity-association');
  });

  it('tells it at the service account that has none', async () => {
    const { outcome, message, evidence } = await findingOf('orders/api');
    expect(outcome).toBe('warn');
    expect(message).toMatch(/is for order\/api, which is not in main/);
    expect(evidence[0].where).toMatch(
      /^eks:DescribePodIdentityAssociation arn:/,
    );
  });
});
