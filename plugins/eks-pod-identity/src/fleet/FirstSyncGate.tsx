import { EmptyState } from '@backstage/core-components';
import { ReactNode } from 'react';
import { useMayAdminister } from '../hooks/useRights';
import { useT } from '../hooks/useT';
import { Stack } from '../shared/Section';
import { useSharedSummary } from './FleetSummaryContext';
import { ReadNowButton } from './sync/ReadNowButton';
import { SyncStatus } from './sync/SyncStatus';

/** Before the first sync every tab would be empty; this says so instead, and shows how the first one goes. */
export function FirstSyncGate(props: { children: ReactNode }) {
  const t = useT();
  const { value } = useSharedSummary();
  const { denied } = useMayAdminister();
  if (!value || value.assessedAt) {
    return <>{props.children}</>;
  }
  if (value.lastSync) {
    return (
      <Stack>
        <SyncStatus sync={value.lastSync} first />
      </Stack>
    );
  }
  return (
    <EmptyState
      missing="data"
      title={t('fleet.firstSync.title')}
      description={
        denied
          ? t('fleet.firstSync.descriptionWait')
          : t('fleet.firstSync.description')
      }
      action={<ReadNowButton />}
    />
  );
}
