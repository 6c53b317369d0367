import { Header, HeaderLabel } from '@backstage/core-components';
import { useT } from '../hooks/useT';
import { ageText } from '../shared/Age';
import { useSharedSummary } from './FleetSummaryContext';

/** Which account this is, and how old what is shown is. */
export function FleetHeader() {
  const t = useT();
  const { value } = useSharedSummary();
  const syncedAt = value?.lastSync?.finishedAt ?? value?.assessedAt;
  return (
    <Header title={t('pageTitle')} subtitle={t('pageSubtitle')}>
      {value && (
        <>
          <HeaderLabel label={t('fleet.account')} value={value.accountId} />
          <HeaderLabel
            label={t('fleet.regions', { count: value.regions.length })}
            value={value.regions.join(', ')}
          />
          {syncedAt && (
            <HeaderLabel
              label={t('fleet.sync.title')}
              value={ageText(syncedAt, t('locale'))}
            />
          )}
        </>
      )}
    </Header>
  );
}
