import type {
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { Age } from '../shared/Age';
import { Notice } from '../shared/Notice';

/** What the next restart would do: told first, because nobody may be about to restart on purpose. */
export function ArmedNotice(props: {
  service: Pick<ServiceDetail, 'armed' | 'timeBombs'>;
}) {
  const { armed, timeBombs } = props.service;
  const t = useT();
  const safe = armed - timeBombs;
  return (
    <>
      {timeBombs > 0 && (
        <Notice tone="danger">
          {t('entity.timeBomb', { count: timeBombs })}
        </Notice>
      )}
      {safe > 0 && (
        <Notice tone="warning">{t('entity.armed', { count: safe })}</Notice>
      )}
    </>
  );
}

/** Clusters whose facts are those of an earlier sync, with the reason. */
export function StaleNotice(props: {
  workloads: Pick<WorkloadDetail, 'cluster' | 'stale'>[];
}) {
  const t = useT();
  const clusters = new Map(
    props.workloads.flatMap(({ cluster, stale }) =>
      stale ? [[cluster.arn, { name: cluster.name, ...stale }] as const] : [],
    ),
  );
  if (!clusters.size) return null;
  return (
    <Notice tone="warning" title={t('entity.staleTitle')}>
      <ul>
        {[...clusters].map(([arn, { name, since, reason }]) => (
          <li key={arn}>
            {t('entity.staleText', {
              cluster: name,
              age: <Age at={since} />,
              reason,
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
