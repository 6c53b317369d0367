import { usePodIdentityApi } from '../../hooks/useApiCalls';
import { useCursorPages } from '../../hooks/useCursorPages';
import { useFilters } from '../../hooks/useFilters';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { LoadGate } from '../../shared/LoadGate';
import { Help, Section } from '../../shared/Section';
import { totalOf } from '../../shared/VerdictBar';
import { ExportButton } from '../ExportButton';
import { useSharedSummary } from '../FleetSummaryContext';
import { ServiceFilterBar } from './ServiceFilterBar';
import {
  serviceFilterNames,
  SERVICES_PAGE,
  toServicesQuery,
} from './serviceFilters';
import { ServiceTable } from './ServiceTable';
import { ServiceViews } from './ServiceViews';

/** Every service with its verdict; filters live in the URL, pages come from the server. */
export function ServicesTab() {
  const t = useT();
  const api = usePodIdentityApi();
  const { filters, set, clear, any } = useFilters(serviceFilterNames);
  const { value: fleet } = useSharedSummary();
  const key = JSON.stringify(filters);
  const pages = useCursorPages(key);
  const services = useLoad(
    signal =>
      api.listServices(
        { query: toServicesQuery(filters, pages.cursor) },
        { signal },
      ),
    [api, key, pages.cursor, fleet?.assessedAt],
  );
  const filtered = serviceFilterNames.some(
    name => name !== 'sort' && filters[name],
  );
  const counted = fleet ? totalOf(fleet.services) : 0;
  return (
    <>
      <ServiceViews current="services" />
      <ServiceFilterBar
        filters={filters}
        any={any}
        onChange={set}
        onClear={clear}
      />
      <LoadGate loaded={services}>
        {({ items, totalItems, nextCursor }) => (
          <>
            <Section
              noPadding
              title={t('fleet.services.found', { count: totalItems })}
              action={<ExportButton table="services" />}
            >
              <ServiceTable
                services={items}
                busy={services.loading}
                empty={
                  filtered
                    ? t('fleet.services.none')
                    : t('fleet.services.empty')
                }
                pages={{
                  page: pages.page,
                  pageSize: SERVICES_PAGE,
                  total: totalItems,
                  hasNext: nextCursor !== undefined,
                  onNext: () => nextCursor && pages.forward(nextCursor),
                  onPrevious: pages.back,
                }}
              />
            </Section>
            {!filtered && counted > totalItems && (
              <Help>
                {t('fleet.services.hidden', { count: counted - totalItems })}
              </Help>
            )}
          </>
        )}
      </LoadGate>
    </>
  );
}
