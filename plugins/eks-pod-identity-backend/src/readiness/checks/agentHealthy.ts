import {
  AddonFacts,
  CheckResult,
  ClusterFacts,
  ControllerFacts,
  ReadMark,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clusterEvidence, evidenceOf } from '../evidence';
import {
  AGENT,
  agentConfiguration,
  agentOf,
  compareNumbers,
  versionNumbers,
} from './agent';
import { everyScope } from './everyScope';
import {
  fail,
  notApplicable,
  pass,
  unseenResult,
  warn,
  worstResult,
} from './results';

/** The agent works: the add-on is active and without issues, its pods are ready, it binds the address that pods use. */
export const agentHealthy = everyScope({
  id: 'agent-healthy',
  title: 'Pod Identity Agent is healthy',
  needs: ['eks:DescribeAddon', 'kubernetes: list daemonsets'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  ask: judge,
});

function judge(cluster: ClusterFacts): CheckResult {
  const { addon, daemonSets } = agentOf(cluster);
  const results: CheckResult[] = [];
  if (addon.seen && addon.value) {
    results.push(
      addonHealth(cluster, addon.value, addon.read),
      boundAddress(cluster, addon.value, addon.read),
    );
  }
  if (daemonSets.seen) {
    for (const daemonSet of daemonSets.value) {
      results.push(daemonSetHealth(cluster, daemonSet, daemonSets.read));
    }
  }
  if (!addon.seen) {
    results.push(unseenResult(`Add-ons of ${cluster.name}`, addon));
  } else if (!daemonSets.seen && !cluster.autoMode) {
    results.push(unseenResult(`DaemonSets of ${cluster.name}`, daemonSets));
  }
  if (results.length) {
    return worstResult(results);
  }
  return cluster.autoMode
    ? pass('EKS Auto Mode runs the agent itself.', [
        clusterEvidence('EKS Auto Mode is on', cluster),
      ])
    : notApplicable(`There is no agent in ${cluster.name}.`);
}

function addonHealth(
  cluster: ClusterFacts,
  addon: AddonFacts,
  read: ReadMark,
): CheckResult {
  const where = `eks:DescribeAddon ${addon.arn}`;
  const evidence = [
    evidenceOf(`Status ${addon.status}, ${addon.version}`, read, where),
    ...addon.health.map(({ code, message }) =>
      evidenceOf(`${code}: ${message}`, read, where),
    ),
  ];
  const remedy = {
    summary: 'Look at the health issues of the add-on and mend them.',
    steps: [
      `aws eks describe-addon --cluster-name ${cluster.name} --region ${cluster.region} --addon-name ${AGENT} --query addon.health`,
      `kubectl --context ${cluster.name} -n kube-system get pods -l app.kubernetes.io/name=${AGENT} -o wide`,
      'If a pod of it does not start: another process may hold port 80 of 169.254.170.23 or port 2703, or IPv6 may be off on the node (then set the configuration {"agent":{"additionalArgs":{"-b":"169.254.170.23"}}}).',
    ],
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-config-ipv6.html',
  };
  if (addon.status === 'UPDATING') {
    return warn(`Add-on ${AGENT} is being updated.`, evidence);
  }
  if (addon.status !== 'ACTIVE' || addon.health.length) {
    return fail(
      `Add-on ${AGENT} in ${cluster.name} is ${addon.status}${
        addon.health.length ? `: ${addon.health[0].message}` : ''
      }.`,
      evidence,
      remedy,
    );
  }
  return olderThanDefault(addon)
    ? warn(
        `Add-on ${AGENT} ${addon.version} is older than the default version for Kubernetes ${cluster.kubernetesVersion}.`,
        evidence,
        {
          summary: 'Update the add-on.',
          steps: [
            `aws eks update-addon --cluster-name ${cluster.name} --region ${
              cluster.region
            } --addon-name ${AGENT} --addon-version ${defaultVersion(
              addon,
            )} --resolve-conflicts PRESERVE`,
          ],
        },
      )
    : pass(`Add-on ${AGENT} ${addon.version} is active.`, evidence);
}

function defaultVersion({ versions }: AddonFacts): string | undefined {
  return versions.seen
    ? versions.value.find(({ defaultVersion: isDefault }) => isDefault)?.version
    : undefined;
}

function olderThanDefault(addon: AddonFacts): boolean {
  const newest = versionNumbers(defaultVersion(addon) ?? '');
  const installed = versionNumbers(addon.version);
  return (
    newest !== undefined &&
    installed !== undefined &&
    compareNumbers(installed, newest) < 0
  );
}

/** In an IPv6 cluster pods are pointed to [fd00:ec2::23]; an agent told to bind IPv4 only is not there. */
function boundAddress(
  cluster: ClusterFacts,
  addon: AddonFacts,
  read: ReadMark,
): CheckResult {
  const bound = agentConfiguration(cluster).agent?.additionalArgs?.['-b'];
  if (cluster.ipFamily !== 'ipv6' || !bound || bound.includes('fd00:ec2::23')) {
    return notApplicable('The agent binds its usual addresses.');
  }
  return fail(
    `The agent binds only ${bound}, but pods of the IPv6 cluster ${cluster.name} ask [fd00:ec2::23].`,
    [
      evidenceOf(
        `configurationValues ${addon.configurationValues}`,
        read,
        `eks:DescribeAddon ${addon.arn}`,
      ),
    ],
    {
      summary: 'Let the agent bind both addresses.',
      steps: [
        `Remove agent.additionalArgs."-b" from the configuration of add-on ${AGENT} in ${cluster.name}.`,
      ],
    },
  );
}

function daemonSetHealth(
  cluster: ClusterFacts,
  daemonSet: ControllerFacts,
  read: ReadMark,
): CheckResult {
  const { namespace, name } = daemonSet;
  const desired = daemonSet.desiredNumberScheduled ?? 0;
  const ready = daemonSet.numberReady ?? 0;
  const evidence = [
    evidenceOf(
      `${ready} of ${desired} pods are ready`,
      read,
      `DaemonSet ${namespace}/${name} in ${cluster.name}`,
    ),
  ];
  const remedy = {
    summary: 'Find out why pods of the agent are not ready.',
    steps: [
      `kubectl --context ${cluster.name} -n ${namespace} describe daemonset ${name}`,
      `kubectl --context ${cluster.name} -n ${namespace} logs daemonset/${name}`,
    ],
  };
  if (desired === 0 || ready === desired) {
    return pass(
      `${ready} of ${desired} pods of the agent are ready.`,
      evidence,
    );
  }
  return ready === 0
    ? fail(
        `None of the ${desired} pods of the agent in ${cluster.name} is ready.`,
        evidence,
        remedy,
      )
    : warn(
        `${ready} of ${desired} pods of the agent in ${cluster.name} are ready.`,
        evidence,
        remedy,
      );
}
