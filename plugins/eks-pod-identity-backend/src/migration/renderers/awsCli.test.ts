import { Plan } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  associationOf,
  csiOf,
  factsWith,
  Parts,
  valueOf,
  workloadOf,
} from '../__testUtils__/subjects';
import { AddonMethod, planAddon } from '../addonPlan';
import { planWorkload } from '../workloadPlan';
import { runScript } from './__testUtils__/runScript';
import { awsCliRenderer } from './awsCli';

const ROLE = 'arn:aws:iam::111122223333:role/apps/orders';
const NODES = 'arn:aws:iam::111122223333:role/nodes';

async function workloadPlan(change?: (parts: Parts) => void): Promise<Plan> {
  const { subject, assessed } = await workloadOf(factsWith(change));
  return planWorkload(subject, assessed);
}

async function addonPlan(
  method: AddonMethod,
  change?: (parts: Parts) => void,
): Promise<Plan> {
  const { subject, assessed, roleOf } = await csiOf(factsWith(change));
  return planAddon(subject, assessed, method, roleOf);
}

function scripts(plan: Plan) {
  const { files } = awsCliRenderer.render(
    // As it comes out of the store.
    JSON.parse(JSON.stringify(plan)),
    { terraform: [] },
  );
  return Object.fromEntries(
    files.map(({ name, content }) => [name.replace(/^.*?\./, ''), content]),
  );
}

const trustStep = (plan: Plan) =>
  plan.steps.find(({ kind }) => kind === 'extend-trust') as any;
const trustNow = (policy: unknown) => ({
  when: 'iam get-role',
  says: JSON.stringify(
    typeof policy === 'string' ? JSON.parse(policy) : policy,
    null,
    4,
  ),
});
const none = { when: 'list-pod-identity-associations', says: 'None' };
const injected = {
  when: 'get pods',
  says: 'orders-1\t\tAWS_CONTAINER_CREDENTIALS_FULL_URI AWS_REGION\norders-0\t2026-11-24T09:00:00Z\tAWS_ROLE_ARN\n',
};
/** Commands without their documents. */
const verbs = (changes: string[]) =>
  changes.map(call =>
    call
      .replace(/ --(policy-document|configuration-values|tags) .*/, '')
      .trim(),
  );

describe('apply.sh of a workload', () => {
  it('opens the role, associates, restarts and verifies, in this order, and removes nothing', async () => {
    const plan = await workloadPlan();
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).before.trustPolicy),
      none,
      injected,
    ]);
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(verbs(run.changes)).toEqual([
      'aws iam update-assume-role-policy --role-name orders',
      `aws eks create-pod-identity-association --cluster-name main --namespace shop --service-account orders --role-arn ${ROLE}`,
      'kubectl -n shop rollout restart deployment/orders',
    ]);
    const document = JSON.parse(
      run.changes[0].slice(run.changes[0].indexOf('{')),
    );
    expect(document).toEqual(trustStep(plan).parameters.trustPolicy);
    expect(run.calls.join('\n')).not.toMatch(/annotate|delete/);
  });

  it('may run again: what is done is not done twice', async () => {
    const plan = await workloadPlan();
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).parameters.trustPolicy),
      { when: 'list-pod-identity-associations', says: 'a-1' },
      { when: 'describe-pod-identity-association', says: ROLE },
      injected,
    ]);
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(run.changes).toEqual([
      'kubectl -n shop rollout restart deployment/orders',
    ]);
  });

  it('stops where the trust policy is not what the plan was made for', async () => {
    const plan = await workloadPlan();
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow({ Version: '2012-10-17', Statement: [] }),
      none,
    ]);
    expect(run.code).toBe(1);
    expect(run.errors).toMatch(/not what the plan was made for/);
    expect(run.changes).toEqual([]);
  });

  it('stops where somebody else has associated another role meanwhile', async () => {
    const plan = await workloadPlan();
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).before.trustPolicy),
      { when: 'list-pod-identity-associations', says: 'a-1' },
      { when: 'describe-pod-identity-association', says: NODES },
    ]);
    expect(run.code).toBe(1);
    expect(run.errors).toMatch(/a-1 is there already, with .*role\/nodes/);
    expect(run.changes.join()).not.toMatch(/rollout/);
  });

  it('fails where a new pod came up without the variables', async () => {
    const plan = await workloadPlan();
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).before.trustPolicy),
      none,
      { when: 'get pods', says: 'orders-1\t\tAWS_REGION\n' },
    ]);
    expect(run.code).toBe(1);
    expect(run.errors).toMatch(/once more/);
  });

  it('does nothing with the credentials of another account', async () => {
    const plan = await workloadPlan();
    plan.cluster.accountId = '444455556666';
    const run = runScript(scripts(plan)['apply.sh'], []);
    expect(run.code).toBe(1);
    expect(run.errors).toMatch(/account 111122223333.*444455556666/);
    expect(run.changes).toEqual([]);
  });

  it('leaves a policy that it can not extend to people', async () => {
    const plan = await workloadPlan(({ facts }) => {
      valueOf(facts.iam.roles)[0].trustPolicy = 'not JSON';
    });
    const run = runScript(scripts(plan)['apply.sh'], []);
    expect(run.code).toBe(1);
    expect(run.errors).toMatch(/by hand/);
    expect(run.changes).toEqual([]);
  });

  it('installs the agent first where there is none', async () => {
    const plan = await workloadPlan(({ cluster, kubernetes }) => {
      valueOf(cluster.addons).splice(0, 1);
      valueOf(kubernetes.controllers).splice(1, 1);
      valueOf(kubernetes.pods).splice(2, 1);
    });
    const run = runScript(scripts(plan)['apply.sh'], [
      { when: 'describe-addon', code: 254 },
      trustNow(trustStep(plan).before.trustPolicy),
      none,
      injected,
    ]);
    expect(run.code).toBe(0);
    expect(run.changes[0]).toBe(
      'aws eks create-addon --cluster-name main --addon-name eks-pod-identity-agent',
    );
  });

  it('never runs what stands in a name', async () => {
    const plan = await workloadPlan();
    const evil = `x'; touch pwned; echo '$(id)\nid`;
    plan.subject = evil;
    plan.cluster.name = evil;
    for (const step of plan.steps) {
      step.title = evil;
      for (const key of ['clusterName', 'namespace', 'serviceAccount']) {
        if (key in step.parameters) {
          step.parameters[key] = evil;
        }
      }
    }
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).before.trustPolicy),
      none,
      injected,
    ]);
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(run.changes[1]).toContain("x'; touch pwned; echo '$(id)");
  });
});

describe('undo.sh of a workload', () => {
  it('removes the association, then restarts, then closes the role again', async () => {
    const plan = await workloadPlan();
    const run = runScript(scripts(plan)['undo.sh'], [
      trustNow(trustStep(plan).parameters.trustPolicy),
      { when: 'list-pod-identity-associations', says: 'a-1' },
    ]);
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(verbs(run.changes)).toEqual([
      'aws eks delete-pod-identity-association --cluster-name main --association-id a-1',
      'kubectl -n shop rollout restart deployment/orders',
      'aws iam update-assume-role-policy --role-name orders',
    ]);
  });

  it('keeps an association that was there before', async () => {
    const plan = await workloadPlan(({ cluster }) => {
      valueOf(cluster.associations).push(
        associationOf({
          namespace: 'shop',
          serviceAccount: 'orders',
          roleArn: ROLE,
        }),
      );
    });
    expect(scripts(plan)['undo.sh']).not.toContain('association');
  });
});

describe('the scripts of an add-on', () => {
  const associations = {
    when: 'length(addon.podIdentityAssociations',
    says: '1',
  };
  const moved = { when: 'query addon.serviceAccountRoleArn', says: 'None' };

  it('update it in place without ever naming the role, also not as an empty one', async () => {
    const plan = await addonPlan('update-in-place');
    const script = scripts(plan)['apply.sh'];
    const run = runScript(script, [
      trustNow(trustStep(plan).before.trustPolicy),
      associations,
      moved,
    ]);
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(verbs(run.changes)).toEqual([
      'aws iam update-assume-role-policy --role-name nodes',
      `aws eks update-addon --cluster-name main --addon-name aws-ebs-csi-driver --addon-version v1.45.0-eksbuild.2 --resolve-conflicts PRESERVE --pod-identity-associations [{"serviceAccount":"ebs-csi-controller-sa","roleArn":"${NODES}"}]`,
    ]);
    expect(run.calls.join('\n')).not.toContain('--service-account-role-arn');
  });

  it('fail where the add-on does not list its association afterwards', async () => {
    const plan = await addonPlan('update-in-place');
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).before.trustPolicy),
      { ...associations, says: '0' },
      moved,
    ]);
    expect(run.code).toBe(1);
    expect(run.errors).toMatch(/lists 0 associations, 1 are expected/);
  });

  it('take the update back with the role and without associations', async () => {
    const plan = await addonPlan('update-in-place');
    const run = runScript(scripts(plan)['undo.sh'], [
      trustNow(trustStep(plan).parameters.trustPolicy),
    ]);
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(verbs(run.changes)).toEqual([
      `aws eks update-addon --cluster-name main --addon-name aws-ebs-csi-driver --addon-version v1.45.0-eksbuild.2 --resolve-conflicts PRESERVE --service-account-role-arn ${NODES} --pod-identity-associations []`,
      'aws iam update-assume-role-policy --role-name nodes',
    ]);
  });

  it('re-create it: delete, clear the way, create', async () => {
    const plan = await addonPlan('recreate', ({ cluster }) => {
      valueOf(cluster.associations).push(associationOf());
    });
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).before.trustPolicy),
      associations,
      {
        when: 'describe-addon --cluster-name main --addon-name aws-ebs-csi-driver --query addon.serviceAccountRoleArn',
        says: NODES,
      },
      { when: 'describe-addon', code: 254 },
    ]);
    expect(run.errors).toMatch(/still shows the role/);
    expect(run.code).toBe(0);
    expect(verbs(run.changes).slice(1)).toEqual([
      'aws eks delete-addon --cluster-name main --addon-name aws-ebs-csi-driver',
      'aws eks delete-pod-identity-association --cluster-name main --association-id a-9',
      `aws eks create-addon --cluster-name main --addon-name aws-ebs-csi-driver --addon-version v1.45.0-eksbuild.2 --pod-identity-associations [{"serviceAccount":"ebs-csi-controller-sa","roleArn":"${NODES}"}]`,
    ]);
  });

  it('run again do not delete what they have created', async () => {
    const plan = await addonPlan('recreate');
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).parameters.trustPolicy),
      associations,
      moved,
    ]);
    expect([run.code, run.changes]).toEqual([0, []]);
  });

  it('try again while EKS still sees the association that was deleted', async () => {
    const plan = await addonPlan('recreate');
    const run = runScript(scripts(plan)['apply.sh'], [
      trustNow(trustStep(plan).parameters.trustPolicy),
      associations,
      moved,
      { when: 'describe-addon', code: 254 },
      { when: 'create-addon', code: 254 },
    ]);
    expect(run.code).toBe(1);
    expect(run.changes).toHaveLength(6);
  });
});
