import { mockCredentials } from '@backstage/backend-test-utils';
import { assess } from '../readiness/assess';
import { createWorld, oldSdk } from '../readiness/__testUtils__/world';
import { diagnoseFor } from './diagnoses';

const refused =
  'invalid endpoint host, "169.254.170.23", only loopback hosts are allowed';

describe('who asks for a diagnosis', () => {
  it.each([
    {
      who: 'somebody who sees the service is shown its workload',
      entityRefs: ['component:default/orders'],
      rows: 1,
    },
    {
      who: 'somebody who does not see it is not shown its name',
      entityRefs: ['component:default/other'],
      rows: 0,
    },
  ])('$who', async ({ entityRefs, rows }) => {
    const { facts, source } = createWorld();
    source.sdks = [oldSdk];
    source.verdict = 'too-old';
    const account = { facts, assessment: await assess(facts) };
    const { diagnoses } = await diagnoseFor(mockCredentials.user(), refused, {
      access: { requireRead: async () => {} } as any,
      view: { current: async () => account },
      visibleTo: async () => ({ all: false, entityRefs: new Set(entityRefs) }),
    });
    expect(diagnoses[0].cause).toBe('sdk-too-old');
    expect(diagnoses[0].evidence).toHaveLength(rows);
    expect(JSON.stringify(diagnoses).includes('orders/api')).toBe(rows > 0);
  });
});
