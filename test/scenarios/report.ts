import { Finding } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Assessment } from './backend';

function findingsOf(findings: Finding[]) {
  const idsOf = (outcome: Finding['outcome']) => [
    ...new Set(
      findings
        .filter(finding => finding.outcome === outcome)
        .map(({ check }) => check),
    ),
  ];
  return {
    failing: idsOf('fail'),
    unknown: idsOf('unknown'),
    warnings: idsOf('warn'),
    findings: findings.map(({ check, outcome, message }) => ({
      check,
      outcome,
      message,
    })),
  };
}

/** What `npm run assess` prints of an assessment: verdicts with the ids of their findings. */
export function reportOf({ services, workloads, addons }: Assessment) {
  return {
    services: services.map(service => ({
      entityRef: service.entityRef,
      name: service.name,
      verdict: service.verdict,
      sentence: service.sentence,
      armed: service.armed,
      timeBombs: service.timeBombs,
      workloads: service.workloads,
      clusters: service.clusters,
      failing: service.failing,
      unknown: service.unknown,
    })),
    workloads: workloads.map(workload => ({
      cluster: workload.cluster.name,
      region: workload.cluster.region,
      namespace: workload.namespace,
      serviceAccount: workload.serviceAccount,
      services: workload.services,
      verdict: workload.verdict,
      sentence: workload.sentence,
      running: workload.running,
      next: workload.next,
      armed: workload.armed,
      timeBomb: workload.timeBomb,
      ...findingsOf(workload.findings),
    })),
    addons: addons.map(addon => ({
      cluster: addon.cluster.name,
      region: addon.cluster.region,
      name: addon.name,
      version: addon.version,
      identity: addon.identity,
      verdict: addon.verdict,
      sentence: addon.sentence,
      ...findingsOf(addon.findings),
    })),
  };
}
