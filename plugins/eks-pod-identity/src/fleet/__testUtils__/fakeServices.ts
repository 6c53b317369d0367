import type {
  Binding,
  ClusterRef,
  Service,
  Verdict,
  Workload,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Ago, role } from './fakeClusters';

/** name, owner, system, verdict, deciding SDK, failing check, armed, time bombs */
type Row = [
  string,
  string | undefined,
  string | undefined,
  Verdict,
  string | undefined,
  string | undefined,
  number,
  number,
];

const rows: Row[] = [
  [
    'orders',
    'team-checkout',
    'shop',
    'action-required',
    'python-botocore 1.31.85',
    'sdk-version',
    1,
    1,
  ],
  [
    'payments',
    'team-checkout',
    'shop',
    'blocked',
    'java-v2 2.29.1',
    'compute-supported',
    0,
    0,
  ],
  ['cart', 'team-checkout', 'shop', 'ready', 'js-v3 3.720.0', undefined, 0, 0],
  [
    'catalog-search',
    'team-discovery',
    'shop',
    'ready',
    'go-v2 config 1.28.6',
    undefined,
    1,
    0,
  ],
  [
    'recommendations',
    'team-discovery',
    'shop',
    'unknown',
    undefined,
    undefined,
    0,
    0,
  ],
  [
    'thumbnails',
    'team-media',
    'media',
    'migrated',
    'ruby 3.220.0',
    undefined,
    0,
    0,
  ],
  [
    'transcoder',
    'team-media',
    'media',
    'action-required',
    'java-v1 1.12.500',
    'sdk-version',
    0,
    0,
  ],
  [
    'uploads',
    'team-media',
    'media',
    'action-required',
    'dotnet 3.7.400.12',
    'role-trust',
    0,
    0,
  ],
  [
    'legacy-reports',
    'team-finance',
    'back-office',
    'action-required',
    'js-v2 2.1400.0',
    'chain-shadowing',
    0,
    0,
  ],
  [
    'invoices',
    'team-finance',
    'back-office',
    'migrated',
    'php 3.300.0',
    undefined,
    0,
    0,
  ],
  [
    'ledger',
    'team-finance',
    undefined,
    'not-applicable',
    undefined,
    undefined,
    0,
    0,
  ],
  [
    'a-service-whose-name-is-as-long-as-the-catalog-lets-it-be-63-ch',
    undefined,
    undefined,
    'unknown',
    undefined,
    undefined,
    0,
    0,
  ],
];

const sentences: Record<Verdict, string> = {
  blocked: 'Runs on Fargate, which has no Pod Identity.',
  'action-required': 'A check fails; its finding says what to do.',
  unknown: 'The repository has no lockfile, so the SDK is not known.',
  ready: 'Nothing is in the way of the move.',
  migrated: 'Runs with Pod Identity.',
  'not-applicable': 'Uses no AWS permissions.',
};

const bindingOf: Record<Verdict, Binding> = {
  blocked: 'irsa',
  'action-required': 'irsa',
  unknown: 'irsa',
  ready: 'irsa',
  migrated: 'pod-identity',
  'not-applicable': 'none',
};

function sdkVerdict(sdk?: string, failing?: string): Service['sdk']['verdict'] {
  if (failing === 'sdk-version') return 'too-old';
  return sdk ? 'supported' : 'unknown';
}

function toService(row: Row, clusters: string[], ago: Ago): Service {
  const [name, owner, system, verdict, sdk, failing, armed, timeBombs] = row;
  return {
    entityRef: `component:default/${name}`,
    name,
    owner: owner && `group:default/${owner}`,
    system: system && `system:default/${system}`,
    verdict,
    sentence: sentences[verdict],
    armed,
    timeBombs,
    workloads: clusters.length,
    clusters,
    running: [bindingOf[verdict]],
    sdk: {
      verdict: sdkVerdict(sdk, failing),
      labels: sdk ? [sdk] : [],
    },
    failing: failing ? [failing] : [],
    unknown: verdict === 'unknown' ? ['sdk-version'] : [],
    stale: false,
    assessedAt: ago(0.2),
    requestIds: [],
  };
}

/** A dozen services, at least one of every verdict. */
export function fakeServices(ago: Ago): Service[] {
  return rows.map((row, index) =>
    toService(row, index % 3 ? ['main'] : ['main', 'batch'], ago),
  );
}

/** As many services as asked for, in many teams. */
export function manyServices(count: number, ago: Ago): Service[] {
  return Array.from({ length: count }, (_, index) => {
    const [name, , , ...rest] = rows[index % rows.length];
    return toService(
      [
        `${name.slice(0, 40)}-${index}`,
        `team-${index % 40}`,
        `system-${index % 60}`,
        ...rest,
      ],
      [`cluster-${index % 100}`],
      ago,
    );
  });
}

/** Workloads that no entity claims. */
export function fakeUnclaimed(clusters: ClusterRef[], ago: Ago): Workload[] {
  const names: [string, string, number, Verdict][] = [
    ['monitoring', 'grafana', 0, 'ready'],
    ['velero', 'velero-server', 1, 'action-required'],
    ['karpenter', 'karpenter', 0, 'unknown'],
  ];
  return names.map(([namespace, serviceAccount, index, verdict]) => {
    const { arn, name, region, accountId } = clusters[index];
    return {
      id: `${name}.${namespace}.${serviceAccount}`,
      cluster: { arn, name, region, accountId },
      namespace,
      serviceAccount,
      verdict,
      sentence: sentences[verdict],
      running: 'irsa',
      next: 'irsa',
      armed: false,
      timeBomb: false,
      roleArn: role(`${serviceAccount}-irsa`),
      controllers: [{ kind: 'Deployment', name: serviceAccount, pods: 2 }],
      pods: 2,
      services: [],
      failing: verdict === 'action-required' ? ['image-version'] : [],
      stale: null,
      assessedAt: ago(0.2),
    };
  });
}
