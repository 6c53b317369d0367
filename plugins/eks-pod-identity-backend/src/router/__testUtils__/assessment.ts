import {
  Finding,
  Verdict,
  verdicts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonAssessment,
  Assessment,
  ClusterAssessment,
  ServiceAssessment,
  WorkloadAssessment,
} from '../../readiness/assessment';
import { ACCOUNT, REGION } from './facts';

const ASSESSED_AT = '2026-11-24T09:00:00.000Z';
const clusterRef = (name: string) => ({
  arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${name}`,
  name,
  region: REGION,
  accountId: ACCOUNT,
});

/** A finding that fails. */
export function failing(check: string, message = 'It fails'): Finding {
  return {
    check,
    title: `Title of ${check}`,
    outcome: 'fail',
    message,
    blocking: false,
    required: true,
    evidence: [],
  };
}

/** A workload of the service of the same number. */
export function workload(
  name: string,
  members: Partial<WorkloadAssessment> = {},
): WorkloadAssessment {
  const findings = members.findings ?? [];
  return {
    id: `workload-${name}`,
    cluster: clusterRef('main'),
    namespace: 'apps',
    serviceAccount: name,
    verdict: 'ready',
    sentence: 'Ready.',
    running: 'irsa',
    next: 'irsa',
    armed: false,
    timeBomb: false,
    controllers: [],
    pods: 1,
    services: [],
    failing: findings.map(({ check }) => check),
    stale: null,
    assessedAt: ASSESSED_AT,
    ...members,
    findings,
  };
}

/** A service with these workloads. */
export function service(
  name: string,
  members: Partial<ServiceAssessment> = {},
): ServiceAssessment {
  return {
    entityRef: `component:default/${name}`,
    name,
    owner: 'group:default/shop',
    verdict: 'ready',
    sentence: 'Ready.',
    armed: 0,
    timeBombs: 0,
    workloads: 1,
    clusters: ['main'],
    running: ['irsa'],
    sdk: { verdict: 'supported', labels: [] },
    failing: [],
    unknown: [],
    stale: false,
    assessedAt: ASSESSED_AT,
    workloadIds: [],
    sdkSummary: { verdict: 'supported', reason: '', sdks: [], files: [] },
    sharedWith: [],
    mapping: [],
    ...members,
  };
}

/** An add-on. */
export function addon(
  name: string,
  members: Partial<AddonAssessment> = {},
): AddonAssessment {
  return {
    id: `addon-${name}`,
    cluster: clusterRef('main'),
    name,
    version: 'v1.0.0-eksbuild.1',
    status: 'ACTIVE',
    identity: 'irsa',
    verdict: 'ready',
    sentence: 'Ready.',
    associations: [],
    supportsPodIdentity: true,
    failing: [],
    stale: null,
    assessedAt: ASSESSED_AT,
    findings: [],
    ...members,
  };
}

/** A cluster. */
export function cluster(
  name: string,
  members: Partial<ClusterAssessment> = {},
): ClusterAssessment {
  return {
    ...clusterRef(name),
    kubernetesVersion: '1.34',
    platformVersion: 'eks.12',
    status: 'ACTIVE',
    autoMode: false,
    ipFamily: 'ipv4',
    agent: { state: 'addon' },
    workloads: Object.fromEntries(
      verdicts.map(verdict => [verdict, 0]),
    ) as Record<Verdict, number>,
    armed: 0,
    timeBombs: 0,
    addons: 0,
    associations: 0,
    failing: [],
    stale: null,
    missing: [],
    readAt: ASSESSED_AT,
    findings: [],
    ...members,
  };
}

/** An assessment of these parts. */
export function assessment(parts: Partial<Assessment> = {}): Assessment {
  return {
    accountId: ACCOUNT,
    regions: [REGION],
    assessedAt: ASSESSED_AT,
    clusters: [],
    workloads: [],
    addons: [],
    services: [],
    identities: {
      edges: [],
      unusedIrsaRoles: [],
      unusedAssociations: [],
      doubleMechanisms: [],
      missing: [],
    },
    missing: [],
    checks: [],
    ...parts,
  };
}

/** Many services of all verdicts and some owners, with a workload each. */
export function manyServices(count: number): Assessment {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const verdictOf = (index: number) => verdicts[index % verdicts.length];
  return assessment({
    clusters: numbers.map(index => cluster(`cluster-${index}`)),
    addons: numbers.map(index =>
      addon(`addon-${index % 3}`, {
        id: `addon-${index}`,
        verdict: verdictOf(index),
      }),
    ),
    workloads: numbers.map(index =>
      workload(`app-${index}`, {
        verdict: verdictOf(index),
        armed: index % 4 === 0,
        timeBomb: index % 8 === 0,
        services: [`component:default/app-${index}`],
      }),
    ),
    services: numbers.map(index =>
      service(`app-${index}`, {
        verdict: verdictOf(index),
        owner: index % 5 ? `group:default/team-${index % 3}` : undefined,
        armed: index % 4 ? 0 : 1,
        timeBombs: index % 8 ? 0 : 1,
        workloadIds: [`workload-app-${index}`],
      }),
    ),
  });
}
