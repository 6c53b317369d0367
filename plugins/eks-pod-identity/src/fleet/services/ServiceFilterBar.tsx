import Button from '@material-ui/core/Button';
import {
  checkIds,
  verdicts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useClusters, useSdkMinimums } from '../../hooks/useApiCalls';
import { checkTitle, useT } from '../../hooks/useT';
import { FilterRow, SearchFilter, SelectFilter } from '../../shared/Filters';
import { entityName } from '../../shared/Names';
import { clusterOptions } from '../clusterOptions';
import { useSharedSummary } from '../FleetSummaryContext';
import { ServiceFilters, serviceSorts } from './serviceFilters';
import { useSystems } from './useSystems';

function byLabel(a: { label: string }, b: { label: string }): number {
  return a.label.localeCompare(b.label);
}

/** Everything that the list of services can be narrowed by. */
export function ServiceFilterBar(props: {
  filters: ServiceFilters;
  any: boolean;
  onChange(changes: Partial<ServiceFilters>): void;
  onClear(): void;
}) {
  const { filters, any, onChange, onClear } = props;
  const t = useT();
  const { value: fleet } = useSharedSummary();
  const clusters = useClusters().value ?? [];
  const minimums = useSdkMinimums().value ?? [];
  const systems = useSystems();
  const owners = (fleet?.teams ?? []).flatMap(({ owner }) => owner || []);
  const obstacles = fleet?.obstacles ?? [];
  const checks = [
    ...new Set<string>([...obstacles.map(({ check }) => check), ...checkIds]),
  ].map(check => ({
    value: check,
    label: checkTitle(
      t,
      check,
      obstacles.find(obstacle => obstacle.check === check)?.title,
    ),
  }));
  return (
    <FilterRow>
      <SearchFilter
        value={filters.q}
        placeholder={t('fleet.services.filter')}
        onChange={q => onChange({ q })}
      />
      <SelectFilter
        id="services-verdict"
        label={t('column.verdict')}
        value={filters.verdict}
        options={verdicts.map(verdict => ({
          value: verdict,
          label: t(`verdict.${verdict}`),
        }))}
        onChange={verdict => onChange({ verdict })}
      />
      <SelectFilter
        id="services-owner"
        label={t('column.owner')}
        value={filters.owner}
        options={owners
          .map(value => ({ value, label: entityName(value) }))
          .sort(byLabel)}
        onChange={owner => onChange({ owner })}
      />
      <SelectFilter
        id="services-system"
        label={t('column.system')}
        value={filters.system}
        options={systems
          .map(value => ({ value, label: entityName(value) }))
          .sort(byLabel)}
        onChange={system => onChange({ system })}
      />
      <SelectFilter
        id="services-cluster"
        label={t('column.cluster')}
        value={filters.cluster}
        options={clusterOptions(clusters)}
        onChange={cluster => onChange({ cluster })}
      />
      <SelectFilter
        id="services-check"
        label={t('fleet.services.check')}
        value={filters.check}
        options={checks}
        onChange={check => onChange({ check })}
      />
      <SelectFilter
        id="services-sdk"
        label={t('fleet.services.sdk')}
        value={filters.sdk}
        options={minimums.map(({ sdk }) => ({ value: sdk, label: sdk }))}
        onChange={sdk => onChange({ sdk })}
      />
      <SelectFilter
        id="services-armed"
        label={t('fleet.services.armed')}
        value={filters.timeBomb === 'true' ? 'timeBomb' : filters.armed}
        options={[
          { value: 'true', label: t('fleet.services.armedYes') },
          { value: 'timeBomb', label: t('timeBomb') },
          { value: 'false', label: t('fleet.services.armedNo') },
        ]}
        onChange={value =>
          onChange(
            value === 'timeBomb'
              ? { timeBomb: 'true', armed: undefined }
              : { timeBomb: undefined, armed: value },
          )
        }
      />
      <SelectFilter
        required
        id="services-sort"
        label={t('fleet.services.sort')}
        value={filters.sort ?? 'verdict'}
        options={serviceSorts.map(sort => ({
          value: sort,
          label: t(`fleet.services.sortBy.${sort}`),
        }))}
        onChange={sort => onChange({ sort })}
      />
      {any && (
        <Button size="small" onClick={onClear}>
          {t('table.clearFilters')}
        </Button>
      )}
    </FilterRow>
  );
}
