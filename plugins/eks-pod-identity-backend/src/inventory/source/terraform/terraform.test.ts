import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import fc from 'fast-check';
import { mergeTerraform, readTerraform } from '.';

const at = (what: string, file: string, line?: number) => ({
  what,
  source: 'repository' as const,
  where: line === undefined ? file : `${file}:${line}`,
});

function read(files: Record<string, string>) {
  return readTerraform(
    Object.entries(files).map(([path, text]) => ({
      path,
      read: async () => text,
    })),
    at,
  );
}

async function factsOf(files: Record<string, string>): Promise<TerraformFacts> {
  const { folders, faults } = await read(files);
  expect(faults).toEqual([]);
  const merged = mergeTerraform(folders);
  if (!merged) throw new Error('nothing was told');
  return merged;
}

const eks = (version: string, rest = '') => `
module "eks" {
  source = "terraform-aws-modules/eks/aws"
  ${version}
  ${rest}
}`;
const provider = (constraint: string) => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "${constraint}" }
  }
}`;
const lock = (version: string) => `
provider "registry.example.org/hashicorp/aws" {
  version = "${version}"
}`;
const addon =
  'resource "aws_eks_addon" "a" {\n  cluster_name = "main"\n  addon_name = "coredns"\n}\n';

describe('whether pod_identity_association can be written', () => {
  it.each<[string, Record<string, string>, boolean | null, RegExp]>([
    [
      'the module is pinned to the first that passes it on',
      { 'main.tf': eks('version = "20.29.0"') },
      true,
      /20\.29\.0 .*passes/,
    ],
    [
      'the module is one release older',
      { 'main.tf': eks('version = "20.28.0"') },
      false,
      /20\.28\.0 .*came with 20\.29\.0/,
    ],
    [
      'the module is of the next major version',
      { 'main.tf': eks('version = "~> 21.0"') },
      true,
      /~> 21\.0/,
    ],
    [
      'the constraint of the module begins above',
      { 'main.tf': eks('version = "~> 20.31"') },
      true,
      /passes/,
    ],
    [
      'the constraint of the module ends below',
      { 'main.tf': eks('version = "~> 20.24.0"') },
      false,
      /does not know/,
    ],
    [
      'the constraint of the module allows both',
      { 'main.tf': eks('version = "~> 20.0"') },
      null,
      /allows versions before and after/,
    ],
    [
      'the module has no version',
      { 'main.tf': eks('') },
      null,
      /without a version/,
    ],
    [
      'the module comes from git by a tag',
      {
        'main.tf':
          'module "eks" {\n  source = "git::https://git.example.org/terraform-aws-modules/terraform-aws-eks.git?ref=v20.24.2"\n}\n',
      },
      false,
      /20\.24\.2/,
    ],
    [
      'the module comes from a registry by its host',
      {
        'main.tf': eks('version = "20.33.1"').replace(
          'terraform-aws-modules',
          'registry.example.org/terraform-aws-modules',
        ),
      },
      true,
      /passes/,
    ],
    [
      'the module is new enough, but the locked provider is not',
      {
        'main.tf': eks('version = "20.33.1"'),
        '.terraform.lock.hcl': lock('5.70.0'),
      },
      false,
      /hashicorp\/aws 5\.70\.0/,
    ],
    [
      'the module is new enough, and the provider only bounded',
      { 'main.tf': eks('version = "20.33.1"') + provider('>= 5.0') },
      true,
      /passes/,
    ],
    [
      'the add-on is a resource, and the locked provider knows it',
      { 'main.tf': addon, '.terraform.lock.hcl': lock('5.75.0') },
      true,
      /5\.75\.0 .*knows/,
    ],
    [
      'the add-on is a resource, and the locked provider is one older',
      { 'main.tf': addon, '.terraform.lock.hcl': lock('5.74.0') },
      false,
      /came with 5\.75\.0/,
    ],
    [
      'the provider is bounded from below',
      { 'main.tf': addon + provider('>= 5.80') },
      true,
      /knows/,
    ],
    [
      'the provider is bounded from above',
      { 'main.tf': addon + provider('>= 4.0, < 5.75') },
      false,
      /does not know/,
    ],
    [
      'the provider is of the last major version',
      { 'main.tf': addon + provider('~> 4.67') },
      false,
      /does not know/,
    ],
    [
      'the provider is bounded loosely',
      { 'main.tf': addon + provider('~> 5.0') },
      null,
      /allows versions before and after/,
    ],
    [
      'the lockfile decides where the constraint does not',
      {
        'main.tf': addon + provider('~> 5.0'),
        '.terraform.lock.hcl': lock('5.90.1'),
      },
      true,
      /5\.90\.1/,
    ],
    [
      'two constraints of a folder hold at once',
      { 'main.tf': addon + provider('~> 5.0'), 'more.tf': provider('>= 5.80') },
      true,
      /knows/,
    ],
    [
      'the constraint is no constraint',
      { 'main.tf': addon + provider('latest') },
      null,
      /allows/,
    ],
    [
      'no version is given at all',
      { 'main.tf': addon },
      null,
      /No version of hashicorp\/aws/,
    ],
    [
      'the module has no release that passes it on',
      {
        'main.tf':
          'module "b" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  version = "1.16.0"\n  eks_addons = { coredns = {} }\n}\n',
      },
      false,
      /no release up to 1\.24\.3/,
    ],
    [
      'the code is in JSON',
      {
        'main.tf.json':
          '{"module": {"eks": {"source": "terraform-aws-modules/eks/aws", "version": "20.20.0"}}}',
      },
      false,
      /does not know/,
    ],
  ])('where %s', async (_name, files, supports, reason) => {
    const facts = await factsOf(files);
    expect(facts.supportsAddonPodIdentityAssociation).toBe(supports);
    expect(facts.reason).toMatch(reason);
  });

  it('is not told by a file that is broken', async () => {
    const { folders } = await read({
      'main.tf': eks('version = "20.33.1"'),
      'more.tf': 'module "x" {\n',
    });
    expect(folders[0]).toMatchObject({
      supportsAddonPodIdentityAssociation: null,
      reason: expect.stringMatching(/more\.tf could not be read: line \d+: /),
      modules: [expect.objectContaining({ version: '20.33.1' })],
    });
  });

  it('is told folder by folder, and the worst decides for a service', async () => {
    const { folders } = await read({
      'a/main.tf': eks(
        'version = "20.33.1"',
        'cluster_addons = { coredns = {} }',
      ),
      'b/main.tf': eks(
        'version = "20.20.0"',
        'cluster_addons = { coredns = {} }',
      ),
      'c/main.tf': provider('>= 3.0'),
    });
    expect(
      folders.map(facts => facts.supportsAddonPodIdentityAssociation),
    ).toEqual([true, false, null]);
    expect(mergeTerraform(folders)?.supportsAddonPodIdentityAssociation).toBe(
      false,
    );
  });
});

type Addon = TerraformFacts['addons'][number];
type Expected = Partial<Omit<Addon, 'evidence'>> & { where?: string };

describe('the add-ons that Terraform manages', () => {
  it.each<[string, Record<string, string>, Expected[]]>([
    [
      'by a resource with a role',
      {
        'main.tf':
          'resource "aws_eks_addon" "ebs" {\n  cluster_name = "main"\n  addon_name = "aws-ebs-csi-driver"\n  service_account_role_arn = aws_iam_role.ebs.arn\n}\n',
      },
      [
        {
          name: 'aws-ebs-csi-driver',
          clusterName: 'main',
          through: 'resource',
          hasServiceAccountRole: true,
          hasPodIdentityAssociation: false,
          where: 'main.tf:1',
        },
      ],
    ],
    [
      'by a resource with an association',
      {
        'main.tf':
          'resource "aws_eks_addon" "ebs" {\n  addon_name = "a"\n  pod_identity_association {\n    role_arn = "r"\n    service_account = "s"\n  }\n}\n',
      },
      [
        {
          name: 'a',
          hasServiceAccountRole: false,
          hasPodIdentityAssociation: true,
        },
      ],
    ],
    [
      'by a resource with a dynamic association',
      {
        'main.tf':
          'resource "aws_eks_addon" "ebs" {\n  addon_name = "a"\n  dynamic "pod_identity_association" {\n    for_each = var.x\n    content {\n      role_arn = "r"\n    }\n  }\n}\n',
      },
      [{ name: 'a', hasPodIdentityAssociation: null }],
    ],
    [
      'by a resource whose role is null, or empty',
      {
        'main.tf':
          'resource "aws_eks_addon" "a" {\n  addon_name = "a"\n  service_account_role_arn = null\n}\nresource "aws_eks_addon" "b" {\n  addon_name = "b"\n  service_account_role_arn = ""\n}\n',
      },
      [
        { name: 'a', hasServiceAccountRole: false },
        { name: 'b', hasServiceAccountRole: false },
      ],
    ],
    [
      'by a resource for each of a local map',
      {
        'main.tf':
          'locals {\n  addons = {\n    coredns = { role = null }\n    vpc-cni = { role = "r" }\n  }\n}\nresource "aws_eks_addon" "all" {\n  for_each = local.addons\n  cluster_name = "main"\n  addon_name = each.key\n  service_account_role_arn = each.value.role\n}\n',
      },
      [
        { name: 'coredns', hasServiceAccountRole: false },
        { name: 'vpc-cni', hasServiceAccountRole: true },
      ],
    ],
    [
      'by a resource for each of a set',
      {
        'main.tf':
          'resource "aws_eks_addon" "all" {\n  for_each = toset(["coredns", "kube-proxy"])\n  addon_name = each.value\n}\n',
      },
      [{ name: 'coredns' }, { name: 'kube-proxy' }],
    ],
    [
      "by the module's cluster_addons, with their lines",
      {
        'main.tf':
          'module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  version = "20.33.1"\n  cluster_name = "main"\n  cluster_addons = {\n    # the first\n    coredns = {}\n\n    "vpc-cni" = {\n      service_account_role_arn = module.irsa.arn\n    }\n  }\n}\n',
      },
      [
        {
          name: 'coredns',
          clusterName: 'main',
          through: 'module',
          where: 'main.tf:7',
        },
        { name: 'vpc-cni', hasServiceAccountRole: true, where: 'main.tf:9' },
      ],
    ],
    [
      "by the module's addons, as 21 calls them",
      {
        'main.tf': eks(
          'version = "21.3.0"',
          'name = "main"\n  addons = {\n    coredns = {\n      pod_identity_association = [{ role_arn = "r", service_account = "s" }]\n    }\n  }',
        ),
      },
      [
        {
          name: 'coredns',
          clusterName: 'main',
          hasPodIdentityAssociation: true,
        },
      ],
    ],
    [
      'under another key than their name',
      {
        'main.tf': eks(
          'version = "20.33.1"',
          'cluster_addons = {\n    ebs = {\n      name = "aws-ebs-csi-driver"\n    }\n  }',
        ),
      },
      [{ name: 'aws-ebs-csi-driver' }],
    ],
    [
      'in a local of another file',
      {
        'main.tf': eks('version = "20.33.1"', 'cluster_addons = local.addons'),
        'locals.tf': 'locals {\n  addons = {\n    coredns = {}\n  }\n}\n',
      },
      [{ name: 'coredns' }],
    ],
    [
      'in JSON, with their lines',
      {
        'main.tf.json':
          '{\n  "resource": {\n    "aws_eks_addon": {\n      "ebs": {\n        "addon_name": "a",\n        "service_account_role_arn": "r"\n      }\n    }\n  }\n}\n',
      },
      [{ name: 'a', hasServiceAccountRole: true, where: 'main.tf.json:4' }],
    ],
    [
      'of a cluster that a local, a module and a resource name',
      {
        'main.tf':
          'locals {\n  env = "prod"\n  name = "${local.env}-eu"\n}\nmodule "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  cluster_name = local.name\n}\nresource "aws_eks_cluster" "two" {\n  name = "two"\n}\nresource "aws_eks_addon" "a" {\n  cluster_name = local.name\n  addon_name = "a"\n}\nresource "aws_eks_addon" "b" {\n  cluster_name = module.eks.cluster_name\n  addon_name = "b"\n}\nresource "aws_eks_addon" "c" {\n  cluster_name = aws_eks_cluster.two.name\n  addon_name = "c"\n}\n',
      },
      [
        { name: 'a', clusterName: 'prod-eu' },
        { name: 'b', clusterName: 'prod-eu' },
        { name: 'c', clusterName: 'two' },
      ],
    ],
    [
      'of a cluster that a committed tfvars file names',
      {
        'main.tf':
          'variable "cluster" {}\nresource "aws_eks_addon" "a" {\n  cluster_name = var.cluster\n  addon_name = "a"\n}\n',
        'terraform.tfvars': 'cluster = "main"\n',
      },
      [{ name: 'a', clusterName: 'main' }],
    ],
    [
      'of a cluster that only the command line names',
      {
        'main.tf':
          'variable "cluster" {\n  default = "main"\n}\nresource "aws_eks_addon" "a" {\n  cluster_name = var.cluster\n  addon_name = "a"\n}\n',
      },
      [{ name: 'a', clusterName: undefined }],
    ],
    [
      'of a cluster whose name leads in a circle',
      {
        'main.tf':
          'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_eks_addon" "a" {\n  cluster_name = local.a\n  addon_name = "a"\n}\n',
      },
      [{ name: 'a', clusterName: undefined }],
    ],
  ])('%s', async (_name, files, expected) => {
    const { addons } = await factsOf(files);
    expect(addons).toHaveLength(expected.length);
    expected.forEach((wanted, index) => {
      const { clusterName, evidence } = addons[index];
      expect({
        ...addons[index],
        clusterName,
        where: evidence.where,
      }).toMatchObject(wanted);
    });
  });

  it('are told as not seen where their names are expressions', async () => {
    const { unfollowed } = await factsOf({
      'main.tf': eks(
        'version = "20.33.1"',
        'cluster_addons = merge(var.a, {})',
      ),
      'more.tf':
        'resource "aws_eks_addon" "all" {\n  for_each = var.addons\n  addon_name = each.key\n}\n',
    });
    expect(
      unfollowed?.map(({ evidence: { what, where } }) => [where, what]),
    ).toEqual([
      ['main.tf:5', 'module eks: cluster_addons is an expression'],
      ['more.tf:1', 'aws_eks_addon.all: its name is not static'],
    ]);
  });
});

describe('the rest that Terraform tells', () => {
  it('are associations by resource and by module', async () => {
    const { associations } = await factsOf({
      'main.tf': `
resource "aws_eks_pod_identity_association" "a" {
  cluster_name = "main"
  namespace = "shop"
  service_account = "cart"
}
module "web" {
  source = "terraform-aws-modules/eks-pod-identity/aws"
  version = "2.8.1"
  association_defaults = {
    namespace = "shop"
  }
  associations = {
    main = {
      cluster_name = "main"
      service_account = "web"
    }
  }
}
module "karpenter" {
  source = "terraform-aws-modules/eks/aws//modules/karpenter"
  version = "20.33.1"
  cluster_name = "main"
  namespace = "kube-system"
  service_account = "karpenter"
  create_pod_identity_association = true
}
`,
    });
    expect(
      associations.map(
        ({ clusterName, namespace, serviceAccount, evidence }) =>
          `${clusterName}/${namespace}/${serviceAccount} ${evidence.where}`,
      ),
    ).toEqual([
      'main/kube-system/karpenter main.tf:20',
      'main/shop/web main.tf:14',
      'main/shop/cart main.tf:2',
    ]);
  });

  it('is the lockfile of the folder that calls a module, before that of a folder above', async () => {
    const { folders } = await read({
      '.terraform.lock.hcl': lock('5.10.0'),
      'live/prod/main.tf':
        'module "addons" {\n  source = "../../modules/addons"\n}\n',
      'live/prod/.terraform.lock.hcl': lock('5.90.0'),
      'modules/addons/main.tf': addon,
      'alone/main.tf': addon,
    });
    const supports = folders
      .filter(({ addons }) => addons.length)
      .map(facts => [
        facts.addons[0].evidence.where,
        facts.supportsAddonPodIdentityAssociation,
      ]);
    expect(supports).toEqual([
      ['modules/addons/main.tf:1', true],
      ['alone/main.tf:1', false],
    ]);
  });

  it('are providers with what is asked for and what is locked', async () => {
    const { providers } = await factsOf({
      'versions.tf': provider('~> 5.0'),
      '.terraform.lock.hcl': `${lock(
        '5.83.0',
      )}\nprovider "registry.example.org/hashicorp/tls" {\n  version = "4.0.6"\n}\n`,
    });
    expect(providers).toMatchObject([
      { source: 'hashicorp/aws', version: '5.83.0', constraint: '~> 5.0' },
      { source: 'hashicorp/tls', version: '4.0.6' },
    ]);
  });
});

describe('Terraform files that are broken', () => {
  it.each<[string, string, string, RegExp]>([
    [
      'an argument without a value',
      'main.tf',
      'a = 1\nb =\n',
      /^line 2: Invalid expression/,
    ],
    [
      'a block that is never closed',
      'main.tf',
      'module "x" {\n  a = 1\n',
      /^line \d: /,
    ],
    [
      'marks of a merge',
      'main.tf',
      '<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> x\n',
      /^line 1: /,
    ],
    [
      'JSON that is cut off',
      'main.tf.json',
      '{\n  "module": {',
      /^line 2: is not JSON/,
    ],
    [
      'JSON of another kind',
      'main.tf.json',
      '[]',
      /^line 1: is not a JSON object/,
    ],
    [
      'a nesting without end',
      'main.tf',
      `a = ${'['.repeat(50_000)}`,
      /nested too deeply|line 1/,
    ],
  ])('name place and fault: %s', async (_name, path, text, error) => {
    const { faults } = await read({ [path]: text, 'good/main.tf': addon });
    expect(faults).toEqual([
      { file: path, error: expect.stringMatching(error) },
    ]);
  });

  it('stop nothing else', async () => {
    const { folders } = await read({
      'bad.tf': `a = ${'['.repeat(50_000)}`,
      'good.tf': addon,
    });
    expect(folders[0].addons).toHaveLength(1);
  });

  it('of any kind are a fault or facts, never a crash', async () => {
    const pieces = fc.constantFrom(
      'module "eks" {',
      'resource "aws_eks_addon" "a" {',
      '}',
      '{',
      '[',
      ']',
      '\n',
      ' = ',
      '"',
      '${',
      'addon_name',
      'cluster_addons',
      '<<EOT\n',
      'EOT\n',
      '#',
      '/*',
      'null',
      '"x"',
      ',',
      'terraform {',
      'source = "terraform-aws-modules/eks/aws"\n',
      'version = "20.1.0"\n',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 5, arbitrary: pieces }, fc.string()), {
          maxLength: 40,
        }),
        fc.constantFrom(
          'main.tf',
          'main.tf.json',
          '.terraform.lock.hcl',
          'terraform.tfvars',
        ),
        async (parts, path) => {
          const { folders, faults } = await read({ [path]: parts.join('') });
          for (const { error } of faults) expect(error).not.toBe('');
          for (const facts of folders) expect(facts.reason).not.toBe('');
        },
      ),
      { numRuns: 150 },
    );
  });
});
