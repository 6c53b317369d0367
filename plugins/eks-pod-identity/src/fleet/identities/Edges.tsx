import { makeStyles } from '@material-ui/core/styles';
import { parseArn } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { IdentityEdge } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ReactNode } from 'react';
import { useFilters } from '../../hooks/useFilters';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { FilterRow, SearchFilter, SelectFilter } from '../../shared/Filters';
import { Clip, RoleName } from '../../shared/Names';
import { Pill } from '../../shared/Pill';
import { Section } from '../../shared/Section';
import type { Tone } from '../../shared/tones';
import { useSharedSummary } from '../FleetSummaryContext';
import { filterEdges, edgeUseOf } from './filterEdges';
import { toneText } from '../../shared/tones';

const filterNames = ['q', 'cluster', 'mechanism', 'use'] as const;

const mechanisms = ['irsa', 'pod-identity', 'target-role'] as const;

const mechanismTones: Record<IdentityEdge['mechanism'], Tone> = {
  irsa: 'warning',
  'pod-identity': 'success',
  'target-role': 'info',
};

const useStyles = makeStyles(theme => ({
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.75rem' },
  use: { whiteSpace: 'nowrap' },
  note: { minWidth: 140, maxWidth: 320, overflowWrap: 'anywhere' },
}));

/** Every way in which a service account can get a role. */
export function Edges(props: { edges: IdentityEdge[]; downloads: ReactNode }) {
  const { edges, downloads } = props;
  const t = useT();
  const classes = useStyles();
  const { filters, set, any } = useFilters(filterNames);
  const shown = filterEdges(edges, filters);
  return (
    <>
      <FilterRow>
        <SearchFilter
          value={filters.q}
          placeholder={t('fleet.identities.filter')}
          onChange={q => set({ q })}
        />
        <SelectFilter
          id="identities-cluster"
          label={t('column.cluster')}
          value={filters.cluster}
          options={[...new Set(edges.map(({ cluster }) => cluster))]
            .sort()
            .map(value => ({ value, label: value }))}
          onChange={cluster => set({ cluster })}
        />
        <SelectFilter
          id="identities-mechanism"
          label={t('column.mechanism')}
          value={filters.mechanism}
          options={mechanisms.map(value => ({
            value,
            label: t(`fleet.identities.mechanism.${value}`),
          }))}
          onChange={mechanism => set({ mechanism })}
        />
        <SelectFilter
          id="identities-use"
          label={t('fleet.identities.use')}
          value={filters.use}
          options={[
            { value: 'used', label: t('fleet.identities.used') },
            { value: 'idle', label: t('fleet.identities.idle') },
            { value: 'unused', label: t('fleet.identities.unused') },
          ]}
          onChange={use => set({ use })}
        />
      </FilterRow>
      <Section
        noPadding
        title={t('fleet.identities.ways', { count: shown.length })}
        action={downloads}
      >
        <DataTable
          label={t('fleet.tab.identities')}
          rows={shown}
          rowKey={edge =>
            [
              edge.cluster,
              edge.namespace,
              edge.serviceAccount,
              edge.mechanism,
              edge.roleArn,
            ].join('\n')
          }
          empty={
            any ? t('fleet.identities.noneFits') : t('fleet.identities.none')
          }
          columns={[
            {
              key: 'serviceAccount',
              title: t('column.serviceAccount'),
              render: ({ namespace, serviceAccount }) => (
                <Clip text={`${namespace}/${serviceAccount}`} width={280} />
              ),
            },
            {
              key: 'cluster',
              title: t('column.cluster'),
              render: ({ cluster }) => <Clip text={cluster} width={180} />,
            },
            {
              key: 'mechanism',
              title: t('column.mechanism'),
              render: ({ mechanism }) => (
                <Pill dot tone={mechanismTones[mechanism]}>
                  {t(`fleet.identities.mechanism.${mechanism}`)}
                </Pill>
              ),
            },
            {
              key: 'role',
              title: t('column.role'),
              render: ({ roleArn }) => <Role arn={roleArn} />,
            },
            {
              key: 'use',
              title: t('fleet.identities.use'),
              render: edge => (
                <span className={classes.use}>
                  {t(`fleet.identities.${edgeUseOf(edge)}`)}
                </span>
              ),
            },
            {
              key: 'pods',
              title: t('column.pods'),
              align: 'right',
              render: ({ pods }) => pods ?? t('fleet.clusters.notSeen'),
            },
            {
              key: 'note',
              title: t('column.note'),
              render: ({ note }) => (
                <div className={classes.note}>{note ?? ''}</div>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
}

function Role(props: { arn: string }) {
  const t = useT();
  const classes = useStyles();
  const { value: fleet } = useSharedSummary();
  const account = accountOf(props.arn);
  return (
    <>
      <RoleName arn={props.arn} width={260} />
      {account && fleet && account !== fleet.accountId && (
        <div className={classes.quiet}>
          {t('fleet.identities.otherAccount', { account })}
        </div>
      )}
    </>
  );
}

function accountOf(arn: string): string | undefined {
  try {
    return parseArn(arn).accountId;
  } catch {
    // What an annotation names as a role need not be an ARN; it is shown as it stands.
    return undefined;
  }
}
