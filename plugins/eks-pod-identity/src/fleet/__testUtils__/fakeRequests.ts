import type {
  ClusterRef,
  MigrationRequestDetail,
  RequestState,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Ago, role } from './fakeClusters';

/** kind, subject, entity, state, hours ago, requester, reason */
type Row = [
  'workload' | 'addon',
  string,
  string | undefined,
  RequestState,
  number,
  string,
  string | undefined,
];

const rows: Row[] = [
  [
    'workload',
    'shop/cart',
    'component:default/cart',
    'pending-approval',
    3,
    'user:default/mina',
    'Our SDK is new enough since Monday.',
  ],
  [
    'addon',
    'external-dns',
    undefined,
    'pending-approval',
    26,
    'user:default/joon',
    undefined,
  ],
  [
    'workload',
    'shop/catalog-search',
    'component:default/catalog-search',
    'approved',
    50,
    'user:default/mina',
    'Before the sale starts.',
  ],
  [
    'workload',
    'media/thumbnails',
    'component:default/thumbnails',
    'completed',
    240,
    'user:default/joon',
    undefined,
  ],
  [
    'workload',
    'shop/orders',
    'component:default/orders',
    'rejected',
    300,
    'user:default/mina',
    undefined,
  ],
];

const actions: Partial<Record<RequestState, string[]>> = {
  'pending-approval': ['approve', 'reject'],
  approved: ['start', 'cancel'],
};

/** Requests to decide, under way and ended. */
export function fakeRequests(
  clusters: ClusterRef[],
  ago: Ago,
): MigrationRequestDetail[] {
  const { arn, name, region, accountId } = clusters[0];
  const cluster = { arn, name, region, accountId };
  return rows.map(
    ([kind, subject, entityRef, state, hours, requestedBy, reason], index) => ({
      id: `3f0a7c1e-0000-4000-8000-00000000000${index}`,
      kind,
      state,
      revision: 1,
      subjectId: `main.${subject}`,
      subject,
      cluster,
      entityRef,
      requestedBy,
      requestedAt: ago(hours),
      reason,
      updatedAt: ago(hours / 2),
      allowedActions: actions[state] ?? [],
      ...(state !== 'pending-approval'
        ? { decidedBy: 'user:default/hana', decidedAt: ago(hours / 2) }
        : {}),
      plan: {
        kind,
        subjectId: `main.${subject}`,
        subject,
        cluster,
        method: kind === 'addon' ? 'update-in-place' : 'associate',
        steps: [
          {
            id: 'extend-trust',
            kind: 'extend-trust',
            title: 'Let the role trust pods.eks.amazonaws.com',
            description: 'A second statement; the OIDC statement stays.',
            target: role('shop-cart'),
            parameters: {},
            undo: { description: 'Remove the statement.' },
            satisfied: index > 0,
            needed: true,
            evidence: [],
          },
          {
            id: 'create-association',
            kind: 'create-association',
            title: `Associate ${subject} with its role`,
            description: 'The next pod gets Pod Identity.',
            target: arn,
            parameters: {},
            undo: { description: 'Delete the association.' },
            satisfied: false,
            needed: true,
            evidence: [],
          },
        ],
        warnings:
          index === 0 ? ['One replica only: the restart interrupts it.'] : [],
        interruption: {
          expected: index === 0 ? 'certain' : 'none',
          reason: index === 0 ? 'A single replica' : 'Rolling update',
        },
        basis: { assessedAt: ago(hours), verdict: 'ready' },
      },
      events: [],
      formats: [{ format: 'terraform', title: 'Terraform' }],
      drift:
        index === 1 ? ['The add-on was updated to v0.19.0-eksbuild.2.'] : [],
    }),
  );
}
