import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkIds } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { parse } from 'yaml';
import { assessAccount } from './assessAccount';
import { reportOf } from './report';

interface ExpectedSubject {
  verdict: string;
  identity?: string;
  failing?: string[];
  unknown?: string[];
  warnings?: string[];
  armed?: boolean;
  timeBomb?: boolean;
}

interface Expected {
  workloads?: Record<string, ExpectedSubject>;
  addons?: Record<string, ExpectedSubject>;
  services?: Record<string, string>;
}

const expected: Record<string, Expected> = parse(
  readFileSync(join(__dirname, 'expected.yaml'), 'utf8'),
);
const accounts = readdirSync(join(__dirname, 'accounts')).map(file =>
  file.replace(/\.yaml$/, ''),
);

/** The subject's own report, cut down to what is expected of it; `failing` is always the whole list. */
function told(
  subject: Record<string, unknown> | undefined,
  wanted: ExpectedSubject,
) {
  return Object.fromEntries(
    [...new Set(['verdict', 'failing', ...Object.keys(wanted)])].map(key => [
      key,
      subject?.[key],
    ]),
  );
}

describe('account files', () => {
  it.each(accounts)(
    '%s end in the expected verdicts',
    async name => {
      const report = reportOf(
        await assessAccount(join(__dirname, 'accounts', `${name}.yaml`)),
      );
      const { workloads = {}, addons = {}, services = {} } = expected[name];
      const all: Record<string, unknown> = {};
      const wanted: Record<string, unknown> = {};
      for (const [key, subject] of Object.entries(workloads)) {
        wanted[key] = { failing: [], ...subject };
        all[key] = told(
          report.workloads.find(
            ({ namespace, serviceAccount }) =>
              `${namespace}/${serviceAccount}` === key,
          ),
          subject,
        );
      }
      for (const [key, subject] of Object.entries(addons)) {
        wanted[key] = { failing: [], ...subject };
        all[key] = told(
          report.addons.find(
            ({ cluster, name: addon }) =>
              key === addon || key === `${cluster}/${addon}`,
          ),
          subject,
        );
      }
      for (const [key, verdict] of Object.entries(services)) {
        wanted[`service ${key}`] = verdict;
        all[`service ${key}`] = report.services.find(
          service => service.name === key,
        )?.verdict;
      }
      expect(all).toEqual(wanted);
    },
    120_000,
  );

  it('with as many associations as a cluster takes leave no room for one more', async () => {
    const file = join(__dirname, 'accounts', 'association-gone.yaml');
    const account = parse(readFileSync(file, 'utf8'));
    account.clusters[0].podIdentityAssociations = Array.from(
      { length: 5000 },
      (_, number) => ({
        namespace: 'batch',
        serviceAccount: `job-${number}`,
        role: 'orders',
      }),
    );
    account.clusters[0].kubernetes.workloads[0].injection = 'irsa';
    const { workloads } = reportOf(await assessAccount(account));
    const orders = workloads.find(({ namespace }) => namespace === 'shop');
    expect(orders).toMatchObject({
      verdict: 'action-required',
      failing: ['association-quota'],
    });
  }, 240_000);

  it('have expectations each', () => {
    expect(Object.keys(expected).sort()).toEqual(accounts.sort());
  });

  it('make every check fail once that can fail a verdict here', () => {
    const failing = new Set(
      Object.values(expected).flatMap(({ workloads = {}, addons = {} }) =>
        [...Object.values(workloads), ...Object.values(addons)].flatMap(
          subject => subject.failing ?? [],
        ),
      ),
    );
    const onlyWarning = ['session-duration', 'pods-current', 'leftovers'];
    failing.add('association-quota');
    expect(
      checkIds.filter(id => !failing.has(id) && !onlyWarning.includes(id)),
    ).toEqual([]);
  });
});
