import {
  Verdict,
  verdicts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { AccountFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import fc from 'fast-check';
import {
  associated,
  Change,
  migrated,
  withEbs,
  withMigratedEbs,
} from './__testUtils__/changes';
import { denied } from './__testUtils__/sights';
import {
  association,
  container,
  createWorld,
  node,
  oldSdk,
  oidcStatement,
  policyText,
  roleArn,
  sdk,
  usage,
  World,
} from './__testUtils__/world';
import { assess } from './assess';
import { Assessment } from './assessment';

// Every case judges several whole accounts.
jest.setTimeout(120_000);

/** Where the account stands on its way. */
const situations: Record<string, Change> = {
  'on IRSA': () => {},
  armed: associated,
  migrated,
  'with an add-on on IRSA': withEbs,
  'with an add-on that has moved': withMigratedEbs,
  'without any binding': world => {
    world.account.annotations = {};
    world.pod.containers = [container()];
    world.source.verdict = 'no-aws-sdk';
    world.source.sdks = [];
  },
};

function withoutRole({ roles }: World, arn: string): void {
  const index = roles.findIndex(each => each.arn === arn);
  if (index >= 0) roles.splice(index, 1);
}

/** Facts that make something worse, and nothing better; also where several come together, or one comes twice. */
const failures: Record<string, Change> = {
  'an SDK that is too old': ({ source }) => {
    source.sdks.push(oldSdk);
    source.verdict = 'too-old';
  },
  'an old SDK that runs': world => {
    world.usage.push(
      usage({
        userAgent: 'Boto3/1.31.0 md/Botocore#1.31.0 ua/2.0 lang/python#3.11',
      }),
    );
  },
  'an SBOM with an SDK that is too old': ({ service }) => {
    service.sdkEvidence = [{ ...oldSdk, source: 'sbom' }];
  },
  'a provider built by hand': ({ source }) => {
    source.explicitProviders.push({
      what: 'fromTokenFile',
      evidence: { what: 'x', source: 'repository', where: 'src/a.ts:1' },
    });
  },
  'keys in the template': ({ deployment }) => {
    deployment.containers[0].env.push({
      name: 'AWS_ACCESS_KEY_ID',
      from: 'secretKeyRef',
    });
  },
  'keys in the pod': ({ pod }) => {
    pod.containers[0].env.push({
      name: 'AWS_ACCESS_KEY_ID',
      from: 'secretKeyRef',
    });
  },
  'a profile in the image': ({ source }) => {
    source.imageEnvironment.push({
      name: 'AWS_PROFILE',
      evidence: { what: 'x', source: 'repository', where: 'Dockerfile:1' },
    });
  },
  'variables by envFrom': ({ deployment }) => {
    deployment.containers[0].envFrom.push('settings');
  },
  'a Windows node': world => {
    world.node.os = 'windows';
  },
  Fargate: ({ pod }) => {
    pod.labels = { ...pod.labels, 'eks.amazonaws.com/fargate-profile': 'x' };
  },
  'a Fargate profile': ({ cluster }) => {
    if (cluster.fargateProfiles.seen) {
      cluster.fargateProfiles.value.push({
        arn: 'x',
        name: 'x',
        podExecutionRoleArn: roleArn('x'),
        status: 'ACTIVE',
        selectors: [{ namespace: 'orders', labels: {} }],
      });
    }
  },
  'no agent on the node': world => {
    const index = world.pods.indexOf(world.agentPod);
    if (index >= 0) world.pods.splice(index, 1);
  },
  'an agent that is ill': ({ agent }) => {
    agent.status = 'DEGRADED';
  },
  'no agent that is ready': ({ daemonSet }) => {
    daemonSet.numberReady = 0;
  },
  'a node role without the action': ({ nodeRole }) => {
    if (nodeRole.policies.seen) nodeRole.policies.value.length = 0;
  },
  'a trust policy with OIDC alone': world => {
    world.role.trustPolicy = policyText(oidcStatement('orders', 'api'));
  },
  'a role that is gone': world => {
    withoutRole(world, world.role.arn);
  },
  'a node role that is gone': world => {
    withoutRole(world, world.nodeRole.arn);
  },
  'an association to another role': world => {
    world.associations[0] = association({
      ...world.associations[0],
      roleArn: roleArn('other'),
    });
    // What was wrong with the first role no longer counts, so the other one brings the same.
    const own = world.roles.find(({ arn }) => arn === world.role.arn);
    if (own) {
      world.roles.push({ ...own, arn: roleArn('other'), name: 'other' });
    }
  },
  'a policy that leans on IRSA': world => {
    if (world.role.policies.seen) {
      world.role.policies.value.push({
        name: 'bound',
        kind: 'inline',
        document: policyText({
          Effect: 'Allow',
          Action: 's3:*',
          Resource: '*',
          Condition: { StringLike: { 'aws:FederatedProvider': '*' } },
        }),
      });
    }
  },
  'a network policy': ({ networkPolicies }) => {
    networkPolicies.push({
      namespace: 'orders',
      name: 'deny',
      podSelector: { matchLabels: {}, matchExpressions: [] },
      policyTypes: ['Egress'],
      egress: [],
    });
  },
  'a proxy': ({ deployment }) => {
    deployment.containers[0].env.push({
      name: 'HTTP_PROXY',
      value: 'http://proxy.example.org',
      from: 'value',
    });
  },
  'an old cluster': ({ cluster }) => {
    cluster.kubernetesVersion = '1.23';
  },
  'a pod that came up bare': world => {
    world.pods.push({
      ...world.pod,
      name: 'api-bare',
      uid: 'bare',
      createdAt: '2026-11-18T00:00:00.000Z',
      containers: [container()],
    });
  },
  'an add-on with an issue': ({ addons }) => {
    for (const addon of addons) {
      addon.health = [{ code: 'AccessDenied', message: 'x', resourceIds: [] }];
    }
  },
  'Terraform that does not know the block': ({ facts, services }) => {
    const evidence = {
      what: 'x',
      source: 'repository' as const,
      where: 'eks.tf:1',
    };
    services.push({
      entityRef: 'component:default/platform',
      name: 'platform',
      annotations: {},
      labels: {},
      source: {
        seen: true,
        read: { source: 'repository', where: 'x', readAt: facts.now },
        value: {
          location: 'https://git.example.org/platform',
          revision: '1',
          files: [],
          verdict: 'no-aws-sdk',
          sdks: [],
          explicitProviders: [],
          imageEnvironment: [],
          terraform: {
            modules: [],
            providers: [],
            associations: [],
            addons: [
              {
                name: 'aws-ebs-csi-driver',
                through: 'module',
                hasServiceAccountRole: false,
                hasPodIdentityAssociation: true,
                evidence,
              },
            ],
            supportsAddonPodIdentityAssociation: false,
            reason: 'module 20.28.0 is below 20.29.0.',
          },
        },
      },
    });
  },
};

/** What befalls the pods and service accounts of add-ons alone. */
const ofAddon: Record<string, Change> = {
  nothing: () => {},
  'pods on Fargate': ({ pods }) => {
    for (const pod of pods) {
      if (pod.namespace !== 'kube-system') continue;
      pod.labels = { ...pod.labels, 'eks.amazonaws.com/fargate-profile': 'x' };
    }
  },
  'a policy that lets nothing out': ({ networkPolicies }) => {
    networkPolicies.push({
      namespace: 'kube-system',
      name: 'deny',
      podSelector: { matchLabels: {}, matchExpressions: [] },
      policyTypes: ['Egress'],
      egress: [],
    });
  },
  'a proxy': ({ controllers }) => {
    for (const { namespace, containers } of controllers) {
      if (namespace !== 'kube-system') continue;
      containers[0]?.env.push({
        name: 'HTTP_PROXY',
        value: 'http://proxy.example.org',
        from: 'value',
      });
    }
  },
  'keys in the pods': ({ pods }) => {
    for (const { namespace, containers } of pods) {
      if (namespace !== 'kube-system') continue;
      containers[0]?.env.push({
        name: 'AWS_ACCESS_KEY_ID',
        from: 'secretKeyRef',
      });
    }
  },
};

/** Paths of everything in the facts that may be seen or not. */
function sightsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own =
    'seen' in value && (value as { seen: unknown }).seen === true ? [path] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, member]) =>
      sightsOf(member, [...path, key]),
    ),
  ];
}

/** Bring what an earlier sync saw, or not. */
type Earlier = 'nothing' | 'the same';

/** The facts without the sights at these paths. */
function without(
  facts: AccountFacts,
  paths: string[][],
  earlier: Earlier,
): AccountFacts {
  const copy = structuredClone(facts);
  // The longest first: a part of what is taken away later is taken away with it.
  for (const path of [...paths].sort((a, b) => b.length - a.length)) {
    const parent = path.slice(0, -1).reduce<any>((at, key) => at?.[key], copy);
    const before = parent?.[path[path.length - 1]];
    if (before) {
      const { value, read } = before;
      parent[path[path.length - 1]] = {
        ...denied(),
        ...(earlier === 'nothing' || !before.seen
          ? {}
          : { last: { value, read } }),
      };
    }
  }
  return copy;
}

type Told = Map<string, Verdict>;

function verdictsOf({ workloads, addons, services }: Assessment): Told {
  return new Map<string, Verdict>([
    ...workloads.map(
      ({ namespace, serviceAccount, verdict }): [string, Verdict] => [
        `workload ${namespace}/${serviceAccount}`,
        verdict,
      ],
    ),
    ...addons.map(({ name, verdict }): [string, Verdict] => [
      `add-on ${name}`,
      verdict,
    ]),
    ...services.map(({ entityRef, verdict }): [string, Verdict] => [
      `service ${entityRef}`,
      verdict,
    ]),
  ]);
}

function worldOf(names: string[], situation: string): World {
  const world = createWorld();
  situations[situation](world);
  names.forEach(name => failures[name](world));
  return world;
}

const someFailures = fc.subarray(Object.keys(failures), { maxLength: 3 });
const someSituation = fc.constantFrom(...Object.keys(situations));
const GOOD: Verdict[] = ['ready', 'migrated', 'not-applicable'];

describe('taking evidence away', () => {
  const judgedWithout = async (
    world: World,
    before: Told,
    paths: string[][],
    earlier: Earlier,
  ) => {
    const after = verdictsOf(
      await assess(without(world.facts, paths, earlier)),
    );
    for (const [subject, verdict] of after) {
      if (GOOD.includes(verdict)) {
        const given = { subject, paths, earlier };
        expect({ ...given, before: before.get(subject) }).toEqual({
          ...given,
          before: verdict,
        });
      }
    }
  };

  // Every failure by itself with every single sight: what hides a failure must not hide it for good.
  it.each(Object.keys(failures))('never hides for good: %s', async failure => {
    for (const situation of ['migrated', 'with an add-on on IRSA']) {
      const world = worldOf([failure], situation);
      const before = verdictsOf(await assess(structuredClone(world.facts)));
      for (const path of sightsOf(world.facts)) {
        await judgedWithout(world, before, [path], 'nothing');
        await judgedWithout(world, before, [path], 'the same');
      }
    }
  });

  it('never newly yields ready, migrated or not-applicable', async () => {
    await fc.assert(
      fc.asyncProperty(
        someSituation,
        someFailures,
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        fc.constantFrom<Earlier>('nothing', 'the same'),
        async (situation, names, picks, earlier) => {
          const world = worldOf(names, situation);
          const paths = sightsOf(world.facts);
          await judgedWithout(
            world,
            verdictsOf(await assess(structuredClone(world.facts))),
            picks.map(pick => paths[pick % paths.length]),
            earlier,
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('adding a failing fact', () => {
  it('never improves a verdict', async () => {
    await fc.assert(
      fc.asyncProperty(
        someSituation,
        someFailures,
        fc.constantFrom(...Object.keys(failures)),
        async (situation, names, another) => {
          const before = verdictsOf(
            await assess(worldOf(names, situation).facts),
          );
          const after = verdictsOf(
            await assess(worldOf([...names, another], situation).facts),
          );
          for (const [subject, verdict] of before) {
            const now = after.get(subject) ?? 'unknown';
            expect({
              subject,
              improved: verdicts.indexOf(now) > verdicts.indexOf(verdict),
            }).toEqual({ subject, improved: false });
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('an add-on', () => {
  it('is never better than the workload of one of its service accounts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'with an add-on on IRSA',
          'with an add-on that has moved',
        ),
        someFailures,
        fc.array(fc.nat(), { maxLength: 2 }),
        fc.constantFrom(...Object.keys(ofAddon)),
        async (situation, names, picks, change) => {
          const world = worldOf(names, situation);
          ofAddon[change](world);
          const paths = sightsOf(world.facts);
          const { addons, workloads } = await assess(
            without(
              world.facts,
              picks.map(pick => paths[pick % paths.length]),
              'nothing',
            ),
          );
          for (const { name, verdict } of addons) {
            for (const workload of workloads) {
              if (workload.addon !== name) continue;
              const better =
                verdicts.indexOf(verdict) > verdicts.indexOf(workload.verdict);
              expect({ name, workload: workload.id, better }).toEqual({
                name,
                workload: workload.id,
                better: false,
              });
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the same facts', () => {
  it('give the same assessment, in whatever order they were read', async () => {
    const world = worldOf([], 'with an add-on on IRSA');
    world.nodes.push(node({ name: 'node-2' }));
    world.source.sdks.push(
      sdk({ sdk: 'js-v3', package: '@aws-sdk/client-s3' }),
    );
    const turned = structuredClone(world.facts);
    const [cluster] = turned.clusters;
    if (cluster.kubernetes.seen && cluster.addons.seen) {
      cluster.addons.value.reverse();
      for (const part of Object.values(cluster.kubernetes.value)) {
        if (part.seen) (part.value as unknown[]).reverse();
      }
    }
    const [one, other] = [await assess(world.facts), await assess(turned)];
    expect(other.workloads.map(({ id, verdict }) => [id, verdict])).toEqual(
      one.workloads.map(({ id, verdict }) => [id, verdict]),
    );
    expect(other.addons.map(({ id }) => id)).toEqual(
      one.addons.map(({ id }) => id),
    );
    expect(await assess(structuredClone(world.facts))).toEqual(one);
  });
});
