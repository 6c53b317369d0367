import { LoadGate } from '../../shared/LoadGate';
import { MissingSights } from '../../shared/MissingSights';
import { Notice } from '../../shared/Notice';
import { Columns, Section, Stack } from '../../shared/Section';
import { useT } from '../../hooks/useT';
import { FirstSyncGate } from '../FirstSyncGate';
import { useSharedSummary } from '../FleetSummaryContext';
import { HistorySections } from '../history/HistorySections';
import { SyncStatus } from '../sync/SyncStatus';
import { Counts } from './Counts';
import { Numbers } from './Numbers';
import { Obstacles } from './Obstacles';
import { ShowMore } from './ShowMore';
import { Teams } from './Teams';

/** Where the campaign stands, what is dangerous, what keeps most, and what changed. */
export function OverviewTab() {
  const t = useT();
  const summary = useSharedSummary();
  return (
    <LoadGate loaded={summary}>
      {fleet => (
        <FirstSyncGate>
          <Stack>
            {fleet.lastSync && <SyncStatus sync={fleet.lastSync} />}
            <Numbers fleet={fleet} />
            <Counts fleet={fleet} />
            <Columns>
              <Obstacles obstacles={fleet.obstacles} />
              <Teams teams={fleet.teams} />
            </Columns>
            <HistorySections refreshKey={fleet.assessedAt} />
            <Section title={t('missing.title')}>
              {fleet.missing.length ? (
                <ShowMore items={fleet.missing} limit={8}>
                  {shown => <MissingSights missing={shown} />}
                </ShowMore>
              ) : (
                <Notice tone="success">{t('fleet.missing.none')}</Notice>
              )}
            </Section>
          </Stack>
        </FirstSyncGate>
      )}
    </LoadGate>
  );
}
