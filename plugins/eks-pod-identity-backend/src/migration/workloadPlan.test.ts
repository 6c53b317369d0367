import {
  Plan,
  planSchema,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  PodFacts,
  unseen,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  associationOf,
  factsWith,
  orders,
  Parts,
  valueOf,
  workloadOf,
} from './__testUtils__/subjects';
import { roleArnOf } from '../router/__testUtils__/facts';
import { obstaclesOf } from './obstacles';
import { planWorkload } from './workloadPlan';

async function planFor(change?: (parts: Parts) => void) {
  const { subject, assessed } = await workloadOf(factsWith(change));
  const plan = planWorkload(subject, assessed);
  return { plan, ...obstaclesOf(plan, assessed), assessed };
}

const stepOf = (plan: Plan, kind: Step['kind']) =>
  plan.steps.find(step => step.kind === kind)!;

const associated = ({ cluster }: Parts) =>
  valueOf(cluster.associations).push(
    associationOf({
      namespace: orders.namespace,
      serviceAccount: orders.name,
      roleArn: roleArnOf(orders),
    }),
  );

describe('the plan of a workload', () => {
  it('goes agent, trust, association, wait, restart, verify, clean-up, and removes nothing before it is verified', async () => {
    const { plan, obstacles } = await planFor();
    expect(plan.steps.map(({ kind }) => kind)).toEqual([
      'ensure-agent',
      'extend-trust',
      'create-association',
      'wait-effective',
      'restart',
      'verify',
      'clean-up',
    ]);
    expect(planSchema.parse(plan)).toBeTruthy();
    expect(obstacles).toEqual([]);
    expect(stepOf(plan, 'ensure-agent').satisfied).toBe(true);
    expect(stepOf(plan, 'clean-up').needed).toBe(false);
    expect(
      (stepOf(plan, 'wait-effective').parameters as any).seconds,
    ).toBeGreaterThanOrEqual(10);
  });

  it('extends the trust policy by one statement with both actions, and leaves the OIDC statement as it is', async () => {
    const { plan } = await planFor();
    const { before, parameters } = stepOf(plan, 'extend-trust') as any;
    const [oidc] = JSON.parse(before.trustPolicy).Statement;
    expect(parameters.trustPolicy.Statement).toEqual([
      oidc,
      {
        Sid: 'PodIdentityShopOrders',
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/kubernetes-namespace': 'shop',
            'aws:RequestTag/kubernetes-service-account': 'orders',
          },
        },
      },
    ]);
  });

  it('has nothing to do at a role that admits Pod Identity already', async () => {
    const { plan } = await planFor(({ facts }) => {
      const [role] = valueOf(facts.iam.roles);
      const policy = JSON.parse(role.trustPolicy);
      policy.Statement.push({
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      });
      role.trustPolicy = JSON.stringify(policy);
    });
    expect(stepOf(plan, 'extend-trust').satisfied).toBe(true);
  });

  it('does not promise what a Deny statement would keep closed', async () => {
    const { plan, obstacles } = await planFor(({ facts }) => {
      const [role] = valueOf(facts.iam.roles);
      const policy = JSON.parse(role.trustPolicy);
      policy.Statement.push({
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:TagSession',
      });
      role.trustPolicy = JSON.stringify(policy);
    });
    expect(stepOf(plan, 'extend-trust').parameters.trustPolicy).toBeUndefined();
    expect(plan.warnings.join()).toMatch(/stays closed to Pod Identity/);
    expect(obstacles.join()).toMatch(/Role trusts Pod Identity/);
  });

  it.each<[string, object, boolean]>([
    [
      'is over',
      { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
      true,
    ],
    [
      'still lasts',
      { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
      false,
    ],
  ])(
    'decides a Deny statement whose time %s at the time of the assessment',
    async (_name, condition, opens) => {
      const { plan } = await planFor(({ facts }) => {
        const [role] = valueOf(facts.iam.roles);
        const policy = JSON.parse(role.trustPolicy);
        policy.Statement.push({
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:TagSession',
          Condition: condition,
        });
        role.trustPolicy = JSON.stringify(policy);
      });
      const { trustPolicy } = stepOf(plan, 'extend-trust').parameters;
      expect(trustPolicy !== undefined).toBe(opens);
    },
  );

  it('leaves the conditions out where the association disables session tags', async () => {
    const { plan } = await planFor(parts => {
      associated(parts);
      valueOf(parts.cluster.associations)[0].disableSessionTags = true;
    });
    const { statement } = stepOf(plan, 'extend-trust').parameters as any;
    expect(statement.Condition).toBeUndefined();
  });

  it('warns of a policy that grows beyond the quota of IAM', async () => {
    const { plan } = await planFor(({ facts }) => {
      const [role] = valueOf(facts.iam.roles);
      const policy = JSON.parse(role.trustPolicy);
      policy.Statement[0].Condition.StringLike = {
        'aws:PrincipalTag/padding': Array.from(
          { length: 150 },
          (_, index) => `some-value-${index}`,
        ),
      };
      role.trustPolicy = JSON.stringify(policy);
    });
    expect(plan.warnings.join()).toMatch(/2048.*L-C07B4B0D/);
  });

  it('says who manages the role and the service account, since a change by hand is reverted', async () => {
    const { plan } = await planFor(({ facts, kubernetes }) => {
      valueOf(facts.iam.roles)[0].tags = {
        'aws:cloudformation:stack-name': 'shop-roles',
      };
      valueOf(kubernetes.serviceAccounts)[0].annotations = {
        ...valueOf(kubernetes.serviceAccounts)[0].annotations,
        'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/orders',
      };
    });
    expect(stepOf(plan, 'extend-trust').managedBy).toMatchObject({
      tool: 'cloudformation',
      name: 'shop-roles',
    });
    expect(stepOf(plan, 'clean-up').managedBy).toMatchObject({
      tool: 'argo-cd',
      name: 'shop',
    });
    expect(plan.warnings.join()).toMatch(/cloudformation \(shop-roles\)/);
    expect(plan.warnings.join()).toMatch(/argo-cd \(shop\).*comes back/);
  });

  it('takes an association that is there as done, and keeps it when the plan is undone', async () => {
    const { plan } = await planFor(associated);
    const step = stepOf(plan, 'create-association');
    expect(step).toMatchObject({
      satisfied: true,
      before: { associationId: 'a-9' },
      undo: { description: expect.stringContaining('it stays') },
    });
    expect(plan.warnings.join()).toMatch(/acts at the next restart/);
  });

  it.each<[string, (parts: Parts) => void, RegExp]>([
    [
      'without a role',
      ({ kubernetes }) => {
        valueOf(kubernetes.serviceAccounts)[0].annotations = {};
      },
      /has no role to take over/,
    ],
    [
      'whose role is of another account',
      ({ kubernetes }) => {
        valueOf(kubernetes.serviceAccounts)[0].annotations = {
          'eks.amazonaws.com/role-arn':
            'arn:aws:iam::444455556666:role/elsewhere',
        };
      },
      /of account 444455556666.*target role/,
    ],
    [
      'whose annotation is no ARN',
      ({ kubernetes }) => {
        valueOf(kubernetes.serviceAccounts)[0].annotations = {
          'eks.amazonaws.com/role-arn': 'orders',
        };
      },
      /'orders' is not an ARN/,
    ],
    [
      'whose association an add-on owns',
      parts => {
        associated(parts);
        valueOf(parts.cluster.associations)[0].ownerArn =
          'arn:aws:eks:ap-northeast-2:111122223333:addon/main/x/1';
      },
      /belongs to add-on/,
    ],
    [
      'whose association could not be described',
      parts => {
        associated(parts);
        delete valueOf(parts.cluster.associations)[0].roleArn;
      },
      /eks:DescribePodIdentityAssociation/,
    ],
  ])('is refused for a workload %s', async (_, change, message) => {
    await expect(planFor(change)).rejects.toThrow(message);
  });

  it('does not claim that nothing runs where nothing could be seen', async () => {
    const { plan, obstacles } = await planFor(({ kubernetes }) => {
      kubernetes.pods = unseen('denied', 'pods is forbidden');
      kubernetes.controllers = unseen('denied', 'deployments is forbidden');
    });
    expect(plan.interruption).toMatchObject({ expected: 'unknown' });
    expect(stepOf(plan, 'restart')).toMatchObject({
      needed: true,
      title: expect.stringContaining('could not be seen'),
    });
    expect(plan.warnings.join()).toMatch(/forbidden/);
    expect(obstacles).not.toEqual([]);
  });

  it('restarts the owners of pods that no controller stands for', async () => {
    const { plan } = await planFor(({ kubernetes }) => {
      const [pod] = valueOf(kubernetes.pods);
      const others: PodFacts[] = [
        { ...pod, name: 'bare', owner: undefined },
        {
          ...pod,
          name: 'roll-1',
          owner: {
            kind: 'Rollout',
            name: 'canary',
            apiVersion: 'argoproj.io/v1alpha1',
          },
        },
        { ...pod, name: 'done', phase: 'Succeeded', owner: undefined },
      ];
      valueOf(kubernetes.pods).push(...others);
    });
    const { controllers } = stepOf(plan, 'restart').parameters as any;
    expect(
      controllers.map(({ kind, name, how }: any) => [kind, name, how]),
    ).toEqual([
      ['Deployment', 'orders', 'rollout'],
      ['Pod', 'bare', 'owner'],
      ['Rollout', 'canary', 'owner'],
    ]);
    expect(plan.warnings.join()).toMatch(/Pod bare: a bare pod/);
    expect(plan.interruption.expected).toBe('unknown');
  });
});

describe('the interruption', () => {
  it.each<[string, (parts: Parts) => void, string, RegExp]>([
    [
      'none for a Deployment of two that rolls',
      () => {},
      'none',
      /one after the other/,
    ],
    [
      'possible for a single replica',
      ({ controller }) => {
        controller.replicas = 1;
      },
      'possible',
      /single replica/,
    ],
    [
      'certain with strategy Recreate',
      ({ controller }) => {
        controller.strategy = 'Recreate';
      },
      'certain',
      /Deployment orders stops/,
    ],
    [
      'certain for a StatefulSet of one',
      ({ controller }) => {
        controller.kind = 'StatefulSet';
        controller.replicas = 1;
      },
      'certain',
      /StatefulSet orders/,
    ],
    [
      'unknown for a StatefulSet whose pods somebody deletes',
      ({ controller }) => {
        controller.kind = 'StatefulSet';
        controller.strategy = 'OnDelete';
        controller.replicas = 1;
      },
      'unknown',
      /StatefulSet orders/,
    ],
    [
      'possible for a DaemonSet',
      ({ controller }) => {
        controller.kind = 'DaemonSet';
      },
      'possible',
      /each node/,
    ],
    [
      'none for a CronJob, which takes effect at its next run',
      ({ controller, kubernetes }) => {
        controller.kind = 'CronJob';
        controller.schedule = '0 3 * * *';
        kubernetes.pods = {
          seen: true,
          value: [],
          read: { source: 'kubernetes', where: '/', readAt: '' },
        };
      },
      'none',
      /./,
    ],
    [
      'none where nothing runs',
      ({ kubernetes }) => {
        valueOf(kubernetes.controllers).splice(0, 1);
        valueOf(kubernetes.pods).splice(0, 2);
      },
      'none',
      /Nothing runs/,
    ],
  ])('is %s', async (_, change, expected, reason) => {
    const { plan } = await planFor(parts => {
      // Pods follow their controller's kind.
      change(parts);
      const { kind } = parts.controller;
      const pods = parts.kubernetes.pods;
      for (const pod of pods.seen ? pods.value : []) {
        if (pod.owner?.name === parts.controller.name) {
          pod.owner.kind = kind;
        }
      }
    });
    expect(plan.interruption.expected).toBe(expected);
    expect(plan.interruption.reason).toMatch(reason);
  });
});

describe('the obstacles', () => {
  it.each<[string, (parts: Parts) => void, RegExp]>([
    [
      'Fargate',
      ({ kubernetes }) => {
        valueOf(kubernetes.pods)[0].nodeName = 'fargate-1';
      },
      /Fargate/,
    ],
    [
      'an SDK that is too old',
      ({ facts }) => {
        const source = valueOf(valueOf(facts.services)[0].source);
        source.verdict = 'too-old';
        source.sdks[0].supportsPodIdentity = false;
        source.sdks[0].version = '3.400.0';
      },
      /3\.400\.0|too old/,
    ],
    [
      'a repository that could not be read',
      ({ facts }) => {
        valueOf(facts.services)[0].source = unseen(
          'denied',
          'the host answered 403',
        );
      },
      /403/,
    ],
    [
      'roles that could not be read',
      ({ facts }) => {
        facts.iam.roles = unseen('denied', 'no permission', 'iam:ListRoles');
      },
      /no permission/,
    ],
  ])('name %s', async (_, change, message) => {
    const { obstacles, obstacleFindings } = await planFor(change);
    expect(obstacles.join('\n')).toMatch(message);
    expect(
      obstacleFindings.map(({ title, message: said }) => `${title}: ${said}`),
    ).toEqual(obstacles);
  });

  it('are none where the plan itself mends what fails: trust and agent', async () => {
    const { plan, obstacles, assessed } = await planFor(
      ({ cluster, kubernetes }) => {
        valueOf(cluster.addons).splice(0, 1);
        valueOf(kubernetes.controllers).splice(1, 1);
        valueOf(kubernetes.pods).splice(2, 1);
      },
    );
    expect(assessed.verdict).toBe('action-required');
    expect(stepOf(plan, 'ensure-agent').satisfied).toBe(false);
    expect(obstacles).toEqual([]);
  });
});
