import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { Service } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { RequestLink } from '../../request';
import { ENTITY_CONTENT_PATH } from '../../routes';
import { DataTable, ServerPages } from '../../shared/DataTable';
import { Clip, EntityLink } from '../../shared/Names';
import { Pill } from '../../shared/Pill';
import { ArmedPill, StalePill, VerdictPill } from '../../shared/Pills';
import { ReactNode } from 'react';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  pills: { display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
  sentence: { minWidth: 280, maxWidth: 480, overflowWrap: 'anywhere' },
  quiet: { color: toneText(theme, 'muted') },
}));

/** Services with what matters of each; the name leads to the tab of its entity page. */
export function ServiceTable(props: {
  services: Service[];
  empty: ReactNode;
  busy: boolean;
  pages: ServerPages;
}) {
  const { services, empty, busy, pages } = props;
  const t = useT();
  const classes = useStyles();
  return (
    <DataTable
      label={t('fleet.services.claimed')}
      rows={services}
      rowKey={service => service.entityRef}
      empty={empty}
      busy={busy}
      server={pages}
      columns={[
        {
          key: 'service',
          title: t('column.service'),
          render: service => (
            <EntityLink
              entityRef={service.entityRef}
              title={service.title ?? service.name}
              path={ENTITY_CONTENT_PATH}
            />
          ),
        },
        {
          key: 'verdict',
          title: t('column.verdict'),
          render: service => (
            <span className={classes.pills}>
              <VerdictPill verdict={service.verdict} />
              <ArmedPill
                armed={service.armed > 0}
                timeBomb={service.timeBombs > 0}
              />
              {service.stale && <StalePill />}
            </span>
          ),
        },
        {
          key: 'why',
          title: t('column.why'),
          render: service => (
            <div className={classes.sentence}>{service.sentence}</div>
          ),
        },
        {
          key: 'sdk',
          title: t('column.sdk'),
          render: service => <Sdk sdk={service.sdk} />,
        },
        {
          key: 'owner',
          title: t('column.owner'),
          render: service =>
            service.owner ? (
              <EntityLink
                entityRef={service.owner}
                defaultKind="group"
                width={160}
              />
            ) : (
              '–'
            ),
        },
        {
          key: 'system',
          title: t('column.system'),
          render: service =>
            service.system ? (
              <EntityLink
                entityRef={service.system}
                defaultKind="system"
                width={140}
              />
            ) : (
              '–'
            ),
        },
        {
          key: 'clusters',
          title: t('column.clusters'),
          render: service => <Clusters names={service.clusters} />,
        },
        {
          key: 'request',
          title: t('column.request'),
          render: ({ requestIds: [id] }) =>
            id ? <RequestLink id={id}>{t('request.open')}</RequestLink> : '–',
        },
      ]}
    />
  );
}

function Sdk(props: { sdk: Service['sdk'] }) {
  const t = useT();
  const classes = useStyles();
  const { verdict, labels } = props.sdk;
  const [deciding, ...others] = labels;
  return (
    <div>
      {deciding ? (
        <Tooltip title={labels.join(', ')} arrow>
          <span>
            <Clip mono text={deciding} width={190} />
            {others.length > 0 && (
              <span className={classes.quiet}>
                {' '}
                {t('fleet.services.moreSdks', { more: String(others.length) })}
              </span>
            )}
          </span>
        </Tooltip>
      ) : (
        <span className={classes.quiet}>{t(`sdkVerdict.${verdict}`)}</span>
      )}
      {verdict === 'too-old' && (
        <div>
          <Pill tone="danger">{t('sdkVerdict.too-old')}</Pill>
        </div>
      )}
    </div>
  );
}

function Clusters(props: { names: string[] }) {
  const t = useT();
  const { names } = props;
  return names.length === 1 ? (
    <Clip text={names[0]} width={150} />
  ) : (
    <Tooltip title={names.join(', ')} arrow>
      <span style={{ whiteSpace: 'nowrap' }}>
        {t('fleet.services.clusterCount', { count: names.length })}
      </span>
    </Tooltip>
  );
}
