import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Cluster } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useClusters } from '../../hooks/useApiCalls';
import { useFilters } from '../../hooks/useFilters';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { FilterRow, SearchFilter, SelectFilter } from '../../shared/Filters';
import { LoadGate } from '../../shared/LoadGate';
import { Clip } from '../../shared/Names';
import { Pill } from '../../shared/Pill';
import { ArmedPill, PartialPill, StalePill } from '../../shared/Pills';
import { Section } from '../../shared/Section';
import { totalOf, VerdictBar } from '../../shared/VerdictBar';
import { ExportButton } from '../ExportButton';
import { useSharedSummary } from '../FleetSummaryContext';
import { clusterPath, useFleetLink } from '../links';
import { AgentState } from './AgentState';
import { NotRead } from './NotRead';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  pills: { display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.75rem' },
  bar: { minWidth: 110, paddingTop: 7 },
}));

const filterNames = ['q', 'region'] as const;

/** Every cluster with its version, agent, mode and verdicts; the name leads to its findings. */
export function ClustersTab() {
  const t = useT();
  const { value: fleet } = useSharedSummary();
  const clusters = useClusters(fleet?.assessedAt);
  const { filters, set, any } = useFilters(filterNames);
  return (
    <LoadGate loaded={clusters}>
      {all => {
        const shown = all.filter(
          ({ name, region }) =>
            (!filters.region || region === filters.region) &&
            (!filters.q || name.includes(filters.q)),
        );
        return (
          <>
            <FilterRow>
              <SearchFilter
                value={filters.q}
                placeholder={t('fleet.clusters.filter')}
                onChange={q => set({ q })}
              />
              <SelectFilter
                id="clusters-region"
                label={t('column.region')}
                value={filters.region}
                options={[...new Set(all.map(({ region }) => region))]
                  .sort()
                  .map(region => ({ value: region, label: region }))}
                onChange={region => set({ region })}
              />
            </FilterRow>
            <Section
              noPadding
              title={t('count.clusters', { count: shown.length })}
              action={<ExportButton table="clusters" />}
            >
              <ClusterTable
                clusters={shown}
                empty={
                  any ? t('fleet.clusters.noneFits') : t('fleet.clusters.none')
                }
              />
            </Section>
          </>
        );
      }}
    </LoadGate>
  );
}

function ClusterTable(props: { clusters: Cluster[]; empty: string }) {
  const t = useT();
  const link = useFleetLink();
  const classes = useStyles();
  return (
    <DataTable
      label={t('fleet.tab.clusters')}
      rows={props.clusters}
      rowKey={cluster => cluster.arn}
      empty={props.empty}
      columns={[
        {
          key: 'cluster',
          title: t('column.cluster'),
          render: cluster => (
            <>
              <Clip text={cluster.name} full={cluster.arn}>
                <Link to={link(clusterPath(cluster))}>{cluster.name}</Link>
              </Clip>
              <div className={classes.quiet}>{cluster.region}</div>
            </>
          ),
        },
        {
          key: 'version',
          title: t('fleet.clusters.kubernetes'),
          render: cluster => (
            <>
              {cluster.kubernetesVersion}
              <div className={classes.quiet} style={{ whiteSpace: 'nowrap' }}>
                {t('fleet.clusters.platform', {
                  version: cluster.platformVersion,
                })}
              </div>
            </>
          ),
        },
        {
          key: 'agent',
          title: t('column.agent'),
          render: ({ agent }) => <AgentState agent={agent} />,
        },
        {
          key: 'state',
          title: t('column.state'),
          render: cluster => (
            <>
              <States cluster={cluster} />
              <NotRead cluster={cluster} />
            </>
          ),
        },
        {
          key: 'verdicts',
          title: t('fleet.teams.verdicts'),
          render: ({ workloads }) => (
            <div className={classes.bar}>
              <VerdictBar counts={workloads} />
            </div>
          ),
        },
        {
          key: 'count',
          title: t('column.workloads'),
          align: 'right',
          render: ({ workloads }) => totalOf(workloads),
        },
        {
          key: 'addons',
          title: t('column.addons'),
          align: 'right',
          render: ({ addons }) => addons,
        },
        {
          key: 'associations',
          title: t('column.associations'),
          align: 'right',
          render: ({ associations }) =>
            associations ?? (
              <span className={classes.quiet}>
                {t('fleet.clusters.notSeen')}
              </span>
            ),
        },
      ]}
    />
  );
}

/** What is out of the ordinary about a cluster. */
function States(props: { cluster: Cluster }) {
  const t = useT();
  const classes = useStyles();
  const { cluster } = props;
  return (
    <span className={classes.pills}>
      {cluster.status !== 'ACTIVE' && (
        <Pill tone="warning">{cluster.status}</Pill>
      )}
      {cluster.stale && <StalePill />}
      {!cluster.stale && cluster.missing.length > 0 && <PartialPill />}
      {cluster.autoMode && (
        <Pill tone="info">{t('fleet.clusters.autoMode')}</Pill>
      )}
      {cluster.failing.length > 0 && (
        <Pill tone="danger">
          {t('fleet.clusters.checksFail', { count: cluster.failing.length })}
        </Pill>
      )}
      <ArmedPill armed={cluster.armed > 0} timeBomb={cluster.timeBombs > 0} />
    </span>
  );
}
