import {
  Evidence,
  Plan,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  associationOf,
  csiOf,
  factsWith,
  Parts,
  valueOf,
  workloadOf,
} from '../__testUtils__/subjects';
import { planAddon } from '../addonPlan';
import { planWorkload } from '../workloadPlan';
import { hclString } from './hcl';
import { shellWord } from './shell';
import { terraformRenderer } from './terraform';

const evidence = (where: string): Evidence => ({
  what: 'Terraform',
  source: 'repository',
  where,
});

function terraformOf(members: Partial<TerraformFacts> = {}): TerraformFacts {
  return {
    modules: [],
    providers: [],
    addons: [],
    associations: [],
    supportsAddonPodIdentityAssociation: true,
    reason: '',
    ...members,
  };
}

const eksModule = (version: string) => ({
  name: 'eks',
  source: 'terraform-aws-modules/eks/aws',
  version,
  evidence: evidence('main.tf:1'),
});

async function ofWorkload(change?: (parts: Parts) => void) {
  const { subject, assessed } = await workloadOf(factsWith(change));
  return render(planWorkload(subject, assessed));
}

async function ofAddon(terraform: TerraformFacts[]) {
  const { subject, assessed, roleOf } = await csiOf(factsWith());
  return render(
    planAddon(subject, assessed, 'update-in-place', roleOf),
    terraform,
  );
}

function render(plan: Plan, terraform: TerraformFacts[] = []) {
  const { files, notes } = terraformRenderer.render(plan, { terraform });
  return { code: files[0].content, notes: notes.join('\n') };
}

describe('the Terraform code of a workload', () => {
  it('is a trust statement and an association, and tells what it can not do', async () => {
    const { code, notes } = await ofWorkload();
    expect(code)
      .toBe(`data "aws_iam_policy_document" "main__ap-northeast-2__shop__orders" {
  statement {
    sid     = "PodIdentityShopOrders"
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-namespace"
      values   = ["shop"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-service-account"
      values   = ["orders"]
    }
  }
}


resource "aws_eks_pod_identity_association" "main__ap-northeast-2__shop__orders" {
  cluster_name    = "main"
  namespace       = "shop"
  service_account = "orders"
  role_arn        = "arn:aws:iam::111122223333:role/apps/orders"
}
`);
    expect(notes).toMatch(/OIDC statement stays/);
    expect(notes).toMatch(/does not restart pods/);
    expect(notes).toMatch(/5\.29\.0/);
  });

  it('takes an association over that is there, with its target role', async () => {
    const { code, notes } = await ofWorkload(({ cluster }) => {
      valueOf(cluster.associations).push(
        associationOf({
          namespace: 'shop',
          serviceAccount: 'orders',
          roleArn: 'arn:aws:iam::111122223333:role/apps/orders',
          targetRoleArn: 'arn:aws:iam::444455556666:role/far',
          disableSessionTags: true,
        }),
      );
    });
    expect(code).toContain(`import {
  to = aws_eks_pod_identity_association.main__ap-northeast-2__shop__orders
  id = "main,a-9"
}`);
    expect(code).toMatch(/target_role_arn\s+= "arn:aws:iam::444455556666/);
    expect(code).toMatch(/disable_session_tags\s+= true/);
    expect(notes).toMatch(/a-9 is there already/);
  });
});

describe('the Terraform code of an add-on', () => {
  it('is a resource where no module manages it, and comes after the change itself', async () => {
    const { code, notes } = await ofAddon([]);
    expect(code).toContain(
      'resource "aws_eks_addon" "main__ap-northeast-2__aws-ebs-csi-driver" {',
    );
    expect(code).toMatch(
      /pod_identity_association {\n {4}role_arn {8}= "arn:aws:iam::111122223333:role\/nodes"\n {4}service_account = "ebs-csi-controller-sa"\n {2}}/,
    );
    expect(notes).toMatch(/^Change the add-on first/);
    expect(notes).toMatch(/403 Cross-account pass role/);
  });

  it.each([
    ['20.33.1', 'cluster_addons'],
    ['21.0.0', 'addons'],
  ])('is an input of the module in version %s: %s', async (version, input) => {
    const { code } = await ofAddon([
      terraformOf({
        modules: [eksModule(version)],
        addons: [
          {
            name: 'aws-ebs-csi-driver',
            through: 'module',
            hasServiceAccountRole: true,
            hasPodIdentityAssociation: false,
            evidence: evidence('main.tf:20'),
          },
        ],
      }),
    ]);
    expect(code).toContain(`\n${input} = {\n`);
    expect(code).toContain('pod_identity_association = [{');
  });

  it('names the line where the role stands, and the upgrade that comes first', async () => {
    const { notes } = await ofAddon([
      terraformOf({
        modules: [eksModule('20.10.0')],
        supportsAddonPodIdentityAssociation: false,
        reason: 'module 20.10.0 is below 20.29.0',
        addons: [
          {
            name: 'aws-ebs-csi-driver',
            through: 'module',
            hasServiceAccountRole: true,
            hasPodIdentityAssociation: false,
            evidence: evidence('clusters/main.tf:42'),
          },
        ],
      }),
    ]);
    expect(notes).toMatch(
      /clusters\/main\.tf:42: remove service_account_role_arn here/,
    );
    expect(notes).toMatch(/Upgrade first: module 20\.10\.0/);
  });
});

describe('words', () => {
  it.each([
    ['a quote', 'a"b', '"a\\"b"'],
    ['a template', '${x}', '"$${x}"'],
    ['a directive', '%{if}', '"%%{if}"'],
    ['a line break', 'a\nb', '"a\\nb"'],
    ['a form feed, which JSON would write as \\f', 'a\fb', '"a\\u000cb"'],
    ['a dollar before a template', '$${x}', '"\\u0024\\u0024{x}"'],
    ['a dollar that starts nothing', '$x 5%', '"$x 5%"'],
    ['half a character', 'a\ud800b', '"a\ufffdb"'],
  ])('are literal in HCL: %s', (_, text, written) => {
    expect(hclString(text)).toBe(written);
  });

  it.each([
    ['plain', 'plain'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['$(id)', "'$(id)'"],
    ['a;b', "'a;b'"],
    ['~/x', "'~/x'"],
  ])('are literal in a shell: %j', (word, written) => {
    expect(shellWord(word)).toBe(written);
  });
});
