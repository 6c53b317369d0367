import {
  addonIdentities,
  verdicts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  Addon,
  Cluster,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useCallback, useMemo } from 'react';
import { useAddons, useClusters } from '../../hooks/useApiCalls';
import { useFilters } from '../../hooks/useFilters';
import { useT } from '../../hooks/useT';
import { FilterRow, SearchFilter, SelectFilter } from '../../shared/Filters';
import { LoadGate } from '../../shared/LoadGate';
import { Section } from '../../shared/Section';
import { CheckFilter } from '../CheckFilter';
import { clusterOptions } from '../clusterOptions';
import { ExportButton } from '../ExportButton';
import { useSharedSummary } from '../FleetSummaryContext';
import { AddonDrawer } from './AddonDrawer';
import { AddonGrid } from './AddonGrid';
import { AddonLegend } from './AddonLegend';
import { buildMatrix } from './matrix';

const filterNames = ['q', 'verdict', 'identity', 'region', 'cluster'] as const;
const viewNames = ['addon', 'cells'] as const;

/** With more clusters than this, cells are narrow unless the reader wants them wide. */
const WIDE_UP_TO = 7;

/** Every add-on of every cluster in one grid; a cell opens what is known of it. */
export function AddonsTab() {
  const { value: fleet } = useSharedSummary();
  const addons = useAddons(fleet?.assessedAt);
  const clusters = useClusters(fleet?.assessedAt);
  return (
    <LoadGate loaded={addons}>
      {allAddons => (
        <LoadGate loaded={clusters}>
          {allClusters => (
            <AddonMatrix
              addons={allAddons}
              clusters={allClusters}
              reload={addons.reload}
            />
          )}
        </LoadGate>
      )}
    </LoadGate>
  );
}

function AddonMatrix(props: {
  addons: Addon[];
  clusters: Cluster[];
  reload(): void;
}) {
  const { addons, clusters, reload } = props;
  const t = useT();
  const { filters, set } = useFilters(filterNames);
  const { filters: view, set: setView } = useFilters(viewNames);
  const { q, verdict, identity, region, cluster } = filters;
  const matrix = useMemo(
    () =>
      buildMatrix(addons, clusters, { q, verdict, identity, region, cluster }),
    [addons, clusters, q, verdict, identity, region, cluster],
  );
  const narrow = view.cells
    ? view.cells === 'narrow'
    : matrix.columns.length > WIDE_UP_TO;
  const onOpen = useCallback((addon: string) => setView({ addon }), [setView]);
  return (
    <>
      <FilterRow>
        <SearchFilter
          value={q}
          placeholder={t('fleet.addons.filter')}
          onChange={value => set({ q: value })}
        />
        <SelectFilter
          id="addons-verdict"
          label={t('column.verdict')}
          value={verdict}
          options={verdicts.map(value => ({
            value,
            label: t(`verdict.${value}`),
          }))}
          onChange={value => set({ verdict: value })}
        />
        <SelectFilter
          id="addons-identity"
          label={t('fleet.addons.identity')}
          value={identity}
          options={addonIdentities.map(value => ({
            value,
            label: t(`addonIdentity.${value}`),
          }))}
          onChange={value => set({ identity: value })}
        />
        <SelectFilter
          id="addons-region"
          label={t('column.region')}
          value={region}
          options={[...new Set(clusters.map(item => item.region))]
            .sort()
            .map(value => ({ value, label: value }))}
          onChange={value => set({ region: value })}
        />
        <SelectFilter
          id="addons-cluster"
          label={t('column.cluster')}
          value={cluster}
          options={clusterOptions(clusters)}
          onChange={value => set({ cluster: value })}
        />
        <CheckFilter
          label={t('fleet.addons.compact')}
          checked={narrow}
          onChange={on => setView({ cells: on ? 'narrow' : 'wide' })}
        />
      </FilterRow>
      <Section
        noPadding
        title={t('fleet.addons.count', {
          addons: t('fleet.addons.addons', { count: matrix.count }),
          clusters: t('count.clusters', { count: matrix.columns.length }),
        })}
        action={<ExportButton table="addons" />}
      >
        {matrix.rows.length ? (
          <>
            <AddonLegend narrow={narrow} />
            <AddonGrid matrix={matrix} narrow={narrow} onOpen={onOpen} />
          </>
        ) : (
          <div style={{ padding: 24, textAlign: 'center' }}>
            {addons.length
              ? t('fleet.addons.noneFits')
              : t('fleet.addons.none')}
          </div>
        )}
      </Section>
      <AddonDrawer
        id={view.addon}
        onClose={() => setView({ addon: undefined })}
        onChanged={reload}
      />
    </>
  );
}
