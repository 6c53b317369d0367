import { addonsOfProgram, programToolOf } from './programs';
import { addonsOfTemplate, isAddonTemplate } from './templates';

const brief = (addons: ReturnType<typeof addonsOfTemplate>) =>
  addons.map(({ addonName, clusterName }) => [addonName, clusterName]);

describe('add-ons of templates and manifests', () => {
  it.each<[string, string, string, (string | undefined)[][]]>([
    [
      'CloudFormation names both',
      'a.yaml',
      'Resources:\n  A:\n    Type: AWS::EKS::Addon\n    Properties:\n      AddonName: vpc-cni\n      ClusterName: main\n      ServiceAccountRoleArn: !GetAtt Role.Arn\n',
      [['vpc-cni', 'main']],
    ],
    [
      'CloudFormation takes the cluster of the same template',
      'a.json',
      '{"Resources":{"C":{"Type":"AWS::EKS::Cluster","Properties":{"Name":"main"}},"A":{"Type":"AWS::EKS::Addon","Properties":{"AddonName":"vpc-cni","ClusterName":{"Ref":"C"}}}}}',
      [['vpc-cni', 'main']],
    ],
    [
      'CloudFormation names neither where parameters do',
      'a.template',
      'Parameters:\n  Name: {Type: String, Default: vpc-cni}\nResources:\n  A:\n    Type: AWS::EKS::Addon\n    Properties:\n      AddonName: !Ref Name\n      ClusterName: !ImportValue cluster\n',
      [[undefined, undefined]],
    ],
    [
      'Pulumi in YAML',
      'Pulumi.yaml',
      'runtime: yaml\nresources:\n  a:\n    type: aws:eks:Addon\n    properties:\n      addonName: vpc-cni\n      clusterName: ${cluster.name}\n',
      [['vpc-cni', undefined]],
    ],
    [
      'each add-on of an eksctl configuration',
      'cluster.yaml',
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: main}\naddons: [{name: vpc-cni}, {name: coredns}]\n',
      [
        ['vpc-cni', 'main'],
        ['coredns', 'main'],
      ],
    ],
    [
      'a chart of ACK resources, its loop aside',
      'templates/a.yaml',
      '{{- range .Values.clusters }}\n---\napiVersion: eks.services.k8s.aws/v1alpha1\nkind: Addon\nspec:\n  name: vpc-cni\n  clusterName: {{ .name }}\n{{- end }}\n',
      [['vpc-cni', undefined]],
    ],
    [
      'a resource within a Crossplane composition',
      'c.yaml',
      'kind: Composition\nspec:\n  resources:\n    - base:\n        apiVersion: eks.aws.upbound.io/v1beta2\n        kind: Addon\n        spec:\n          forProvider: {addonName: vpc-cni, clusterName: main}\n',
      [['vpc-cni', 'main']],
    ],
    [
      'a control plane of Cluster API',
      'c.yaml',
      'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: AWSManagedControlPlane\nspec:\n  eksClusterName: main\n  addons: [{name: vpc-cni}]\n',
      [['vpc-cni', 'main']],
    ],
    [
      'what can not be parsed, by its words',
      'c.yaml',
      'Type: AWS::EKS::Addon\n  AddonName: vpc-cni\n {{ if }}\n',
      [['vpc-cni', undefined]],
    ],
    [
      'no add-on of another API',
      'a.yaml',
      'apiVersion: k3s.cattle.io/v1\nkind: Addon\nmetadata: {name: vpc-cni}\n',
      [],
    ],
    [
      'none where eksctl is given none',
      'cluster.yaml',
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: main}\n',
      [],
    ],
    ['none in an empty file', 'a.yaml', '', []],
  ])('%s', (_name, path, text, expected) => {
    expect(brief(addonsOfTemplate(path, text)).sort()).toEqual(
      [...expected].sort(),
    );
  });

  it.each<[string, boolean]>([
    ['infra/addons.yaml', true],
    ['eks.template', true],
    ['cdk.json', true],
    ['package.json', false],
    ['pnpm-lock.yaml', false],
    ['main.tf.json', false],
    ['README.md', false],
  ])('%s is read for add-ons: %s', (path, isRead) => {
    expect(isAddonTemplate(path)).toBe(isRead);
  });

  it('ends at once on a text that nests deeply', () => {
    const text = `AWS::EKS::Addon: ${'['.repeat(100_000)}`;
    expect(addonsOfTemplate('a.yaml', text)).toHaveLength(1);
    expect(addonsOfTemplate('a.json', text)).toHaveLength(1);
  });
});

describe('add-ons of programs', () => {
  it.each<[string, string, (string | undefined)[][]]>([
    [
      'CDK in TypeScript',
      "new eks.CfnAddon(this, 'A', { addonName: 'vpc-cni', clusterName: cluster.name });",
      [['vpc-cni', undefined]],
    ],
    [
      'CDK in Java',
      'CfnAddon.Builder.create(this, "A").addonName("vpc-cni").clusterName("main").build();',
      [['vpc-cni', 'main']],
    ],
    [
      'CDK in Go',
      'awseks.NewCfnAddon(stack, jsii.String("A"), &awseks.CfnAddonProps{AddonName: jsii.String("vpc-cni")})',
      [['vpc-cni', undefined]],
    ],
    [
      'Pulumi in Python, twice',
      'aws.eks.Addon("a", cluster_name="main", addon_name="vpc-cni")\naws.eks.Addon("b", addon_name="coredns")',
      [
        ['vpc-cni', 'main'],
        ['coredns', undefined],
      ],
    ],
    [
      'Pulumi in C#',
      'new Aws.Eks.Addon("a", new() { AddonName = "vpc-cni" });',
      [['vpc-cni', undefined]],
    ],
    [
      'CDK for Terraform',
      'new EksAddon(this, "a", { addonName: name });',
      [[undefined, undefined]],
    ],
    [
      'EKS Blueprints for CDK',
      'new blueprints.addons.EbsCsiDriverAddOn(), new blueprints.addons.MetricsServerAddOn()',
      [['aws-ebs-csi-driver', undefined]],
    ],
    [
      'nothing that is commented out, imported or something else',
      "import { CfnAddon } from 'aws-cdk-lib/aws-eks';\n// new eks.CfnAddon(this)\nnew s3.Bucket(this, 'B');",
      [],
    ],
  ])('%s', (_name, text, expected) => {
    expect(brief(addonsOfProgram('a program', text))).toEqual(expected);
  });

  it.each<[string, string | undefined]>([
    ['infra/cdk.json', 'an AWS CDK app'],
    ['Pulumi.yaml', 'a Pulumi program'],
    ['cdktf.json', 'a CDK for Terraform app'],
    ['Pulumi.prod.yaml', undefined],
  ])('%s marks %s', (path, tool) => {
    expect(programToolOf(path)).toBe(tool);
  });
});
