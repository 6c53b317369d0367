import { Step } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ClusterFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** Name of the add-on and of its DaemonSet (domain source: EKS user guide, pod-id-agent-setup). */
export const AGENT_ADDON = 'eks-pod-identity-agent';

/** The step that sees to the EKS Pod Identity Agent. `present`: it was seen to run, or Auto Mode has it built in. */
export function agentStep(cluster: ClusterFacts, present: boolean): Step {
  return {
    id: 'ensure-agent',
    kind: 'ensure-agent',
    title: cluster.autoMode
      ? 'The agent is built into EKS Auto Mode'
      : 'EKS Pod Identity Agent runs on the nodes',
    description:
      'Without the agent nothing answers on 169.254.170.23, and pods with an association get no credentials at all. Installing it changes nothing for pods without an association.',
    target: `${cluster.arn} add-on ${AGENT_ADDON}`,
    satisfied: present,
    needed: true,
    parameters: { clusterName: cluster.name, addonName: AGENT_ADDON },
    undo: {
      description:
        'The agent may stay. Remove it only when no association of the cluster is left.',
    },
    evidence: [],
  };
}
