import { EmptyState, Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { ClusterDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useParams } from 'react-router-dom';
import { statusOf, usePodIdentityApi } from '../../hooks/useApiCalls';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { Age, ageText } from '../../shared/Age';
import { FindingGroups } from '../../shared/findings';
import { LoadGate } from '../../shared/LoadGate';
import { MissingSights } from '../../shared/MissingSights';
import { Notice } from '../../shared/Notice';
import { Columns, Section, Stack } from '../../shared/Section';
import { Term, Terms } from '../../shared/Terms';
import { BackLink } from '../BackLink';
import { useSharedSummary } from '../FleetSummaryContext';
import { useFleetLink } from '../links';
import { CountBar } from '../overview/CountBar';
import { verdictParts } from '../overview/verdictParts';
import { AgentState } from './AgentState';

/** One cluster; its region and name come from the route. */
export function ClusterPage() {
  const t = useT();
  const api = usePodIdentityApi();
  const link = useFleetLink();
  const { region = '', name = '' } = useParams();
  const { value: fleet } = useSharedSummary();
  const cluster = useLoad(
    signal => api.getCluster({ params: { region, name } }, { signal }),
    [api, region, name, fleet?.assessedAt],
  );
  const unknown =
    !cluster.value && [400, 404].includes(statusOf(cluster.error) ?? 0);
  return (
    <>
      <BackLink to={link('clusters')}>{t('fleet.clusters.back')}</BackLink>
      {unknown ? (
        <EmptyState
          missing="data"
          title={t('fleet.clusters.notFound')}
          description={`${t('fleet.clusters.unknown', { name, region })} ${t(
            'fleet.clusters.notFoundHelp',
          )}`}
        />
      ) : (
        <LoadGate loaded={cluster}>
          {detail => <ClusterView cluster={detail} />}
        </LoadGate>
      )}
    </>
  );
}

function ClusterView(props: { cluster: ClusterDetail }) {
  const t = useT();
  const link = useFleetLink();
  const { cluster } = props;
  return (
    <Stack>
      <Typography variant="h5" component="h2" noWrap>
        {cluster.name} · {cluster.region}
      </Typography>
      {cluster.stale && (
        <Notice
          tone="warning"
          title={t('fleet.clusters.staleSince', {
            age: ageText(cluster.stale.since, t('locale')),
          })}
        >
          {cluster.stale.reason}
        </Notice>
      )}
      {cluster.missing.length > 0 && (
        <Notice tone="warning" title={t('fleet.clusters.missingTitle')}>
          <MissingSights missing={cluster.missing} />
        </Notice>
      )}
      <Columns>
        <Section title={t('fleet.clusters.facts')}>
          <Terms>
            <Term title={t('fleet.clusters.arn')}>
              <code style={{ overflowWrap: 'anywhere' }}>{cluster.arn}</code>
            </Term>
            <Term title={t('fleet.clusters.kubernetes')}>
              {cluster.kubernetesVersion},{' '}
              {t('fleet.clusters.platform', {
                version: cluster.platformVersion,
              })}
            </Term>
            <Term title={t('fleet.clusters.status')}>{cluster.status}</Term>
            <Term title={t('column.agent')}>
              <AgentState agent={cluster.agent} />
            </Term>
            <Term title={t('fleet.clusters.mode')}>
              {cluster.autoMode
                ? t('fleet.clusters.autoMode')
                : t('fleet.clusters.standard')}
            </Term>
            <Term title={t('fleet.clusters.ipFamily')}>{cluster.ipFamily}</Term>
            <Term title={t('column.associations')}>
              {cluster.associations ?? t('fleet.clusters.notSeen')}
            </Term>
            <Term title={t('column.readAt')}>
              <Age at={cluster.readAt} />
            </Term>
          </Terms>
        </Section>
        <Section title={t('column.workloads')}>
          <Stack>
            <CountBar
              large
              title={t('column.workloads')}
              parts={verdictParts(t, cluster.workloads)}
            />
            {(cluster.timeBombs > 0 || cluster.armed > 0) && (
              <Notice tone={cluster.timeBombs ? 'danger' : 'warning'}>
                {[
                  cluster.timeBombs > 0 &&
                    t('count.timeBombs', { count: cluster.timeBombs }),
                  cluster.armed > 0 &&
                    t('count.armed', { count: cluster.armed }),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </Notice>
            )}
            <Link to={link('services', { cluster: cluster.arn })}>
              {t('fleet.clusters.servicesHere')}
            </Link>
            <Link to={link('addons', { cluster: cluster.arn })}>
              {t('fleet.clusters.addonsHere')}
            </Link>
          </Stack>
        </Section>
      </Columns>
      <Section noPadding title={t('fleet.clusters.findings')}>
        <FindingGroups
          findings={cluster.findings.map(finding => ({ finding }))}
        />
      </Section>
    </Stack>
  );
}
