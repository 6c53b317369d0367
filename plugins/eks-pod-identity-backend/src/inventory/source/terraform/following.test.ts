import { mergeTerraform, readTerraform } from '.';

const at = (what: string, file: string, line?: number) => ({
  what,
  source: 'repository' as const,
  where: line === undefined ? file : `${file}:${line}`,
});

/** What an add-on is expected to be: `name`, then `role`, `no role` or `role?`, and whether the block can be written. */
type Told = string;

/** What is told of the code: its add-ons, then code that sets add-ons and can't be followed. */
async function told(files: Record<string, string>): Promise<Told[]> {
  const { folders } = await readTerraform(
    Object.entries(files).map(([path, text]) => ({
      path,
      read: async () => text,
    })),
    at,
  );
  const {
    addons = [],
    unfollowed = [],
    faults = [],
  } = mergeTerraform(folders) ?? {};
  return [
    ...addons.map(({ name, clusterName, hasServiceAccountRole, support }) =>
      [
        name,
        { true: 'role', false: 'no role', null: 'role?' }[
          String(hasServiceAccountRole)
        ],
        { true: 'knows', false: 'old', null: 'version?' }[
          String(support?.supports)
        ],
        ...(clusterName ? [`in ${clusterName}`] : []),
      ].join(', '),
    ),
    ...unfollowed.map(({ addonName, clusterName }) =>
      [
        `can't follow ${addonName ?? 'any'}`,
        ...(clusterName ? [`in ${clusterName}`] : []),
      ].join(' '),
    ),
    ...faults.map(({ what }) => `fault: ${what}`),
  ].sort();
}

const EBS = 'aws-ebs-csi-driver';
const provider =
  'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "5.90.0" }\n  }\n}\n';
const resource = (role: string, more = '') =>
  `${provider}resource "aws_eks_addon" "ebs" {\n  cluster_name = "main"\n  addon_name   = "${EBS}"\n  service_account_role_arn = ${role}\n  ${more}\n}\n`;
const eks = (source: string, version: string, rest: string) =>
  `module "eks" {\n  source = "${source}"\n  ${
    version ? `version = "${version}"` : ''
  }\n  cluster_name = "main"\n  ${rest}\n}\n`;
const ROLE = '"arn:aws:iam::111122223333:role/ebs"';
const withRole = `{ ${EBS} = { service_account_role_arn = ${ROLE} } }`;
const withoutRole = `{ ${EBS} = { pod_identity_association = [{ role_arn = ${ROLE}, service_account = "ebs-csi-controller-sa" }] } }`;

describe('a role', () => {
  const stays = [`${EBS}, role, knows, in main`];
  const gone = [`${EBS}, no role, knows, in main`];
  const open = [`${EBS}, role?, knows, in main`];
  it.each<[string, Record<string, string>, Told[]]>([
    [
      'that a resource gives stays',
      { 'main.tf': resource('aws_iam_role.ebs.arn') },
      stays,
    ],
    [
      'that a module gives stays',
      { 'main.tf': resource('module.irsa.iam_role_arn') },
      stays,
    ],
    [
      'that one of several modules gives stays',
      { 'main.tf': resource('module.irsa["ebs"].iam_role_arn') },
      stays,
    ],
    [
      'that a data source gives stays',
      { 'main.tf': resource('data.aws_iam_role.ebs.arn') },
      stays,
    ],
    [
      'of another state stays',
      {
        'main.tf': resource(
          'data.terraform_remote_state.iam.outputs.roles["ebs"]',
        ),
      },
      stays,
    ],
    ['that is empty is none', { 'main.tf': resource('""') }, gone],
    ['that is null is none', { 'main.tf': resource('null') }, gone],
    [
      'that is null by a variable is none',
      {
        'main.tf': `variable "role" {\n  default = null\n}\n${resource(
          'var.role',
        )}`,
      },
      gone,
    ],
    [
      'that is empty by a variable is none',
      {
        'main.tf': `variable "role" {\n  default = ""\n}\n${resource(
          'var.role',
        )}`,
      },
      gone,
    ],
    [
      'that a variable gives by its default stays',
      {
        'main.tf': `variable "role" {\n  default = ${ROLE}\n}\n${resource(
          'var.role',
        )}`,
      },
      stays,
    ],
    [
      'that only the command line gives is not known',
      {
        'main.tf': `variable "role" {\n  type = string\n}\n${resource(
          'var.role',
        )}`,
      },
      open,
    ],
    [
      'that tfvars give stays',
      {
        'main.tf': `variable "role" {\n  default = null\n}\n${resource(
          'var.role',
        )}`,
        'terraform.tfvars': `role = ${ROLE}\n`,
      },
      stays,
    ],
    [
      'that tfvars in JSON take away is none',
      {
        'main.tf': `variable "role" {\n  default = ${ROLE}\n}\n${resource(
          'var.role',
        )}`,
        'terraform.tfvars.json': '{"role": null}',
      },
      gone,
    ],
    [
      'that the last of the auto.tfvars gives stays',
      {
        'main.tf': `variable "role" {}\n${resource('var.role')}`,
        'a.auto.tfvars': 'role = ""\n',
        'b.auto.tfvars.json': `{"role": ${ROLE}}`,
      },
      stays,
    ],
    [
      'that auto.tfvars take away is none, whatever terraform.tfvars say',
      {
        'main.tf': `variable "role" {}\n${resource('var.role')}`,
        'terraform.tfvars': `role = ${ROLE}\n`,
        'z.auto.tfvars': 'role = null\n',
      },
      gone,
    ],
    [
      'that a file for the command line gives stays',
      {
        'main.tf': `variable "role" {\n  default = null\n}\n${resource(
          'var.role',
        )}`,
        'envs/prod.tfvars': `role = ${ROLE}\n`,
      },
      stays,
    ],
    [
      'that one of two such files takes away is none there',
      {
        'main.tf': `variable "role" {}\nvariable "cluster" {}\n${resource(
          'var.role',
        ).replace('"main"', 'var.cluster')}`,
        'prod.tfvars': `role = ${ROLE}\ncluster = "prod"\n`,
        'dev.tfvars': 'role = null\ncluster = "dev"\n',
      },
      [`${EBS}, no role, knows, in dev`, `${EBS}, role, knows, in prod`],
    ],
    [
      'that a switch of a variable turns off by default is none',
      {
        'main.tf': `variable "irsa" {\n  default = false\n}\n${resource(
          'var.irsa ? module.irsa[0].arn : null',
        )}`,
      },
      gone,
    ],
    [
      'that a switch leaves on by default stays',
      {
        'main.tf': `variable "irsa" {\n  default = true\n}\n${resource(
          'var.irsa ? module.irsa[0].arn : null',
        )}`,
      },
      stays,
    ],
    [
      'of a switch that only the command line gives is not known',
      {
        'main.tf': `variable "irsa" {\n  type = bool\n}\n${resource(
          'var.irsa ? module.irsa[0].arn : null',
        )}`,
      },
      open,
    ],
    [
      'of a switch whose both sides give one stays',
      {
        'main.tf': `variable "blue" {}\n${resource(
          'var.blue ? module.a.arn : module.b.arn',
        )}`,
      },
      stays,
    ],
    [
      'of a switch over locals is none',
      {
        'main.tf': `locals {\n  mode = "pod-identity"\n  irsa = local.mode == "irsa"\n}\n${resource(
          'local.irsa ? module.irsa[0].arn : null',
        )}`,
      },
      gone,
    ],
    [
      'of one() of a module that is not made by default is none',
      {
        'main.tf': `variable "irsa" {\n  default = false\n}\nmodule "irsa" {\n  source = "terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks"\n  count = var.irsa ? 1 : 0\n}\n${resource(
          'one(module.irsa[*].iam_role_arn)',
        )}`,
      },
      gone,
    ],
    [
      'of one() of a module that is made stays',
      {
        'main.tf': `module "irsa" {\n  source = "terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks"\n  count = 1\n}\n${resource(
          'one(module.irsa[*].iam_role_arn)',
        )}`,
      },
      stays,
    ],
    [
      'of try() of a resource that is not made is none',
      {
        'main.tf': `resource "aws_iam_role" "ebs" {\n  count = 0\n}\n${resource(
          'try(aws_iam_role.ebs[0].arn, null)',
        )}`,
      },
      gone,
    ],
    [
      'of try() of a resource that is made stays',
      {
        'main.tf': `resource "aws_iam_role" "ebs" {\n}\n${resource(
          'try(aws_iam_role.ebs.arn, null)',
        )}`,
      },
      stays,
    ],
    [
      'of try() of what nobody can tell is not known',
      {
        'main.tf': `variable "n" {}\nresource "aws_iam_role" "ebs" {\n  count = var.n\n}\n${resource(
          'try(aws_iam_role.ebs[0].arn, null)',
        )}`,
      },
      open,
    ],
    [
      'of coalesce() of nothing and a role stays',
      {
        'main.tf': `variable "role" {\n  default = ""\n}\n${resource(
          'coalesce(var.role, aws_iam_role.ebs.arn)',
        )}`,
      },
      stays,
    ],
    [
      'of lookup() in a map without it is none',
      {
        'main.tf': `locals {\n  roles = { cni = ${ROLE} }\n}\n${resource(
          'lookup(local.roles, "ebs", null)',
        )}`,
      },
      gone,
    ],
    [
      'that an override file takes away is none',
      {
        'main.tf': resource(ROLE),
        'override.tf':
          'resource "aws_eks_addon" "ebs" {\n  service_account_role_arn = null\n}\n',
      },
      gone,
    ],
    [
      'that a file overrides back stays',
      {
        'main.tf': resource('null'),
        'role_override.tf.json': `{"resource": {"aws_eks_addon": {"ebs": {"service_account_role_arn": ${ROLE}}}}}`,
      },
      stays,
    ],
    [
      'of OpenTofu comes before that of Terraform',
      { 'main.tf': resource(ROLE), 'main.tofu': resource('null') },
      gone,
    ],
    [
      'that a module of the repository is called with stays',
      {
        'main.tf': `module "addons" {\n  source = "./modules/addons"\n  role = module.irsa.arn\n}\n`,
        'modules/addons/main.tf': `variable "role" {\n  default = null\n}\n${resource(
          'var.role',
        )}`,
      },
      stays,
    ],
    [
      'that a module of the repository is called without is none',
      {
        'live/main.tf': `module "addons" {\n  source = "../modules/addons"\n}\n`,
        'modules/addons/main.tf': `variable "role" {\n  default = null\n}\n${resource(
          'var.role',
        )}`,
      },
      gone,
    ],
    [
      'that another module of the repository puts out as null is none',
      {
        'main.tf': `module "iam" {\n  source = "./iam"\n}\n${resource(
          'module.iam.role',
        )}`,
        'iam/main.tf':
          'variable "on" {\n  default = false\n}\noutput "role" {\n  value = var.on ? aws_iam_role.a.arn : null\n}\n',
      },
      gone,
    ],
    [
      'of an optional attribute that is left out is none',
      {
        'main.tf': `variable "addons" {\n  type = map(object({\n    role = optional(string)\n  }))\n  default = { ${EBS} = {} }\n}\n${provider}resource "aws_eks_addon" "a" {\n  for_each = var.addons\n  cluster_name = "main"\n  addon_name = each.key\n  service_account_role_arn = each.value.role\n}\n`,
      },
      gone,
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await told(files)).toEqual(expected);
  });
});

describe('add-ons', () => {
  it.each<[string, Record<string, string>, Told[]]>([
    [
      'of a mirror of the module, by name and tag, are followed',
      {
        'main.tf': eks(
          'git::https://git.example.org/mirrors/terraform-aws-eks.git?ref=v20.24.0',
          '',
          `cluster_addons = ${withRole}`,
        ),
      },
      [`${EBS}, role, old, in main`],
    ],
    [
      'of a mirror over ssh are followed',
      {
        'main.tf': eks(
          'git@git.example.org:platform/terraform-aws-eks.git?ref=v20.31.6',
          '',
          `cluster_addons = ${withoutRole}`,
        ),
      },
      [`${EBS}, no role, knows, in main`],
    ],
    [
      'of a mirror in a folder are followed',
      {
        'main.tf': eks(
          'git::https://git.example.org/platform/modules.git//terraform-aws-eks?ref=v20.24.0',
          '',
          `cluster_addons = ${withRole}`,
        ),
      },
      [`${EBS}, role, old, in main`],
    ],
    [
      'of a mirror by a commit are followed, with a version that is not known',
      {
        'main.tf': eks(
          'git::https://git.example.org/terraform-aws-modules/terraform-aws-eks.git?ref=f2a1c3d',
          '',
          `cluster_addons = ${withRole}`,
        ),
      },
      [`${EBS}, role, version?, in main`],
    ],
    [
      "of a company's own module of that name are not",
      {
        'main.tf': eks(
          'git::https://git.example.org/acme/terraform-aws-eks.git?ref=v1.4.0',
          '',
          `cluster_addons = ${withRole}`,
        ),
      },
      ["can't follow any in main"],
    ],
    [
      'of the module by a registry of its own host are followed',
      {
        'main.tf': eks(
          'tf.example.org/terraform-aws-modules/eks/aws',
          '20.33.1',
          `cluster_addons = ${withRole}`,
        ),
      },
      [`${EBS}, role, knows, in main`],
    ],
    [
      'of a module of a private registry are not',
      {
        'main.tf': eks(
          'app.example.org/acme/eks/aws',
          '3.2.0',
          `addons = ${withRole}`,
        ),
      },
      ["can't follow any in main"],
    ],
    [
      'of a module for clusters of a private registry are not, without a word of them',
      { 'main.tf': eks('app.example.org/acme/eks-cluster/aws', '3.2.0', '') },
      ["can't follow any in main"],
    ],
    [
      'of a private module by a switch are not',
      {
        'main.tf':
          'module "platform" {\n  source = "app.example.org/acme/platform/aws"\n  enable_ebs_csi_driver = true\n}\n',
      },
      ["can't follow any"],
    ],
    [
      'of a private module for one of them are not, and no other is in doubt',
      {
        'main.tf': `module "ebs" {\n  source = "app.example.org/acme/managed-addon/aws"\n  addon_name = "${EBS}"\n  cluster_name = "main"\n}\n`,
      },
      [`can't follow ${EBS} in main`],
    ],
    [
      'of a module that was not read are not',
      { 'main.tf': 'module "eks" {\n  source = "../../shared/eks"\n}\n' },
      ["can't follow any"],
    ],
    [
      'of cloudposse before the block are followed',
      {
        'main.tf': `module "eks_cluster" {\n  source = "cloudposse/eks-cluster/aws"\n  version = "4.6.0"\n  addons = [{ addon_name = "${EBS}", service_account_role_arn = ${ROLE} }]\n}\n`,
      },
      [`${EBS}, role, old`],
    ],
    [
      'of cloudposse with the block are followed',
      {
        'main.tf': `module "eks_cluster" {\n  source = "cloudposse/eks-cluster/aws"\n  version = "4.7.0"\n  addons = [{ addon_name = "${EBS}", service_account_role_arn = null }]\n}\n`,
      },
      [`${EBS}, no role, knows`],
    ],
    [
      'of cloudposse by git are followed',
      {
        'main.tf': `module "eks_cluster" {\n  source = "git::https://git.example.org/cloudposse/terraform-aws-eks-cluster.git?ref=4.8.0"\n  addons = concat([{ addon_name = "${EBS}", service_account_role_arn = ${ROLE} }], [])\n}\n`,
      },
      [`${EBS}, role, knows`],
    ],
    [
      'of blueprints are followed',
      {
        'main.tf': `module "addons" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  version = "1.24.3"\n  cluster_name = "main"\n  eks_addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, old, in main`],
    ],
    [
      'of blueprints by a range are followed, and a later release may know the block',
      {
        'main.tf': `module "addons" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  version = "~> 1.0"\n  eks_addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, version?`],
    ],
    [
      'of blueprints 4 by switches are followed',
      {
        'main.tf':
          'module "addons" {\n  source = "git::https://git.example.org/aws-ia/terraform-aws-eks-blueprints.git//modules/kubernetes-addons?ref=v4.32.1"\n  enable_amazon_eks_aws_ebs_csi_driver = true\n  enable_amazon_eks_vpc_cni = false\n  enable_karpenter = true\n}\n',
      },
      [`${EBS}, role, old`],
    ],
    [
      'for each of a map by default are followed',
      {
        'main.tf': `variable "addons" {\n  default = { ${EBS} = { role = null } }\n}\n${provider}resource "aws_eks_addon" "a" {\n  for_each = var.addons\n  addon_name = each.key\n  service_account_role_arn = each.value.role\n}\n`,
      },
      [`${EBS}, no role, knows`],
    ],
    [
      'for each of a list of objects are followed',
      {
        'main.tf': `variable "addons" {\n  default = [{ name = "${EBS}", version = "v1" }]\n}\n${provider}resource "aws_eks_addon" "a" {\n  for_each = { for addon in var.addons : addon.name => addon }\n  addon_name = each.value.name\n  service_account_role_arn = lookup(each.value, "role", null)\n}\n`,
      },
      [`${EBS}, no role, knows`],
    ],
    [
      'for each of what the command line gives are not',
      {
        'main.tf': `variable "addons" {}\n${provider}resource "aws_eks_addon" "a" {\n  for_each = var.addons\n  addon_name = each.key\n}\n`,
      },
      ["can't follow any"],
    ],
    [
      'for each of a data source are not',
      {
        'main.tf': `${provider}resource "aws_eks_addon" "a" {\n  for_each = toset(data.external.addons.result.names)\n  addon_name = each.value\n}\n`,
      },
      ["can't follow any"],
    ],
    [
      'whose number a data source gives are not, and no other is in doubt',
      {
        'main.tf': resource(
          ROLE,
          'count = length(data.aws_eks_clusters.all.names)',
        ),
      },
      [`can't follow ${EBS} in main`],
    ],
    [
      'that are off by default may be on',
      {
        'main.tf': `variable "ebs" {\n  default = false\n}\n${resource(
          ROLE,
          'count = var.ebs ? 1 : 0',
        )}`,
      },
      [`can't follow ${EBS} in main`],
    ],
    [
      'that are off are not there',
      { 'main.tf': resource(ROLE, 'count = 0') },
      [],
    ],
    [
      'of a module that is off are not there',
      {
        'main.tf': eks(
          'terraform-aws-modules/eks/aws',
          '20.33.1',
          `create = false\n  cluster_addons = ${withRole}`,
        ),
      },
      [],
    ],
    [
      'merged with more that nobody can tell are followed as far as they go',
      {
        'main.tf': `${eks(
          'terraform-aws-modules/eks/aws',
          '20.33.1',
          `cluster_addons = merge(${withRole}, var.more)`,
        )}variable "more" {}\n`,
      },
      [`${EBS}, role?, knows, in main`, "can't follow any in main"],
    ],
    [
      'merged with nothing by default are followed',
      {
        'main.tf': `${eks(
          'terraform-aws-modules/eks/aws',
          '20.33.1',
          `cluster_addons = merge(${withRole}, var.more)`,
        )}variable "more" {\n  default = {}\n}\n`,
      },
      [`${EBS}, role, knows, in main`],
    ],
    [
      'that are added where something is on are in doubt',
      {
        'main.tf': `${eks(
          'terraform-aws-modules/eks/aws',
          '20.33.1',
          `cluster_addons = merge({ coredns = {} }, var.storage ? ${withRole} : {})`,
        )}variable "storage" {}\n`,
      },
      [`can't follow ${EBS} in main`, 'coredns, no role, knows, in main'],
    ],
    [
      'of clusters for each are followed',
      {
        'main.tf': `locals {\n  clusters = { blue = { ebs = ${ROLE} }, green = { ebs = null } }\n}\nmodule "eks" {\n  for_each = local.clusters\n  source = "terraform-aws-modules/eks/aws"\n  version = "20.33.1"\n  cluster_name = each.key\n  cluster_addons = { ${EBS} = { service_account_role_arn = each.value.ebs } }\n}\n`,
      },
      [`${EBS}, no role, knows, in green`, `${EBS}, role, knows, in blue`],
    ],
    [
      'through Cloud Control are not',
      {
        'main.tf': `resource "awscc_eks_addon" "ebs" {\n  addon_name = "${EBS}"\n  cluster_name = "main"\n}\n`,
      },
      [`can't follow ${EBS} in main`],
    ],
    [
      'of a module that nobody in the repository calls are not',
      {
        'modules/addon/main.tf': `variable "name" {}\nvariable "role" {\n  default = null\n}\nresource "aws_eks_addon" "a" {\n  addon_name = var.name\n  service_account_role_arn = var.role\n}\n`,
      },
      ["can't follow any"],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await told(files)).toEqual(expected);
  });
});

const root = 'remote_state {\n  backend = "s3"\n}\n';
describe('Terragrunt', () => {
  it.each<[string, Record<string, string>, Told[]]>([
    [
      'names a module of the registry with a version',
      {
        'live/main/eks/terragrunt.hcl': `terraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.33.1"\n}\ninputs = {\n  cluster_name = "main"\n  cluster_addons = ${withoutRole}\n}\n`,
      },
      [`${EBS}, no role, knows, in main`],
    ],
    [
      'names the host of a registry',
      {
        'eks/terragrunt.hcl': `terraform {\n  source = "tfr://registry.example.org/terraform-aws-modules/eks/aws?version=20.20.0"\n}\ninputs = {\n  cluster_addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, old`],
    ],
    [
      'names a mirror',
      {
        'eks/terragrunt.hcl': `terraform {\n  source = "git::git@git.example.org:mirrors/terraform-aws-eks.git//?ref=v20.33.1"\n}\ninputs = {\n  cluster_addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, knows`],
    ],
    [
      'names code of the repository',
      {
        'live/eks/terragrunt.hcl': `terraform {\n  source = "../../modules//addons"\n}\ninputs = {\n  role = null\n}\n`,
        'modules/addons/main.tf': `variable "role" {}\n${resource('var.role')}`,
      },
      [`${EBS}, no role, knows, in main`],
    ],
    [
      'names code by the root of the repository',
      {
        'live/eks/terragrunt.hcl': `terraform {\n  source = "\${get_repo_root()}/modules/addons"\n}\ninputs = {\n  role = dependency.irsa.outputs.arn\n}\ndependency "irsa" {\n  config_path = "../irsa"\n}\n`,
        'modules/addons/main.tf': `variable "role" {}\n${resource('var.role')}`,
      },
      [`${EBS}, role, knows, in main`],
    ],
    [
      'stands beside the code',
      {
        'live/eks/terragrunt.hcl': 'inputs = {\n  role = ""\n}\n',
        'live/eks/main.tf': `variable "role" {\n  default = ${ROLE}\n}\n${resource(
          'var.role',
        )}`,
      },
      [`${EBS}, no role, knows, in main`],
    ],
    [
      'takes inputs and source of what it includes',
      {
        'root.hcl': `${root}inputs = {\n  cluster_name = "main"\n}\n`,
        '_env/eks.hcl': `terraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.33.1"\n}\ninputs = {\n  cluster_addons = ${withRole}\n}\n`,
        'live/eks/terragrunt.hcl':
          'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\ninclude "env" {\n  path = "${get_terragrunt_dir()}/../../_env/eks.hcl"\n}\n',
      },
      [`${EBS}, role, knows, in main`],
    ],
    [
      'says last what it says itself',
      {
        'root.hcl': `inputs = {\n  cluster_addons = ${withRole}\n}\n`,
        'eks/terragrunt.hcl': `include {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.33.1"\n}\ninputs = {\n  cluster_addons = ${withoutRole}\n}\n`,
      },
      [`${EBS}, no role, knows`],
    ],
    [
      'reads other configurations',
      {
        'env.hcl': 'locals {\n  name = "main"\n  version = "20.24.0"\n}\n',
        'eks/terragrunt.hcl': `locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n}\nterraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=\${local.env.locals.version}"\n}\ninputs = {\n  cluster_name = local.env.locals.name\n  cluster_addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, old, in main`],
    ],
    [
      'takes the address from an exposed include',
      {
        '_env/eks.hcl':
          'locals {\n  base = "tfr:///terraform-aws-modules/eks/aws"\n}\n',
        'eks/terragrunt.hcl': `include "env" {\n  path = "../_env/eks.hcl"\n  expose = true\n}\nterraform {\n  source = "\${include.env.locals.base}?version=21.3.0"\n}\ninputs = {\n  name = basename(get_terragrunt_dir())\n  addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, knows, in eks`],
    ],
    [
      'merges deeply where it is told to',
      {
        'root.hcl': `inputs = {\n  cluster_addons = ${withRole}\n}\n`,
        'eks/terragrunt.hcl': `include {\n  path = find_in_parent_folders("root.hcl")\n  merge_strategy = "deep"\n}\nterraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.33.1"\n}\ninputs = {\n  cluster_addons = { ${EBS} = { most_recent = true } }\n}\n`,
      },
      [`${EBS}, role, knows`],
    ],
    [
      'generates code that asks for an old provider',
      {
        'root.hcl':
          'generate "versions" {\n  path = "versions.tf"\n  if_exists = "overwrite"\n  contents = <<EOF\nterraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.31.0"\n    }\n  }\n}\nEOF\n}\n',
        'eks/terragrunt.hcl': `include {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.33.1"\n}\ninputs = {\n  cluster_addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, old`],
    ],
    [
      'includes what was not read',
      {
        'eks/terragrunt.hcl':
          'include {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.33.1"\n}\n',
      },
      ["can't follow any"],
    ],
    [
      "names a module that can't be followed",
      {
        'eks/addons/terragrunt.hcl':
          'terraform {\n  source = "git::git@git.example.org:acme/infrastructure-modules.git//eks-addons?ref=v0.4.0"\n}\ndependency "eks" {\n  config_path = "../cluster"\n}\ninputs = {\n  cluster_name = dependency.eks.outputs.cluster_name\n}\n',
      },
      ["can't follow any"],
    ],
    [
      'names the cluster by another unit',
      {
        'cluster/terragrunt.hcl':
          'terraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.33.1"\n}\ninputs = {\n  cluster_name = "main"\n}\n',
        'addons/terragrunt.hcl': `terraform {\n  source = "tfr:///aws-ia/eks-blueprints-addons/aws?version=1.20.0"\n}\ndependency "eks" {\n  config_path = "../cluster"\n}\ninputs = {\n  cluster_name = dependency.eks.outputs.cluster_name\n  eks_addons = ${withRole}\n}\n`,
      },
      [`${EBS}, role, old, in main`],
    ],
    [
      'says nothing of EKS',
      {
        'root.hcl': root,
        'vpc/terragrunt.hcl':
          'include {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "tfr:///terraform-aws-modules/vpc/aws?version=5.1.0"\n}\ninputs = {\n  name = "main"\n}\n',
      },
      [],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await told(files)).toEqual(expected);
  });
});

describe('code that has nothing to do with add-ons', () => {
  it.each<[string, Record<string, string>]>([
    [
      'makes a network',
      {
        'main.tf': `${provider}module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n  version = "5.1.0"\n}\nresource "aws_s3_bucket" "a" {\n  for_each = var.buckets\n  bucket = each.key\n}\n`,
      },
    ],
    [
      'makes roles for add-ons',
      {
        'main.tf':
          'module "ebs_irsa" {\n  source = "terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks"\n  attach_ebs_csi_policy = true\n}\nmodule "pi" {\n  source = "terraform-aws-modules/eks-pod-identity/aws"\n  attach_aws_ebs_csi_policy = true\n  name = "aws-ebs-csi-driver"\n}\n',
      },
    ],
    [
      'makes roles by a private module',
      {
        'main.tf':
          'module "irsa" {\n  source = "app.example.org/acme/eks-irsa/aws"\n  role_name = "aws-ebs-csi-driver"\n}\n',
      },
    ],
    [
      'makes node groups',
      {
        'main.tf':
          'module "nodes" {\n  source = "terraform-aws-modules/eks/aws//modules/eks-managed-node-group"\n  version = "20.33.1"\n}\nmodule "more" {\n  source = "cloudposse/eks-node-group/aws"\n}\nmodule "own" {\n  source = "app.example.org/acme/eks-node-group/aws"\n}\n',
      },
    ],
    [
      'installs charts',
      {
        'main.tf':
          'module "data" {\n  source = "aws-ia/eks-data-addons/aws"\n}\nmodule "one" {\n  source = "aws-ia/eks-blueprints-addon/aws"\n}\nresource "helm_release" "a" {\n  name = "a"\n}\n',
      },
    ],
    [
      'makes a cluster without add-ons',
      {
        'main.tf': eks(
          'terraform-aws-modules/eks/aws',
          '20.33.1',
          'enable_irsa = true\n  bootstrap_self_managed_addons = false',
        ),
      },
    ],
    [
      'makes a cluster whose module of ours has none',
      {
        'main.tf': 'module "eks" {\n  source = "./modules/eks"\n}\n',
        'modules/eks/main.tf':
          'resource "aws_eks_cluster" "a" {\n  name = "main"\n}\n',
      },
    ],
    [
      'turns add-ons of a private module off',
      {
        'main.tf':
          'module "platform" {\n  source = "app.example.org/acme/platform/aws"\n  enable_addons = false\n  addons = {}\n}\n',
      },
    ],
    [
      'configures other tools in HCL',
      {
        'main.tf': provider,
        'image.pkr.hcl': 'source "amazon-ebs" "a" {}\n',
        '.tflint.hcl': 'plugin "aws" {\n',
        'nomad.hcl': 'job "x" {\n',
      },
    ],
  ])('says nothing where it %s', async (_name, files) => {
    expect(await told(files)).toEqual([]);
  });
});
