import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  all,
  associated,
  Change,
  deniedPart,
  judge,
  migrated,
} from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied } from '../__testUtils__/sights';
import {
  container,
  controller,
  oldSdk,
  pod,
  podIdentityEnv,
  sdk,
  usage,
  webIdentityEnv,
  World,
} from '../__testUtils__/world';

const agentOf = (version: string) =>
  `Boto3/${version} md/Botocore#${version} ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.11.4`;
const seenRunning = (version: string) => (world: World) => {
  world.usage.push(usage({ userAgent: agentOf(version) }));
};
const at = (where: string) => ({
  evidence: { what: where, source: 'repository' as const, where },
});
const newSdk = sdk();
const written =
  (...list: Partial<SdkEvidence>[]) =>
  ({ source }: World) => {
    source.sdks = list.map(more => sdk(more));
    source.verdict = list.some(
      ({ supportsPodIdentity }) => supportsPodIdentity === false,
    )
      ? 'too-old'
      : 'supported';
  };
const open: Partial<SdkEvidence> = {
  source: 'manifest',
  version: undefined,
  range: '>=1.20',
  supportsPodIdentity: null,
};
const unlocked = ({ source }: World) => {
  source.sdks = [sdk(open)];
  source.verdict = 'unknown';
};
const beside =
  (image: string, name = 'side') =>
  (world: World) => {
    world.pod.containers.push(container(webIdentityEnv, { name, image }));
    world.deployment.containers.push(container({}, { name, image }));
  };
const secondContainer: Change = world =>
  beside(world.pod.containers[0].image)(world);
const cronJob: Change = ({ controllers }) => {
  controllers.push(
    controller({ kind: 'CronJob', apiVersion: 'batch/v1', name: 'nightly' }),
  );
};
const secondEntity =
  (...list: Partial<SdkEvidence>[]) =>
  ({ services, service, facts }: World) => {
    services.push({
      ...service,
      entityRef: 'component:default/worker',
      name: 'worker',
      source: {
        seen: true,
        read: { source: 'repository', where: 'worker', readAt: facts.now },
        value: {
          location: 'https://git.example.org/orders/worker',
          revision: '1',
          files: [],
          verdict: 'supported',
          sdks: list.map(more => sdk(more)),
          explicitProviders: [],
          imageEnvironment: [],
        },
      },
    });
  };
const declares = (text: string) => (world: World) => {
  world.service.annotations['aws.amazon.com/eks-sdk'] = text;
};
const withoutRepository = ({ service }: World) => {
  service.source = { seen: false, why: 'absent', reason: 'it has none' };
};
const unclaimed = ({ service }: World) => {
  service.annotations = {};
};

describeCheck('sdk-version', 'workload', [
  [
    'warn',
    'one old lockfile, one container and one claimant stand against a new one in use',
    all(written(oldSdk), seenRunning('1.35.10')),
    /poetry\.lock:12 still names botocore \(Python\) 1\.31\.0.*may bring the old one back/,
  ],
  [
    'warn',
    'one old manifest stands against a new one in use',
    all(
      written({ ...oldSdk, source: 'manifest', ...at('requirements.txt:1') }),
      seenRunning('1.35.10'),
    ),
  ],
  [
    'warn',
    'its owners declare an old one and a new one is in use',
    all(
      withoutRepository,
      declares('python-boto3@1.26.0'),
      seenRunning('1.35.10'),
    ),
  ],
  [
    'warn',
    'boto3 and botocore are old in the one lockfile and a new one is in use',
    all(
      written(oldSdk, {
        ...oldSdk,
        sdk: 'python-boto3',
        package: 'boto3',
        version: '1.26.0',
        ...at('poetry.lock:1'),
      }),
      seenRunning('1.35.10'),
    ),
  ],
  [
    'fail',
    'the other lockfile is old',
    all(
      written(newSdk, { ...oldSdk, ...at('jobs/poetry.lock:12') }),
      seenRunning('1.35.0'),
    ),
    /CloudTrail shows AWS SDK for Python \(boto3\) 1\.35\.0, which proves one process/,
  ],
  [
    'fail',
    'two lockfiles are old',
    all(
      written(oldSdk, { ...oldSdk, ...at('jobs/poetry.lock:12') }),
      seenRunning('1.35.0'),
    ),
  ],
  [
    'fail',
    'the lockfile nests an old copy beside the new one in use',
    all(
      written(newSdk, { ...oldSdk, ...at('poetry.lock:40') }),
      seenRunning('1.35.0'),
    ),
  ],
  [
    'fail',
    'the lockfile nests two old copies',
    all(
      written(oldSdk, { ...oldSdk, version: '1.30.0' }),
      seenRunning('1.35.0'),
    ),
  ],
  [
    'fail',
    'a second entity claims it whose lockfile is old',
    all(secondEntity({ ...oldSdk, ...at('worker/poetry.lock:12') }), world =>
      seenRunning('1.35.0')(world),
    ),
  ],
  [
    'fail',
    'a second entity claims it whose SBOM is old, and the SBOM of the first is new',
    all(secondEntity({ ...oldSdk, source: 'sbom' }), ({ service }) => {
      service.sdkEvidence = [sdk({ source: 'sbom' })];
    }),
  ],
  [
    'fail',
    'the old lockfile may be that of a second container',
    all(written(oldSdk), secondContainer, seenRunning('1.35.0')),
  ],
  [
    'fail',
    'the old lockfile may be that of a CronJob',
    all(written(oldSdk), cronJob, seenRunning('1.35.0')),
  ],
  [
    'fail',
    'which controllers there are can not be seen',
    all(written(oldSdk), deniedPart('controllers'), seenRunning('1.35.0')),
  ],
  [
    'fail',
    'another language has an old lockfile',
    all(
      written(newSdk, {
        ...oldSdk,
        sdk: 'go-v1',
        package: 'github.com/aws/aws-sdk-go',
        version: '1.44.300',
        ...at('worker/go.mod:6'),
      }),
      seenRunning('1.35.0'),
    ),
  ],
  [
    'fail',
    'a manifest that no lockfile covers is old beside a new lockfile',
    written(newSdk, {
      ...oldSdk,
      source: 'manifest',
      ...at('worker/requirements.txt:1'),
    }),
  ],
  [
    'fail',
    'a well-known image of an old release runs beside it',
    all(
      written({
        sdk: 'go-v1',
        package: 'github.com/aws/aws-sdk-go',
        version: '1.55.0',
      }),
      beside('registry.k8s.io/external-dns/external-dns:v0.14.0'),
    ),
  ],
  [
    'fail',
    'an old one is in use beside a new one',
    all(seenRunning('1.31.0'), seenRunning('1.35.0')),
  ],
  [
    'pass',
    'the lockfile is open and the only process runs a new one',
    all(unlocked, seenRunning('1.35.0')),
  ],
  [
    'unknown',
    'the lockfile is open and one of two containers runs a new one',
    all(unlocked, secondContainer, seenRunning('1.35.0')),
  ],
  [
    'unknown',
    'the lockfile is open and the Deployment runs a new one, but nothing tells of the CronJob',
    all(unlocked, cronJob, seenRunning('1.35.0')),
  ],
  [
    'unknown',
    'nobody claims it and one of two containers runs a new one',
    all(unclaimed, secondContainer, seenRunning('1.35.0')),
    /which proves one process/,
  ],
  [
    'pass',
    'nobody claims it and the only process runs a new one',
    all(unclaimed, seenRunning('1.35.0')),
  ],
  [
    'pass',
    'Pod Identity is in use by the only process for more than a day',
    all(unlocked, migrated, world => {
      world.usage.push(
        usage({ kind: 'pod-identity', at: '2026-11-18T00:00:00.000Z' }),
      );
    }),
  ],
  [
    'unknown',
    'Pod Identity is in use for more than a day, by the Deployment or the CronJob',
    all(unlocked, migrated, cronJob, world => {
      world.usage.push(
        usage({ kind: 'pod-identity', at: '2026-11-18T00:00:00.000Z' }),
      );
    }),
  ],
]);

/** The pods of {@link migrated} started 2026-11-16T00:00. */
const irsaAt = (instant: string) => (world: World) => {
  world.usage.push(usage({ at: instant }));
};
const podAt =
  (createdAt: string, more: Partial<Parameters<typeof pod>[0]> = {}) =>
  (world: World) => {
    world.pods.push(
      pod({
        name: `api-${createdAt}`,
        uid: createdAt,
        createdAt,
        containers: [container(podIdentityEnv)],
        ...more,
      }),
    );
  };
const moved: Change = migrated;

describeCheck('irsa-sessions', 'workload', [
  ['not-applicable', 'the move is not done', irsaAt('2026-11-20T11:00:00Z')],
  [
    'not-applicable',
    'the move is armed only',
    all(associated, irsaAt('2026-11-20T11:00:00Z')),
  ],
  ['pass', 'CloudTrail shows none', moved],
  [
    'pass',
    'the last one began before the pods started',
    all(moved, irsaAt('2026-11-15T23:00:00Z')),
  ],
  [
    'pass',
    'the last one began while old pods were still ending',
    all(moved, irsaAt('2026-11-16T00:05:00Z')),
  ],
  [
    'pass',
    'the rollout went on pod by pod',
    all(
      moved,
      podAt('2026-11-16T00:10:00.000Z'),
      podAt('2026-11-16T00:20:00.000Z'),
      irsaAt('2026-11-16T00:25:00Z'),
    ),
  ],
  [
    'fail',
    'one began days after the pods started',
    all(moved, irsaAt('2026-11-20T11:00:00Z')),
    /IRSA is still in use: a session of orders\/api began/,
  ],
  [
    'fail',
    'one began between the rollout and a pod that was scaled out later',
    all(
      moved,
      podAt('2026-11-20T00:00:00.000Z'),
      irsaAt('2026-11-18T00:00:00Z'),
    ),
  ],
  [
    'pass',
    'a second controller was rolled later',
    all(
      moved,
      ({ controllers }) => {
        controllers.push(controller({ name: 'worker' }));
      },
      podAt('2026-11-19T00:00:00.000Z', {
        owner: { kind: 'Deployment', name: 'worker', apiVersion: 'apps/v1' },
      }),
      irsaAt('2026-11-18T00:00:00Z'),
    ),
  ],
  [
    'pass',
    'a run of a CronJob began before the association',
    all(moved, cronJob, irsaAt('2026-11-15T20:00:00Z')),
  ],
  [
    'fail',
    'it has a CronJob, and one began days later',
    all(moved, cronJob, irsaAt('2026-11-20T11:00:00Z')),
  ],
  [
    'unknown',
    'no pod runs and one began after the association was created',
    all(
      moved,
      world => {
        world.pods.splice(world.pods.indexOf(world.pod), 1);
      },
      irsaAt('2026-11-20T11:00:00Z'),
    ),
  ],
  [
    'pass',
    'it was one of another service account',
    all(moved, world => {
      world.usage.push(
        usage({ at: '2026-11-20T11:00:00Z', serviceAccount: 'other' }),
      );
    }),
  ],
  [
    'pass',
    'it was one of another cluster',
    all(moved, world => {
      world.usage.push(
        usage({
          at: '2026-11-20T11:00:00Z',
          clusterArn: 'arn:aws:eks:us-east-1:111122223333:cluster/other',
        }),
      );
    }),
  ],
  [
    'unknown',
    'CloudTrail may not be read',
    all(moved, ({ facts }) => {
      facts.usage = denied('cloudtrail:LookupEvents');
    }),
  ],
  [
    'not-applicable',
    'CloudTrail is switched off',
    all(moved, ({ facts }) => {
      facts.usage = { seen: false, why: 'disabled', reason: 'x' };
    }),
  ],
]);

describeCheck('leftovers', 'workload', [
  [
    'not-applicable',
    'IRSA was used after the switch',
    all(moved, irsaAt('2026-11-20T11:00:00Z')),
    /nothing is left over to remove/,
  ],
  [
    'not-applicable',
    'the lockfile may bring an old SDK back',
    all(moved, written(oldSdk), world => {
      world.usage.push(usage({ kind: 'call', userAgent: agentOf('1.35.0') }));
    }),
    /are the way back/,
  ],
]);

describe('a new SDK in use beside an old lockfile', () => {
  it('leaves the workload ready, with a warning', async () => {
    const { workload } = await judge(
      all(written(oldSdk), seenRunning('1.35.0')),
    );
    expect(workload.verdict).toBe('ready');
    expect(workload.sdk?.writtenTooOld?.version).toBe('1.31.0');
  });
});

describe('an IRSA session after the switch', () => {
  it('takes the verdict migrated away', async () => {
    const { workload } = await judge(
      all(moved, irsaAt('2026-11-20T11:00:00Z')),
    );
    expect(workload.verdict).toBe('action-required');
    expect(workload.failing).toEqual(['irsa-sessions']);
  });
});
