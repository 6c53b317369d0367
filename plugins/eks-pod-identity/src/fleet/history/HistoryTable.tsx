import type { HistoryPoint } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { Pill } from '../../shared/Pill';
import { bestFirst } from '../../shared/verdictOrder';
import { dayText } from './dayText';

/** The same numbers as the chart, newest first, for those who read rather than look. */
export function HistoryTable(props: { points: HistoryPoint[] }) {
  const t = useT();
  return (
    <DataTable
      label={t('fleet.history.title')}
      rows={[...props.points].reverse()}
      rowKey={point => point.date}
      columns={[
        {
          key: 'date',
          title: t('fleet.history.date'),
          render: point => dayText(point.date, t('locale')),
        },
        ...bestFirst.map(verdict => ({
          key: verdict,
          title: t(`verdict.${verdict}`),
          align: 'right' as const,
          render: (point: HistoryPoint) => point.services[verdict] ?? 0,
        })),
        {
          key: 'armed',
          title: t('armed'),
          align: 'right',
          render: point => point.armed,
        },
        {
          key: 'source',
          title: t('fleet.history.source'),
          render: point => (
            <Pill tone={point.imported ? 'muted' : 'success'}>
              {point.imported
                ? t('fleet.history.imported')
                : t('fleet.history.observed')}
            </Pill>
          ),
        },
      ]}
    />
  );
}
