import {
  AddonFacts,
  ClusterFacts,
  ControllerFacts,
  NodeFacts,
  PodFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { parse } from 'yaml';
import { innerSight, mapSight, valueOr } from '../evidence';
import { memo } from '../memo';

/** Name of the add-on and of its DaemonSets' beginning (EKS user guide, pod-id-agent-setup). */
export const AGENT = 'eks-pod-identity-agent';

/** First version of the add-on that runs on hybrid nodes (EKS user guide, hybrid-nodes-add-ons). */
export const FIRST_HYBRID_AGENT = [1, 3, 3];

/** What is known of the agent in one cluster. */
export interface Agent {
  addon: Sight<AddonFacts | undefined>;
  daemonSets: Sight<ControllerFacts[]>;
  /** Its pods by the node they run on. */
  pods: Sight<Map<string, PodFacts>>;
}

/** The agent of a cluster: the add-on, its DaemonSets (also installed without the add-on) and its pods. */
export const agentOf = memo((cluster: ClusterFacts): Agent => {
  const { kubernetes } = cluster;
  return {
    addon: mapSight(cluster.addons, addons =>
      addons.find(({ name }) => name === AGENT),
    ),
    daemonSets: mapSight(
      innerSight(kubernetes, ({ controllers }) => controllers),
      controllers =>
        controllers.filter(
          ({ kind, name }) => kind === 'DaemonSet' && name.startsWith(AGENT),
        ),
    ),
    pods: mapSight(
      innerSight(kubernetes, ({ pods }) => pods),
      pods =>
        new Map(
          pods
            .filter(isAgentPod)
            .flatMap((pod): [string, PodFacts][] =>
              pod.nodeName ? [[pod.nodeName, pod]] : [],
            ),
        ),
    ),
  };
});

function isAgentPod(pod: PodFacts): boolean {
  return (
    pod.labels['app.kubernetes.io/name'] === AGENT ||
    (pod.owner?.kind === 'DaemonSet' && pod.owner.name.startsWith(AGENT))
  );
}

/** Configuration of the add-on: EKS takes JSON and YAML, of which JSON is a part. What is neither stays unread. */
export function agentConfiguration(cluster: ClusterFacts): {
  agent?: { additionalArgs?: Record<string, string> };
  daemonsets?: Record<string, { create?: boolean }>;
} {
  const text = valueOr(agentOf(cluster).addon, undefined)?.configurationValues;
  if (!text) {
    return {};
  }
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Whether a node gets the agent from EKS Auto Mode instead of a DaemonSet. */
export function isAutoNode(node: NodeFacts): boolean {
  return node.computeType === 'auto';
}

/** `v1.3.3-eksbuild.1` as numbers; undefined where it is not of that form. */
export function versionNumbers(version: string): number[] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  return match ? match.slice(1).map(Number) : undefined;
}

/** Negative, zero or positive. */
export function compareNumbers(a: number[], b: number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference) {
      return difference;
    }
  }
  return 0;
}
