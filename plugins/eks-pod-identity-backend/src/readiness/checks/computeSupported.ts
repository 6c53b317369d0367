import {
  Check,
  CheckResult,
  ClusterFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { dataEvidence, valueOr } from '../evidence';
import { Place, placesOf } from '../placement';
import {
  agentConfiguration,
  agentOf,
  compareNumbers,
  FIRST_HYBRID_AGENT,
  versionNumbers,
} from './agent';
import {
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

/** Pods run where Pod Identity exists: judged by where each is scheduled, and by template where none runs. */
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
        `All ${results.length} places where ${workload.serviceAccount} runs have Pod Identity.`,
        worst.evidence.slice(0, 5),
      )
    : worst;
}

function judgePlace(workload: WorkloadSubject, place: Place): CheckResult {
  const { cluster } = workload;
  const evidence = [placeEvidence(cluster, place), RESTRICTIONS];
  switch (place.compute.kind) {
    case 'fargate':
      return block(
        `${place.what} runs on Fargate, where Pod Identity does not exist.`,
        evidence,
        elsewhere('Fargate', workload),
      );
    case 'windows':
      return block(
        `${place.what} runs on Windows, where Pod Identity does not exist.`,
        evidence,
        elsewhere('Windows nodes', workload),
      );
    case 'unknown':
      return unknown(
        `Where ${place.what} runs could not be told: ${place.compute.because}.`,
        [
          {
            what: `Compute of ${place.what}`,
            reason: place.compute.because,
            ...(place.compute.permission
              ? { permission: place.compute.permission }
              : {}),
          },
        ],
      );
    default:
      return judgeNodes(workload, place, evidence);
  }
}

function judgeNodes(
  workload: WorkloadSubject,
  place: Place,
  evidence: Evidence[],
): CheckResult {
  const nodes = place.compute.kind === 'nodes' ? place.compute.nodes : [];
  const kinds = new Set(nodes.map(({ computeType }) => computeType));
  const supported = kinds.has('ec2') || kinds.has('auto');
  // A pod that only may land on an unsupported node is a risk, not a fact.
  const certain = !supported;
  if (kinds.has('outpost')) {
    return certain
      ? block(
          `${place.what} runs on AWS Outposts, where Pod Identity does not exist.`,
          evidence,
          elsewhere('Outposts', workload),
        )
      : mayLand(place, 'nodes on Outposts', evidence);
  }
  if (kinds.has('hybrid')) {
    return certain
      ? judgeHybrid(workload.cluster, place, evidence)
      : mayLand(place, 'hybrid nodes', evidence);
  }
  if (kinds.has('unknown') && certain) {
    const names = nodes.map(({ name }) => name).slice(0, 3);
    return unknown(
      `What kind of node ${names.join(', ')} is could not be told.`,
      names.map(name => ({
        what: `Kind of node ${name}`,
        reason: 'neither its labels nor its provider id tell',
      })),
      evidence,
    );
  }
  return pass(
    `${place.what} runs on ${
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
  return warn(
    `${place.what} may also be scheduled to ${where}, where it would get no credentials.`,
    evidence,
    {
      summary: 'Keep it on nodes of EC2.',
      steps: [
        'Add a node affinity: eks.amazonaws.com/compute-type NotIn [fargate, hybrid].',
      ],
    },
  );
}

function judgeHybrid(
  cluster: ClusterFacts,
  place: Place,
  evidence: Evidence[],
): CheckResult {
  const addon = valueOr(agentOf(cluster).addon, undefined);
  const { daemonsets } = agentConfiguration(cluster);
  const configured =
    daemonsets?.hybrid?.create === true ||
    daemonsets?.['hybrid-bottlerocket']?.create === true;
  const version = addon && versionNumbers(addon.version);
  const recent = version && compareNumbers(version, FIRST_HYBRID_AGENT) >= 0;
  return configured && recent
    ? warn(
        `${place.what} runs on a hybrid node with the agent for hybrid nodes; AWS's own page of restrictions names only EC2.`,
        evidence,
      )
    : fail(
        `${place.what} runs on a hybrid node, and the agent is not set up for hybrid nodes in ${cluster.name}.`,
        evidence,
        {
          summary: 'Set the agent up for hybrid nodes, or keep IRSA there.',
          steps: [
            `aws eks update-addon --cluster-name ${cluster.name} --region ${cluster.region} --addon-name eks-pod-identity-agent --addon-version v1.3.3-eksbuild.1 --configuration-values '{"daemonsets":{"hybrid":{"create":true}}}' (this version or a later one)`,
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
