import { Change, judge } from './__testUtils__/changes';
import { container, controller, pod } from './__testUtils__/world';

const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' };
const proxy = { HTTPS_PROXY: 'http://proxy.example.org:3128' };

/** Another object of the same service account, beside the Deployment. */
const beside =
  (kind: string, env: Record<string, string>): Change =>
  ({ controllers }) => {
    controllers.push(
      controller({ kind, name: 'report', containers: [container(env)] }),
    );
  };
const alone =
  (env: Record<string, string>): Change =>
  ({ pods }) => {
    pods.push(
      pod({
        name: 'debug',
        uid: 'debug',
        owner: undefined,
        containers: [container(env)],
      }),
    );
  };

async function findingOf(check: string, change: Change) {
  const { workload } = await judge(change);
  return workload.findings.find(finding => finding.check === check)!;
}

it.each([
  ['CronJob', 'set env cronjob/report -c'],
  ['StatefulSet', 'set env statefulset/report -c'],
  ['Job', 'of Job orders/report'],
  ['Rollout', 'of Rollout orders/report'],
])('keys in a %s are taken out of that', async (kind, step) => {
  const { outcome, remedy } = await findingOf(
    'chain-shadowing',
    beside(kind, keys),
  );
  expect(outcome).toBe('fail');
  expect(remedy!.summary).toContain(`of ${kind} orders/report`);
  expect(remedy!.steps[0]).toContain(step);
});

it('keys in a pod that stands alone are taken out of that', async () => {
  const { remedy } = await findingOf('chain-shadowing', alone(keys));
  expect(remedy!.steps[0]).toContain('of Pod orders/debug');
});

it('a proxy in a CronJob gets its exception there', async () => {
  const { remedy } = await findingOf('proxy-bypass', beside('CronJob', proxy));
  expect(remedy!.steps[0]).toContain('of CronJob orders/report');
});

it('a container counts once, however many pods run it', async () => {
  const { message } = await findingOf('chain-shadowing', ({ pods }) => {
    const [first] = pods;
    pods.push({ ...first, name: 'api-2', uid: 'api-2' });
  });
  expect(message).toMatch(/^None of its containers \(1\) /);
});
