import {
  Check,
  CheckResult,
  ClusterFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { dataEvidence, valueOr } from '../evidence';
import { PlaceNode } from '../nodeAdmission';
import { Place, placesOf } from '../placement';
import {
  agentConfiguration,
  agentOf,
  compareNumbers,
  FIRST_HYBRID_AGENT,
  versionNumbers,
} from './agent';
import {
  because,
  block,
  fail,
  pass,
  unknown,
  unseenResult,
  warn,
  worstResult,
} from './results';

const RESTRICTIONS = dataEvidence(
  'Pod Identity runs on Linux nodes of Amazon EC2, EKS Auto Mode included',
  'EKS user guide, pod-identities, restrictions (2026-11)',
);

/** Pods run where Pod Identity exists, and so will the next ones: judged by where each is scheduled, and by templates. */
export const computeSupported: Check<'workload'> = {
  id: 'compute-supported',
  scope: 'workload',
  title: 'Runs where Pod Identity exists',
  needs: [
    'kubernetes: list pods',
    'kubernetes: list nodes',
    'kubernetes: list deployments, statefulsets, daemonsets, jobs, cronjobs',
    'eks:ListFargateProfiles',
  ],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  run: judge,
};

function judge(workload: WorkloadSubject): CheckResult {
  const results = placesOf(workload).map(place => judgePlace(workload, place));
  for (const [what, sight] of Object.entries({
    Pods: workload.pods,
    Controllers: workload.controllers,
  })) {
    if (!sight.seen) {
      results.push(
        unseenResult(
          `${what} of ${workload.namespace}/${workload.serviceAccount}`,
          sight,
        ),
      );
    }
  }
  return results.length
    ? summarize(workload, results)
    : pass('Nothing runs with this service account now.');
}

function summarize(
  workload: WorkloadSubject,
  results: CheckResult[],
): CheckResult {
  const worst = worstResult(results);
  return worst.outcome === 'pass' && results.length > 1
    ? pass(
        `All ${results.length} places where ${workload.serviceAccount} runs or may run next have Pod Identity.`,
        worst.evidence.slice(0, 5),
      )
    : worst;
}

/** `Pod orders/api-1 runs`, or where a template's pods go at the next start. */
function runs(place: Place): string {
  return place.when === 'running'
    ? `${place.what} runs`
    : `The next pod of ${place.what} runs`;
}

function judgePlace(workload: WorkloadSubject, place: Place): CheckResult {
  const { cluster } = workload;
  const { compute, what, when } = place;
  const evidence = [placeEvidence(cluster, place), RESTRICTIONS];
  switch (compute.kind) {
    case 'fargate':
    case 'windows': {
      const where = compute.kind === 'fargate' ? 'Fargate' : 'Windows';
      return because(
        'compute-without-pod-identity',
        { what, when, compute: compute.kind, why: compute.because },
        block(
          `${runs(place)} on ${where}, where Pod Identity does not exist${
            when === 'next' ? ` (${compute.because})` : ''
          }.`,
          evidence,
          elsewhere(
            compute.kind === 'fargate' ? where : 'Windows nodes',
            workload,
          ),
        ),
      );
    }
    case 'unknown':
      return unknown(
        when === 'running'
          ? `Where ${what} runs could not be told: ${compute.because}.`
          : `Where the next pod of ${what} will run could not be told: ${compute.because}.`,
        [
          {
            what: `Compute of ${what}`,
            reason: compute.because,
            ...(compute.permission ? { permission: compute.permission } : {}),
          },
        ],
      );
    default:
      return judgeNodes(workload, place, compute.nodes, evidence);
  }
}

function judgeNodes(
  workload: WorkloadSubject,
  place: Place,
  nodes: PlaceNode[],
  evidence: Evidence[],
): CheckResult {
  const { cluster } = workload;
  const kinds = new Set(nodes.map(({ computeType }) => computeType));
  const supported = kinds.has('ec2') || kinds.has('auto');
  // A pod that only may land on an unsupported node is a risk, not a fact.
  const certain = !supported;
  if (kinds.has('outpost')) {
    return certain
      ? block(
          `${runs(place)} on AWS Outposts, where Pod Identity does not exist.`,
          evidence,
          elsewhere('Outposts', workload),
        )
      : mayLand(place, 'nodes on Outposts', evidence);
  }
  if (kinds.has('hybrid') && certain) {
    return judgeHybrid(cluster, place, evidence);
  }
  if (kinds.has('hybrid') && !hasHybridAgent(cluster)) {
    return mayLand(place, 'hybrid nodes', evidence);
  }
  if (kinds.has('unknown')) {
    const names = nodes
      .filter(({ computeType }) => computeType === 'unknown')
      .map(({ name }) => name)
      .slice(0, 3);
    return certain
      ? unknown(
          `What kind of node ${names.join(', ')} is could not be told.`,
          names.map(name => ({
            what: `Kind of node ${name}`,
            reason: 'neither its labels nor its provider id tell',
          })),
          evidence,
        )
      : mayLand(
          place,
          `nodes of a kind that is not known (${names.join(', ')})`,
          evidence,
        );
  }
  return pass(
    `${runs(place)} on ${
      kinds.has('auto') ? 'EKS Auto Mode' : 'Linux nodes of EC2'
    }.`,
    evidence,
  );
}

function mayLand(
  place: Place,
  where: string,
  evidence: Evidence[],
): CheckResult {
  return because(
    'compute-may-lack-pod-identity',
    { what: place.what, where },
    warn(
      `${place.what} may also be scheduled to ${where}, where it may get no credentials.`,
      evidence,
      {
        summary: 'Keep it on nodes of EC2.',
        steps: [
          'Add a node affinity: eks.amazonaws.com/compute-type NotIn [fargate, hybrid].',
        ],
      },
    ),
  );
}

function hasHybridAgent(cluster: ClusterFacts): boolean {
  const addon = valueOr(agentOf(cluster).addon, undefined);
  const { daemonsets } = agentConfiguration(cluster);
  const configured =
    daemonsets?.hybrid?.create === true ||
    daemonsets?.['hybrid-bottlerocket']?.create === true;
  const version = addon && versionNumbers(addon.version);
  return (
    configured &&
    version !== undefined &&
    compareNumbers(version, FIRST_HYBRID_AGENT) >= 0
  );
}

function judgeHybrid(
  cluster: ClusterFacts,
  place: Place,
  evidence: Evidence[],
): CheckResult {
  return hasHybridAgent(cluster)
    ? warn(
        `${runs(
          place,
        )} on a hybrid node with the agent for hybrid nodes; AWS's own page of restrictions names only EC2.`,
        evidence,
      )
    : fail(
        `${runs(
          place,
        )} on a hybrid node, and the agent is not set up for hybrid nodes in ${
          cluster.name
        }.`,
        evidence,
        {
          summary: 'Set the agent up for hybrid nodes, or keep IRSA there.',
          steps: [
            `With v1.3.3-eksbuild.1 or a later version: aws eks update-addon --cluster-name ${cluster.name} --region ${cluster.region} --addon-name eks-pod-identity-agent --addon-version v1.3.3-eksbuild.1 --configuration-values '{"daemonsets":{"hybrid":{"create":true}}}'`,
            'Set spec.hybrid.enableCredentialsFile: true in the nodeadm configuration of the hybrid nodes.',
          ],
          link: 'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-add-ons.html',
        },
      );
}

function elsewhere(where: string, workload: WorkloadSubject) {
  return {
    summary: `Keep IRSA on ${where}, or move the pods to Linux nodes of EC2.`,
    steps: [
      `Keep the annotation of ${workload.namespace}/${workload.serviceAccount} and the OIDC provider of ${workload.cluster.name} as long as it runs there.`,
      'Make no association for this service account: its next pods would come up without any credentials.',
      'To move it: change the node selector, or the selectors of the Fargate profile, and roll the pods.',
    ],
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  };
}

function placeEvidence(cluster: ClusterFacts, place: Place): Evidence {
  const { compute, spec } = place;
  const what =
    compute.kind === 'nodes'
      ? `on ${compute.nodes
          .slice(0, 3)
          .map(({ name, computeType, os }) => `${name} (${computeType}, ${os})`)
          .join(', ')}`
      : compute.because;
  return {
    what: `${place.what}: ${what}${spec.hostNetwork ? ' (hostNetwork)' : ''}`,
    source: 'kubernetes',
    where: `${place.what} in ${cluster.name}`,
    readAt: cluster.readAt,
  };
}
