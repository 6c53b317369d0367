import {
  Plan,
  planSchema,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { unseen } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  associationOf,
  csiOf,
  factsWith,
  Parts,
  valueOf,
} from './__testUtils__/subjects';
import { AddonMethod, planAddon } from './addonPlan';
import { obstaclesOf } from './obstacles';

const CSI_ROLE = 'arn:aws:iam::111122223333:role/csi';

/** The driver with a role of its own, as IRSA gives it. */
function withRole({ facts, csi }: Parts) {
  const roles = valueOf(facts.iam.roles);
  roles.push({ ...roles[0], arn: CSI_ROLE, name: 'csi', path: '/' });
  csi.serviceAccountRoleArn = CSI_ROLE;
  csi.configurationValues = '{"controller":{"replicaCount":2}}';
  csi.tags = { team: 'platform', 'aws:cloudformation:stack-id': 'x' };
}

async function planFor(
  method: AddonMethod,
  change: (parts: Parts) => void = () => {},
) {
  const { subject, assessed, roleOf } = await csiOf(
    factsWith(parts => {
      withRole(parts);
      change(parts);
    }),
  );
  const plan = planAddon(subject, assessed, method, roleOf);
  return { plan, ...obstaclesOf(plan, assessed) };
}

const kinds = ({ steps }: Plan) => steps.map(({ kind }) => kind);
const stepOf = (plan: Plan, kind: Step['kind']) =>
  plan.steps.find(step => step.kind === kind)!;

describe('the plan of an add-on', () => {
  it('in place updates it once, with version and configuration in force, and never names the role', async () => {
    const { plan, obstacles } = await planFor('update-in-place');
    expect(planSchema.parse(plan)).toBeTruthy();
    expect(kinds(plan)).toEqual([
      'ensure-agent',
      'extend-trust',
      'update-addon',
      'verify',
      'align-code',
    ]);
    const update = stepOf(plan, 'update-addon');
    expect(update.parameters).toEqual({
      clusterName: 'main',
      addonName: 'aws-ebs-csi-driver',
      addonVersion: 'v1.45.0-eksbuild.2',
      configurationValues: '{"controller":{"replicaCount":2}}',
      podIdentityAssociations: [
        { serviceAccount: 'ebs-csi-controller-sa', roleArn: CSI_ROLE },
      ],
      resolveConflicts: 'PRESERVE',
    });
    expect(JSON.stringify(update.parameters)).not.toContain(
      'serviceAccountRoleArn',
    );
    expect(update.before).toMatchObject({ serviceAccountRoleArn: CSI_ROLE });
    expect(plan.interruption.expected).toBe('none');
    expect(plan.warnings.join()).toMatch(/403 Cross-account pass role/);
    expect(obstacles).toEqual([]);
    expect(stepOf(plan, 'align-code').needed).toBe(false);
  });

  it('by re-creation deletes, clears the way and creates with tags and configuration as before, and says that it interrupts', async () => {
    const { plan } = await planFor('recreate', ({ cluster }) => {
      valueOf(cluster.associations).push(associationOf());
    });
    expect(kinds(plan)).toEqual([
      'ensure-agent',
      'extend-trust',
      'delete-addon',
      'delete-association',
      'create-addon',
      'verify',
      'align-code',
    ]);
    expect(stepOf(plan, 'create-addon').parameters).toMatchObject({
      configurationValues: '{"controller":{"replicaCount":2}}',
      tags: { team: 'platform' },
    });
    expect(plan.interruption.expected).toBe('certain');
  });

  it('removes a hand-made association that the add-on could not adopt, and tells its undo', async () => {
    const { plan } = await planFor('update-in-place', ({ cluster }) => {
      valueOf(cluster.associations).push(associationOf());
    });
    expect(kinds(plan).slice(2, 4)).toEqual([
      'delete-association',
      'update-addon',
    ]);
    expect(stepOf(plan, 'delete-association')).toMatchObject({
      before: { roleArn: CSI_ROLE },
      parameters: { associationId: 'a-9', clusterName: 'main' },
    });
    expect(plan.warnings.join()).toMatch(/a-9.*can't adopt it/);
  });

  it('keeps what the add-on owns already, since UpdateAddon replaces all of it', async () => {
    const other = 'arn:aws:iam::111122223333:role/other';
    const { plan } = await planFor('update-in-place', ({ cluster, csi }) => {
      const owned = associationOf({ roleArn: other });
      valueOf(cluster.associations).push(owned);
      csi.podIdentityAssociationArns = [owned.arn];
      valueOf(csi.podIdentityConfiguration).push({
        serviceAccount: 'ebs-csi-node-sa',
        recommendedManagedPolicies: [],
      });
    });
    expect(kinds(plan)).not.toContain('delete-association');
    const { parameters, before } = stepOf(plan, 'update-addon') as any;
    expect(parameters.podIdentityAssociations).toEqual([
      { serviceAccount: 'ebs-csi-controller-sa', roleArn: other },
      { serviceAccount: 'ebs-csi-node-sa', roleArn: CSI_ROLE },
    ]);
    expect(before.podIdentityAssociations).toEqual([
      { serviceAccount: 'ebs-csi-controller-sa', roleArn: other },
    ]);
  });

  it.each([
    ['has begun', 'DateGreaterThan', true],
    ['is over', 'DateLessThan', false],
  ])(
    'decides a trust statement whose time %s at the time of the assessment',
    async (_name, operator, satisfied) => {
      const { plan } = await planFor('update-in-place', ({ facts }) => {
        const role = valueOf(facts.iam.roles).find(
          ({ arn }) => arn === CSI_ROLE,
        )!;
        role.trustPolicy = JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'pods.eks.amazonaws.com' },
              Action: ['sts:AssumeRole', 'sts:TagSession'],
              Condition: {
                [operator]: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
              },
            },
          ],
        });
      });
      expect(stepOf(plan, 'extend-trust').satisfied).toBe(satisfied);
    },
  );

  it('gives every service account of the version the role, opens the trust to all of them, and says so', async () => {
    const { plan } = await planFor('update-in-place', ({ csi }) => {
      valueOf(csi.podIdentityConfiguration).push({
        serviceAccount: 'ebs-csi-node-sa',
        recommendedManagedPolicies: [],
      });
    });
    const { statement } = stepOf(plan, 'extend-trust').parameters as any;
    expect(statement.Condition.StringEquals).toEqual({
      'aws:RequestTag/kubernetes-namespace': 'kube-system',
      'aws:RequestTag/kubernetes-service-account': [
        'ebs-csi-controller-sa',
        'ebs-csi-node-sa',
      ],
    });
    expect(plan.warnings.join()).toMatch(/2 service accounts/);
  });

  it('does not call the restart of the CNI harmless', async () => {
    const { subject, assessed, roleOf } = await csiOf(factsWith(withRole));
    subject.addon.name = 'vpc-cni';
    expect(
      planAddon(subject, assessed, 'update-in-place', roleOf).interruption,
    ).toMatchObject({ expected: 'possible' });
  });

  it.each<[string, (parts: Parts) => void, RegExp]>([
    [
      'without a role',
      ({ csi }) => {
        delete csi.serviceAccountRoleArn;
      },
      /has no IRSA role/,
    ],
    [
      'whose role is of another account',
      ({ csi }) => {
        csi.serviceAccountRoleArn = 'arn:aws:iam::444455556666:role/x';
      },
      /of account 444455556666/,
    ],
    [
      'whose version does not offer Pod Identity',
      ({ csi }) => {
        valueOf(csi.podIdentityConfiguration).splice(0);
      },
      /does not support Pod Identity/,
    ],
    [
      'of which that could not be seen',
      ({ csi }) => {
        csi.podIdentityConfiguration = unseen('denied', 'no permission');
      },
      /could not be seen: no permission/,
    ],
    [
      'whose associations could not be seen',
      ({ cluster }) => {
        cluster.associations = unseen('denied', 'no permission');
      },
      /associations .* could not be seen/,
    ],
  ])('is refused for an add-on %s', async (_, change, message) => {
    await expect(planFor('update-in-place', change)).rejects.toThrow(message);
  });
});
