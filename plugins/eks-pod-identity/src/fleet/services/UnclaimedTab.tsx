import { useClusters, usePodIdentityApi } from '../../hooks/useApiCalls';
import { useCursorPages } from '../../hooks/useCursorPages';
import { useFilters } from '../../hooks/useFilters';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { CopyBlock } from '../../shared/CopyBlock';
import { FilterRow, SearchFilter, SelectFilter } from '../../shared/Filters';
import { LoadGate } from '../../shared/LoadGate';
import { Help, Section, Stack } from '../../shared/Section';
import { clusterOptions } from '../clusterOptions';
import { ExportButton } from '../ExportButton';
import { useSharedSummary } from '../FleetSummaryContext';
import { claimSnippet } from './claimSnippet';
import { ServiceViews } from './ServiceViews';
import { UnclaimedTable } from './UnclaimedTable';

const PAGE = 50;
const filterNames = ['cluster', 'q'] as const;

/** Workloads that no catalog entity claims, and how to claim them. */
export function UnclaimedTab() {
  const t = useT();
  const api = usePodIdentityApi();
  const { value: fleet } = useSharedSummary();
  const { filters, set, any } = useFilters(filterNames);
  const clusters = useClusters().value ?? [];
  const key = JSON.stringify(filters);
  const pages = useCursorPages(key);
  const workloads = useLoad(
    signal =>
      api.listWorkloads(
        {
          query: {
            unclaimed: 'true',
            limit: PAGE,
            cursor: pages.cursor,
            cluster: filters.cluster,
            q: filters.q?.slice(0, 200),
          },
        },
        { signal },
      ),
    [api, key, pages.cursor, fleet?.assessedAt],
  );
  return (
    <>
      <ServiceViews current="unclaimed" />
      <Stack>
        <Section title={t('fleet.unclaimed.helpTitle')}>
          <Help>{t('fleet.unclaimed.help')}</Help>
          <CopyBlock text={claimSnippet()} />
          <Help>{t('fleet.unclaimed.helpPods')}</Help>
        </Section>
        <div>
          <FilterRow>
            <SearchFilter
              value={filters.q}
              placeholder={t('fleet.unclaimed.filter')}
              onChange={q => set({ q })}
            />
            <SelectFilter
              id="unclaimed-cluster"
              label={t('column.cluster')}
              value={filters.cluster}
              options={clusterOptions(clusters)}
              onChange={cluster => set({ cluster })}
            />
          </FilterRow>
          <LoadGate loaded={workloads}>
            {({ items, totalItems, nextCursor }) => (
              <Section
                noPadding
                title={t('count.workloads', { count: totalItems })}
                action={<ExportButton table="workloads" />}
              >
                <UnclaimedTable
                  workloads={items}
                  busy={workloads.loading}
                  onSent={workloads.reload}
                  empty={
                    any
                      ? t('fleet.unclaimed.noneFits')
                      : t('fleet.unclaimed.none')
                  }
                  pages={{
                    page: pages.page,
                    pageSize: PAGE,
                    total: totalItems,
                    hasNext: nextCursor !== undefined,
                    onNext: () => nextCursor && pages.forward(nextCursor),
                    onPrevious: pages.back,
                  }}
                />
              </Section>
            )}
          </LoadGate>
        </div>
      </Stack>
    </>
  );
}
