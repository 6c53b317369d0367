import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { MigrationRequest } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { RequestLink } from '../../request';
import { ENTITY_CONTENT_PATH } from '../../routes';
import { Age } from '../../shared/Age';
import { Column, DataTable } from '../../shared/DataTable';
import { Clip, ClusterName, EntityLink } from '../../shared/Names';
import { RequestStatePill } from '../../shared/Pills';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.75rem' },
  buttons: { display: 'inline-flex', gap: theme.spacing(1) },
  reason: { minWidth: 140, maxWidth: 280, overflowWrap: 'anywhere' },
}));

/** Requests with who asked and why; approve and reject stand in the row of those who may. */
export function RequestTable(props: {
  label: string;
  requests: MigrationRequest[];
  empty: string;
  busy: boolean;
  onDecide(request: MigrationRequest, action: 'approve' | 'reject'): void;
}) {
  const { label, requests, empty, busy, onDecide } = props;
  const t = useT();
  const classes = useStyles();
  const decidable = requests.some(({ allowedActions }) =>
    ['approve', 'reject'].some(action => allowedActions.includes(action)),
  );
  const decide: Column<MigrationRequest> = {
    key: 'decide',
    title: t('fleet.requests.decideColumn'),
    align: 'right',
    render: request => (
      <span className={classes.buttons}>
        {request.allowedActions.includes('approve') && (
          <Button
            size="small"
            variant="contained"
            color="primary"
            aria-label={t('fleet.requests.approveOf', {
              subject: request.subject,
            })}
            onClick={() => onDecide(request, 'approve')}
          >
            {t('fleet.requests.approve')}
          </Button>
        )}
        {request.allowedActions.includes('reject') && (
          <Button
            size="small"
            variant="outlined"
            aria-label={t('fleet.requests.rejectOf', {
              subject: request.subject,
            })}
            onClick={() => onDecide(request, 'reject')}
          >
            {t('fleet.requests.reject')}
          </Button>
        )}
      </span>
    ),
  };
  return (
    <DataTable
      label={label}
      rows={requests}
      rowKey={request => request.id}
      empty={empty}
      busy={busy}
      columns={[
        {
          key: 'what',
          title: t('fleet.requests.what'),
          render: request => (
            <>
              <RequestLink id={request.id}>
                <Clip text={request.subject} width={240} />
              </RequestLink>
              <div className={classes.quiet}>
                {t(`fleet.requests.kind.${request.kind}`)}
              </div>
            </>
          ),
        },
        {
          key: 'service',
          title: t('column.service'),
          render: ({ entityRef }) =>
            entityRef ? (
              <EntityLink
                entityRef={entityRef}
                path={ENTITY_CONTENT_PATH}
                width={180}
              />
            ) : (
              '–'
            ),
        },
        {
          key: 'cluster',
          title: t('column.cluster'),
          render: ({ cluster }) => <ClusterName cluster={cluster} />,
        },
        {
          key: 'state',
          title: t('column.state'),
          render: ({ state }) => <RequestStatePill state={state} />,
        },
        {
          key: 'requestedBy',
          title: t('column.requestedBy'),
          render: request => (
            <>
              <EntityLink
                entityRef={request.requestedBy}
                defaultKind="user"
                width={140}
              />
              <div className={classes.quiet}>
                <Age at={request.requestedAt} />
              </div>
            </>
          ),
        },
        {
          key: 'reason',
          title: t('request.detail.reason'),
          render: ({ reason }) => (
            <div className={classes.reason}>{reason ?? '–'}</div>
          ),
        },
        decidable
          ? decide
          : {
              key: 'decidedBy',
              title: t('fleet.requests.decidedBy'),
              render: ({ decidedBy, decidedAt }) =>
                decidedBy ? (
                  <>
                    <EntityLink
                      entityRef={decidedBy}
                      defaultKind="user"
                      width={140}
                    />
                    {decidedAt && (
                      <div className={classes.quiet}>
                        <Age at={decidedAt} />
                      </div>
                    )}
                  </>
                ) : (
                  '–'
                ),
            },
      ]}
    />
  );
}
