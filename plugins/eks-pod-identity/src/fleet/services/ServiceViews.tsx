import { useT } from '../../hooks/useT';
import { totalOf } from '../../shared/VerdictBar';
import { useSharedSummary } from '../FleetSummaryContext';
import { useFleetLink } from '../links';
import { ViewLinks } from '../ViewLinks';

/** Leads from the services to the workloads that belong to none, and back. */
export function ServiceViews(props: { current: 'services' | 'unclaimed' }) {
  const t = useT();
  const link = useFleetLink();
  const { value } = useSharedSummary();
  return (
    <ViewLinks
      label={t('fleet.services.views')}
      current={props.current}
      views={[
        {
          key: 'services',
          label: t('fleet.services.claimed'),
          to: link('services'),
          count: value && totalOf(value.services),
        },
        {
          key: 'unclaimed',
          label: t('fleet.services.unclaimed'),
          to: link('services/unclaimed'),
          count: value?.unclaimedWorkloads,
        },
      ]}
    />
  );
}
