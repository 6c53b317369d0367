import {
  CheckResult,
  ClusterFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clusterEvidence, evidenceOf, missingOf } from '../evidence';
import { AGENT, agentOf } from './agent';
import { everyScope } from './everyScope';
import { fail, pass, unknown } from './results';

/** The agent is in the cluster: as an add-on, installed by hand, or built in with Auto Mode. */
export const agentPresent = everyScope({
  id: 'agent-present',
  title: 'Pod Identity Agent is installed',
  needs: ['eks:ListAddons', 'kubernetes: list daemonsets'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  ask: judge,
});

function judge(cluster: ClusterFacts): CheckResult {
  const { addon, daemonSets } = agentOf(cluster);
  if (addon.seen && addon.value) {
    return pass(
      `Add-on ${AGENT} ${addon.value.version} is installed in ${cluster.name}.`,
      [
        evidenceOf(
          `${AGENT} ${addon.value.version}`,
          addon.read,
          `eks:DescribeAddon ${addon.value.arn}`,
        ),
      ],
    );
  }
  if (daemonSets.seen && daemonSets.value.length) {
    const [{ namespace, name }] = daemonSets.value;
    return pass(
      `The agent is installed in ${cluster.name} without the EKS add-on (DaemonSet ${namespace}/${name}).`,
      [
        evidenceOf(
          `DaemonSet ${namespace}/${name}`,
          daemonSets.read,
          `DaemonSet ${namespace}/${name} in ${cluster.name}`,
        ),
      ],
    );
  }
  if (cluster.autoMode) {
    return pass(`The agent is built into EKS Auto Mode in ${cluster.name}.`, [
      clusterEvidence('EKS Auto Mode is on', cluster),
    ]);
  }
  const missing = [
    ...(addon.seen ? [] : [missingOf(`Add-ons of ${cluster.name}`, addon)]),
    ...(daemonSets.seen
      ? []
      : [missingOf(`DaemonSets of ${cluster.name}`, daemonSets)]),
  ];
  // An agent installed by hand shows only as a DaemonSet, so a missing add-on alone proves nothing.
  if (missing.length) {
    return unknown(
      `Whether the agent is installed in ${cluster.name} could not be seen.`,
      missing,
    );
  }
  return fail(
    `There is no Pod Identity Agent in ${cluster.name}: pods with an association would get no credentials at all.`,
    [
      ...(addon.seen ? [evidenceOf(`No add-on ${AGENT}`, addon.read)] : []),
      ...(daemonSets.seen
        ? [
            evidenceOf(
              `No DaemonSet ${AGENT}`,
              daemonSets.read,
              `kubernetes: list daemonsets of ${cluster.name}`,
            ),
          ]
        : []),
    ],
    {
      summary:
        'Install the add-on. It changes nothing for pods without an association.',
      steps: [
        `aws eks create-addon --cluster-name ${cluster.name} --region ${cluster.region} --addon-name ${AGENT}`,
        `aws eks wait addon-active --cluster-name ${cluster.name} --region ${cluster.region} --addon-name ${AGENT}`,
      ],
      link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
    },
  );
}
