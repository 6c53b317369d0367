import { countVerdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  FleetHistory,
  HistoryPoint,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** One point per day up to `last`; the first `imported` of them are not observed. */
export function fakePoints(
  days: number,
  imported: number,
  last: Date,
): HistoryPoint[] {
  return Array.from({ length: days }, (_, index) => {
    const migrated = 2 + Math.floor(index / 4);
    const date = new Date(last.getTime() - (days - 1 - index) * 86_400_000);
    const counts = {
      ...countVerdicts([]),
      migrated,
      ready: 4 + (index % 3),
      unknown: 6,
      'action-required': Math.max(0, 18 - migrated - (index % 3)),
      blocked: 2,
      'not-applicable': 2,
    };
    return {
      date: date.toISOString().slice(0, 10),
      imported: index < imported,
      services: counts,
      workloads: counts,
      armed: index % 4,
    };
  });
}

/** Six weeks of which four were brought along, and two changes. */
export function fakeHistory(last: Date): FleetHistory {
  return {
    points: fakePoints(42, 28, last),
    changes: [
      {
        subject: 'component:default/thumbnails',
        kind: 'service',
        from: 'ready',
        to: 'migrated',
        because: ['Pods carry the variables: 3 of 3 pods'],
      },
      {
        subject: 'component:default/orders',
        kind: 'service',
        from: 'unknown',
        to: 'action-required',
        because: ['AWS SDK version: botocore 1.31.85 is below 1.34.41'],
      },
      {
        subject: 'batch/velero/velero-server',
        kind: 'workload',
        from: null,
        to: 'action-required',
        because: [],
      },
    ],
  };
}
