import { useSdkMinimums } from '../../hooks/useApiCalls';
import { useFilters } from '../../hooks/useFilters';
import { useT } from '../../hooks/useT';
import { FilterRow, SearchFilter } from '../../shared/Filters';
import { LoadGate } from '../../shared/LoadGate';
import { Help, Section } from '../../shared/Section';
import { CheckFilter } from '../CheckFilter';
import { useSharedSummary } from '../FleetSummaryContext';
import { SdkTable } from './SdkTable';

const filterNames = ['q', 'below'] as const;

/** The minimum version of every SDK, AWS's and the one that works, and who is below. */
export function SdkMinimumsTab() {
  const t = useT();
  const { value: fleet } = useSharedSummary();
  const minimums = useSdkMinimums(fleet?.assessedAt);
  const { filters, set, any } = useFilters(filterNames);
  const onlyBelow = filters.below === 'true';
  return (
    <>
      <Help>{t('fleet.sdks.help')}</Help>
      <FilterRow>
        <SearchFilter
          value={filters.q}
          placeholder={t('fleet.sdks.filter')}
          onChange={q => set({ q })}
        />
        <CheckFilter
          label={t('fleet.sdks.onlyBelow')}
          checked={onlyBelow}
          onChange={on => set({ below: on ? 'true' : undefined })}
        />
      </FilterRow>
      <LoadGate loaded={minimums}>
        {all => (
          <Section noPadding title={t('fleet.tab.sdks')}>
            <SdkTable
              minimums={all.filter(
                ({ sdk, packages, servicesBelow }) =>
                  (!onlyBelow || servicesBelow.length > 0) &&
                  (!filters.q ||
                    [sdk, ...packages].some(name =>
                      name.toLowerCase().includes(filters.q!.toLowerCase()),
                    )),
              )}
              empty={any ? t('fleet.sdks.noneFits') : t('fleet.sdks.none')}
            />
          </Section>
        )}
      </LoadGate>
    </>
  );
}
