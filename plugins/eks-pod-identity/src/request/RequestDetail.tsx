import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { MigrationRequestDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { useT } from '../hooks/useT';
import { ENTITY_CONTENT_PATH } from '../routes';
import { Age } from '../shared/Age';
import { ClusterName, EntityLink } from '../shared/Names';
import { Notice } from '../shared/Notice';
import { RequestStatePill } from '../shared/Pills';
import { Section, Stack } from '../shared/Section';
import { Term, Terms } from '../shared/Terms';
import { Artifacts } from './Artifacts';
import { CommentForm } from './CommentForm';
import { ConflictNotice } from './ConflictNotice';
import { Decisions } from './Decisions';
import { PlanView } from './PlanView';
import { Timeline } from './Timeline';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
    '& h2': { fontSize: '1.5rem', margin: 0, overflowWrap: 'anywhere' },
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 2fr) minmax(300px, 1fr)',
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  quote: { whiteSpace: 'pre-wrap' },
}));

/** One request: plan, artifacts, who did what when and why, and what the reader may do about it. */
export function RequestDetail(props: {
  request: MigrationRequestDetail;
  reload(): void;
}) {
  const { request, reload } = props;
  const t = useT();
  const classes = useStyles();
  // The revision that the reader had decided upon when somebody else was faster.
  const [lostAt, setLostAt] = useState<number>();
  const onConflict = (revision: number) => {
    setLostAt(revision);
    reload();
  };
  const onDone = () => {
    setLostAt(undefined);
    reload();
  };
  return (
    <>
      <div className={classes.head}>
        <Typography variant="h2">
          {t('request.detail.title', { subject: request.subject })}
        </Typography>
        <RequestStatePill large state={request.state} />
      </div>
      <Stack>
        {lostAt !== undefined && (
          <ConflictNotice request={request} seen={lostAt} />
        )}
        {request.drift.length > 0 && (
          <Notice tone="warning" title={t('request.detail.drift')}>
            {t('request.detail.driftHelp')}
            <ul>
              {request.drift.map(change => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </Notice>
        )}
        <div className={classes.columns}>
          <Stack>
            <Section title={t('request.plan.title')}>
              <PlanView plan={request.plan} />
            </Section>
            <Section title={t('request.detail.artifacts')}>
              <Artifacts request={request} />
            </Section>
          </Stack>
          <Stack>
            <Section title={t('request.detail.decide')}>
              <Decisions
                request={request}
                onDone={onDone}
                onConflict={onConflict}
              />
            </Section>
            <Section title={t('action.details')}>
              <Facts request={request} />
            </Section>
            <Section title={t('request.detail.history')}>
              <Timeline events={request.events} />
              <CommentForm id={request.id} onDone={onDone} />
            </Section>
          </Stack>
        </div>
      </Stack>
    </>
  );
}

function Facts(props: { request: MigrationRequestDetail }) {
  const { request } = props;
  const t = useT();
  const classes = useStyles();
  const { plan } = request;
  return (
    <Terms>
      <Term title={t(`request.detail.kind.${request.kind}`)}>
        {request.subject}
      </Term>
      <Term title={t('column.cluster')}>
        <ClusterName cluster={request.cluster} />
      </Term>
      <Term title={t('request.method.label')}>
        {t(`request.method.${plan.method}`)}
      </Term>
      {request.entityRef && (
        <Term title={t('request.detail.onBehalf')}>
          <EntityLink
            entityRef={request.entityRef}
            path={ENTITY_CONTENT_PATH}
          />
        </Term>
      )}
      <Term title={t('column.requestedBy')}>
        <EntityLink entityRef={request.requestedBy} defaultKind="user" />
        {' · '}
        <Age at={request.requestedAt} />
      </Term>
      {request.reason && (
        <Term title={t('request.detail.reason')}>
          <span className={classes.quote}>{request.reason}</span>
        </Term>
      )}
      {request.decidedBy && (
        <Term title={t('request.detail.decided')}>
          <EntityLink entityRef={request.decidedBy} defaultKind="user" />
          {request.decidedAt && (
            <>
              {' · '}
              <Age at={request.decidedAt} />
            </>
          )}
        </Term>
      )}
    </Terms>
  );
}
