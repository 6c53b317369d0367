import {
  isArmed,
  worstVerdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  SdkSummary,
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { batch, edge, hoursAgo, main, roleArn } from './account';
import {
  onFargate,
  optionalUnseen,
  quietFindings,
  roleUnseen,
  sdkTooOld,
  trustClosed,
  trustNearlyFull,
} from './findings';
import { oldBotocore, recentSdks } from './sdks';

/** A workload in cluster main that is ready, changed as told. */
export function workload(change: Partial<WorkloadDetail> = {}): WorkloadDetail {
  const merged: WorkloadDetail = {
    id: 'w-main-shop-orders',
    cluster: main,
    namespace: 'shop',
    serviceAccount: 'orders',
    verdict: 'ready',
    sentence: 'Everything needed was seen, and nothing is in the way.',
    running: 'irsa',
    next: 'irsa',
    armed: false,
    timeBomb: false,
    roleArn: roleArn('shop-orders'),
    controllers: [{ kind: 'Deployment', name: 'orders', pods: 3 }],
    pods: 3,
    services: ['component:default/orders'],
    failing: [],
    stale: null,
    assessedAt: hoursAgo(0.3),
    findings: quietFindings(),
    ...change,
  };
  const failing = merged.findings.filter(({ outcome }) => outcome === 'fail');
  const armed = isArmed(merged);
  return {
    ...merged,
    failing: failing.map(({ check }) => check),
    armed,
    timeBomb: armed && failing.length > 0,
  };
}

/** A service of some workloads, changed as told; what follows from the workloads is derived. */
export function service(
  name: string,
  workloadDetails: WorkloadDetail[],
  change: Partial<ServiceDetail> & { sdkSummary?: SdkSummary } = {},
): ServiceDetail {
  const sdkSummary = change.sdkSummary ?? recentSdks();
  return {
    entityRef: `component:default/${name}`,
    name,
    owner: 'group:default/team-checkout',
    system: 'system:default/shop',
    verdict: worstVerdict(workloadDetails.map(({ verdict }) => verdict)),
    sentence: 'Nothing is in the way.',
    armed: workloadDetails.filter(({ armed }) => armed).length,
    timeBombs: workloadDetails.filter(({ timeBomb }) => timeBomb).length,
    workloads: workloadDetails.length,
    clusters: [...new Set(workloadDetails.map(({ cluster }) => cluster.name))],
    running: [...new Set(workloadDetails.map(({ running }) => running))],
    sdk: {
      verdict: sdkSummary.verdict,
      labels: sdkSummary.sdks.map(
        ({ sdk, version }) => `${sdk} ${version ?? ''}`,
      ),
    },
    failing: [...new Set(workloadDetails.flatMap(({ failing }) => failing))],
    unknown: [],
    stale: workloadDetails.some(({ stale }) => stale),
    assessedAt: hoursAgo(0.3),
    requestIds: workloadDetails.flatMap(({ requestId }) => requestId ?? []),
    workloadDetails,
    sdkSummary,
    sharedWith: [],
    mapping: [
      {
        what: `aws.amazon.com/eks-service-accounts: shop/${name}`,
        source: 'catalog',
        where: `component:default/${name}`,
        readAt: hoursAgo(0.3),
      },
    ],
    ...change,
  };
}

/** Not ready: an old SDK, a closed trust policy, a time bomb on a stale cluster, a workload that others claim too. */
export function ordersService(): ServiceDetail {
  const orders = workload({
    verdict: 'action-required',
    sentence: 'botocore 1.32.7 is below 1.34.41; the role’s trust is closed.',
    findings: [
      sdkTooOld(),
      trustClosed(),
      roleUnseen(),
      optionalUnseen(),
      trustNearlyFull(),
      ...quietFindings(),
    ],
    managedBy: {
      tool: 'argo-cd',
      name: 'shop',
      evidence: [
        {
          what: 'label argocd.argoproj.io/instance: shop',
          source: 'kubernetes',
          where: 'Deployment shop/orders in main',
        },
      ],
    },
  });
  const onBatch = workload({
    id: 'w-batch-shop-orders-nightly',
    cluster: batch,
    serviceAccount: 'orders-nightly',
    roleArn: roleArn('shop-orders-nightly'),
    verdict: 'action-required',
    sentence: 'Armed, and botocore 1.32.7 is below 1.34.41.',
    next: 'pod-identity',
    associationId: 'a-0c1d2e3f4a5b6c7d8',
    controllers: [{ kind: 'CronJob', name: 'orders-nightly', pods: 1 }],
    findings: [sdkTooOld(), ...quietFindings()],
  });
  const onEdge = workload({
    id: 'w-edge-shop-orders',
    cluster: edge,
    verdict: 'unknown',
    sentence: 'The cluster did not answer; its facts are old.',
    controllers: [],
    pods: 0,
    findings: [roleUnseen(), ...quietFindings()],
    stale: {
      since: hoursAgo(9),
      reason: 'The Kubernetes API did not answer within 30 s.',
    },
  });
  return service('orders', [orders, onBatch, onEdge], {
    sentence:
      'The AWS SDK is too old (botocore 1.32.7), and the trust policy of shop-orders does not admit Pod Identity.',
    sdkSummary: oldBotocore(),
    sharedWith: [
      {
        workloadId: orders.id,
        services: ['component:default/orders-admin'],
      },
    ],
  });
}

/** Ready to be asked for. */
export function cartService(): ServiceDetail {
  return service('cart', [
    workload({
      id: 'w-main-shop-cart',
      serviceAccount: 'cart',
      roleArn: roleArn('shop-cart'),
      controllers: [{ kind: 'Deployment', name: 'cart', pods: 4 }],
      services: ['component:default/cart'],
    }),
  ]);
}

/** Blocked where it runs. */
export function paymentsService(): ServiceDetail {
  return service(
    'payments',
    [
      workload({
        id: 'w-main-shop-payments',
        serviceAccount: 'payments',
        verdict: 'blocked',
        sentence: 'It runs on AWS Fargate.',
        roleArn: roleArn('shop-payments'),
        controllers: [{ kind: 'Deployment', name: 'payments', pods: 4 }],
        findings: [onFargate(), ...quietFindings()],
      }),
    ],
    { sentence: 'It runs on AWS Fargate, where Pod Identity does not work.' },
  );
}

/** All done. */
export function thumbnailsService(): ServiceDetail {
  return service(
    'thumbnails',
    [
      workload({
        id: 'w-main-media-thumbnails',
        namespace: 'media',
        serviceAccount: 'thumbnails',
        verdict: 'migrated',
        sentence: 'It runs with Pod Identity.',
        running: 'pod-identity',
        next: 'pod-identity',
        associationId: 'a-0f9e8d7c6b5a49382',
        roleArn: roleArn('media-thumbnails'),
        controllers: [{ kind: 'Deployment', name: 'thumbnails', pods: 2 }],
      }),
    ],
    { sentence: 'It runs with Pod Identity, and nothing is left over.' },
  );
}

/** A hundred workloads in four clusters, names as long as Kubernetes allows. */
export function tenantsService(): ServiceDetail {
  const clusters = [main, batch, edge];
  const long = 'tenant-with-a-name-that-nobody-would-ever-want-to-type';
  const workloads = Array.from({ length: 100 }, (_, index) =>
    workload({
      id: `w-tenant-${index}`,
      cluster: clusters[index % 3 ? 0 : 1 + (index % 2)],
      namespace: `${long}-${String(index).padStart(3, '0')}`,
      serviceAccount: `${long}-worker`,
      roleArn: roleArn(`platform/tenants/${long}-${index}`),
      controllers: [
        { kind: 'StatefulSet', name: `${long}-worker-${index}`, pods: 2 },
      ],
      ...(index % 10
        ? {}
        : {
            verdict: 'action-required' as const,
            sentence: 'The role’s trust is closed.',
            findings: [trustClosed(`${long}-${index}`), ...quietFindings()],
          }),
    }),
  );
  return service('tenants', workloads, {
    sentence: 'The trust policies of 10 roles do not admit Pod Identity.',
  });
}
