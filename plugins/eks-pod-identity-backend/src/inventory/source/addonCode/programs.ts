import { posix } from 'node:path';
import type { CodeAddon } from './addonCode';

/** Programs that describe infrastructure, by the file at their root. */
const MARKERS: readonly [RegExp, string][] = [
  [/^cdk\.json$/, 'an AWS CDK app'],
  [/^cdktf\.json$/, 'a CDK for Terraform app'],
  [/^Pulumi\.ya?ml$/, 'a Pulumi program'],
];

/** The tool whose program lies below the folder of a file; undefined where the file is none that says so. */
export function programToolOf(path: string): string | undefined {
  const name = posix.basename(path);
  return MARKERS.find(([marker]) => marker.test(name))?.[1];
}

/**
 * Calls that make an add-on: `new eks.CfnAddon(`, `CfnAddon.Builder.create(`, `awseks.NewCfnAddon(`, `aws.eks.Addon(`,
 * `eks.NewAddon(`, `new EksAddon(` (AWS CDK, Pulumi and CDK for Terraform, API references, 2026-11), and
 * `new blueprints.addons.CoreAddOn(`.
 */
const CALL =
  /\b(?:(?:New)?(?:Cfn|Eks)?Addon(?:\.Builder\.[cC]reate)?|CoreAddOn)\s*\(/g;

/** Classes of EKS Blueprints for CDK that set an EKS add-on; others install charts (its code, lib/addons). */
const BLUEPRINTS: Record<string, string> = {
  VpcCniAddOn: 'vpc-cni',
  CoreDnsAddOn: 'coredns',
  KubeProxyAddOn: 'kube-proxy',
  EbsCsiDriverAddOn: 'aws-ebs-csi-driver',
  AdotCollectorAddOn: 'adot',
  CloudWatchInsights: 'amazon-cloudwatch-observability',
  EksPodIdentityAgentAddOn: 'eks-pod-identity-agent',
};

const BLUEPRINT = new RegExp(
  `\\b(${Object.keys(BLUEPRINTS).join('|')})\\s*\\(`,
  'g',
);

/** A name that is written out, in the call or the wrapper of a string that Go's libraries need. */
const ADDON_NAME =
  /\badd_?on_?name["']?\s*[:=(]\s*(?:[\w.]{1,40}\(\s*)?["'`]([\w.-]{1,100})["'`]/i;
const CLUSTER_NAME =
  /\bcluster_?name["']?\s*[:=(]\s*(?:[\w.]{1,40}\(\s*)?["'`]([\w.-]{1,100})["'`]/i;

/** The arguments of one call are not longer. */
const MOST_ARGUMENTS = 2_000;

/** The add-ons that a source file of a program makes. */
export function addonsOfProgram(tool: string, text: string): CodeAddon[] {
  const calls = [...text.matchAll(CALL)].filter(
    ({ index }) => !isComment(text, index),
  );
  const made = calls.map(({ index }, at): CodeAddon => {
    const end = Math.min(
      calls[at + 1]?.index ?? text.length,
      index + MOST_ARGUMENTS,
    );
    const call = text.slice(index, end);
    const addonName = ADDON_NAME.exec(call)?.[1];
    const clusterName = CLUSTER_NAME.exec(call)?.[1];
    return {
      tool,
      ...(addonName === undefined ? {} : { addonName }),
      ...(clusterName === undefined ? {} : { clusterName }),
      line: lineAt(text, index),
    };
  });
  const blueprints = [...text.matchAll(BLUEPRINT)]
    .filter(({ index }) => !isComment(text, index))
    .map(
      ({ 1: name, index }): CodeAddon => ({
        tool: 'EKS Blueprints for CDK',
        addonName: BLUEPRINTS[name],
        line: lineAt(text, index),
      }),
    );
  return [...made, ...blueprints];
}

function isComment(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', index) + 1, index).trimStart();
  return /^(?:\/\/|#|\*|\/\*)/.test(line);
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
