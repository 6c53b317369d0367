import { assess } from '../readiness/assess';
import { Account } from '../readiness/assessment';
import { associated, withEbs } from '../readiness/__testUtils__/changes';
import {
  association,
  createWorld,
  oldSdk,
  roleArn,
  World,
} from '../readiness/__testUtils__/world';
import { diagnose } from './diagnose';

async function accountWith(change: (world: World) => void): Promise<Account> {
  const world = createWorld();
  change(world);
  return { facts: world.facts, assessment: await assess(world.facts) };
}

const forbidden =
  'AccessDeniedException: Cross-account pass role is not allowed.';

describe('the proof from the account', () => {
  it('names the add-on that has a role, and where to ask for its move', async () => {
    const account = await accountWith(withEbs);
    const [first] = diagnose(
      `Error: updating EKS Add-On (main:aws-ebs-csi-driver): operation error EKS: UpdateAddon, ${forbidden}`,
      account,
    ).diagnoses;
    expect(first).toMatchObject({
      cause: 'empty-role-arn',
      confidence: expect.any(Number),
      request: {
        kind: 'addon',
        id: account.assessment.addons.find(
          ({ name }) => name === 'aws-ebs-csi-driver',
        )!.id,
      },
    });
    expect(first.evidence[0].what).toContain('aws-ebs-csi-driver in main');
    expect(first.evidence[0].where).toContain('eks:DescribeAddon');
    expect(first.steps[0]).toContain(
      '--cluster-name main --addon-name aws-ebs-csi-driver',
    );
  });

  it('decides between two causes of one sentence by the add-ons that have a role', async () => {
    const withRole = await accountWith(withEbs);
    expect(diagnose(forbidden, withRole).diagnoses[0].cause).toBe(
      'empty-role-arn',
    );
    const [first] = diagnose(
      `Error: creating EKS Pod Identity Association: ${forbidden} arn:aws:iam::444455556666:role/app`,
      withRole,
    ).diagnoses;
    expect(first.cause).toBe('cross-account-role');
    expect(first.evidence[0].what).toContain('444455556666');
  });

  it('shows whose the association is that is there already', async () => {
    const own = association();
    const account = await accountWith(associated);
    const text = `ResourceInUseException: Association already exists: ${own.id}`;
    expect(diagnose(text, account).diagnoses[0].evidence).toEqual([
      {
        what: expect.stringMatching(
          /main binds orders\/api to .*no add-on owns it/,
        ),
        where: expect.stringContaining(own.arn),
      },
    ]);
    const elsewhere = text.replace(own.id, 'a-00000000000000000');
    expect(
      diagnose(elsewhere, account).diagnoses[0].evidence[0].what,
    ).toContain('was not there when the associations were last read');
  });

  it('tells the role of nodes from that of a workload', async () => {
    const account = await accountWith(({ facts, cluster }) => {
      if (cluster.nodegroups.seen) {
        cluster.nodegroups.value[0].nodeRoleArn = roleArn('nodes');
      }
      expect(facts.clusters).toHaveLength(1);
    });
    const denied = (role: string) =>
      `AccessDenied: User: arn:aws:sts::111122223333:assumed-role/${role}/session-1 is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k`;
    expect(diagnose(denied('nodes'), account).diagnoses[0].cause).toBe(
      'node-role-fallback',
    );
    expect(diagnose(denied('orders'), account).diagnoses[0].cause).toBe(
      's3-or-service-denied',
    );
  });

  it('names workloads whose SDK is too old', async () => {
    const account = await accountWith(({ source }) => {
      source.sdks = [oldSdk];
      source.verdict = 'too-old';
    });
    const [first] = diagnose(
      'invalid endpoint host, "169.254.170.23", only loopback hosts are allowed',
      account,
    ).diagnoses;
    expect(first.cause).toBe('sdk-too-old');
    expect(first.evidence[0].what).toContain('orders/api in main');
  });

  it('says which clusters there are when one is not found', async () => {
    const account = await accountWith(() => {});
    const [first] = diagnose(
      'ResourceNotFoundException: No cluster found for name: mian.',
      account,
    ).diagnoses;
    expect(first.evidence[0].what).toMatch(
      /no cluster mian .*main \(us-east-1\)/,
    );
  });

  it('claims nothing for a text without a cause, whatever the account shows', async () => {
    const account = await accountWith(withEbs);
    expect(diagnose('Everything is fine.', account).diagnoses).toEqual([]);
  });
});
