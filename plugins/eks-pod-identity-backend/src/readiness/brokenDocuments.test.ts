import { Change, judge, migrated, withEbs } from './__testUtils__/changes';
import { World } from './__testUtils__/world';

/** Texts that are no policy, as a broken answer or a reading gone wrong would leave them. */
const texts = [
  '',
  ' ',
  '{',
  'null',
  '[]',
  '"Allow"',
  '{}',
  '{"Version":"2012-10-17"}',
  '{"Statement":"x"}',
  '{"Statement":[{}]}',
  '{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}',
  '{"Statement":[{"Effect":"Allow","Resource":"*"}]}',
  '%7B%22Version%22%3A%222012-10-17%22',
  '<html>502 Bad Gateway</html>',
];

const situations: [string, Change][] = [
  ['on IRSA', () => {}],
  ['migrated', migrated],
  ['with an add-on', withEbs],
];

function breakPolicies(role: World['role'], text: string): void {
  if (role.policies.seen) {
    role.policies.value.forEach(policy => {
      policy.document = text;
    });
  }
}

const places: [string, (world: World, text: string) => void][] = [
  [
    'the trust policy',
    ({ role }, text) => {
      role.trustPolicy = text;
    },
  ],
  [
    'the policies of the node role',
    (world, text) => breakPolicies(world.nodeRole, text),
  ],
];

describe.each(situations)('a workload %s', (_name, situation) => {
  it.each(
    places.flatMap(([place, breakIt]) =>
      texts.map((text): [string, string, typeof breakIt] => [
        place,
        text,
        breakIt,
      ]),
    ),
  )('is unknown where %s reads `%s`', async (_place, text, breakIt) => {
    const { workload } = await judge(world => {
      situation(world);
      breakIt(world, text);
    });
    expect(workload.verdict).toBe('unknown');
  });
});

describe('the permissions of a role that can not be parsed', () => {
  it.each(texts)('are no clean bill: `%s`', async text => {
    const { workload } = await judge(world => {
      world.role.policies = {
        seen: true,
        value: [{ name: 'own', kind: 'inline', document: text }],
        read: { source: 'iam', where: 'a test', readAt: world.facts.now },
      };
    });
    expect(workload.verdict).toBe('unknown');
  });
});

describe('the trust policy of an add-on’s role that can not be parsed', () => {
  it.each(texts)('makes the add-on unknown: `%s`', async text => {
    const { addonNamed } = await judge(world => {
      withEbs(world);
      world.roles.find(({ name }) => name === 'ebs')!.trustPolicy = text;
    });
    expect(addonNamed('aws-ebs-csi-driver').verdict).toBe('unknown');
  });
});
