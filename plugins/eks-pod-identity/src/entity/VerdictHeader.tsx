import Card from '@material-ui/core/Card';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MigrationRequest,
  ServiceDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { canBeMoved, isOpen, RequestButton, RequestLink } from '../request';
import { ageText } from '../shared/Age';
import { entityName } from '../shared/Names';
import { Pill } from '../shared/Pill';
import {
  ArmedPill,
  RequestStatePill,
  StalePill,
  VerdictPill,
} from '../shared/Pills';
import { sdkTones, toneSolid, verdictTones } from '../shared/tones';
import { workloadLabel } from './subjectFindings';
import { toneText } from '../shared/tones';

const useStyles = makeStyles(theme => ({
  card: { flex: 'none', borderTop: '4px solid' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(2.5, 3),
  },
  text: { flex: '1 1 320px', minWidth: 0 },
  pills: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
  sentence: {
    fontSize: '1.1rem',
    fontWeight: 500,
    lineHeight: 1.45,
    overflowWrap: 'anywhere',
  },
  quiet: {
    marginTop: theme.spacing(0.5),
    fontSize: '0.84rem',
    color: toneText(theme, 'muted'),
  },
  hint: {
    maxWidth: 240,
    wordBreak: 'keep-all',
    fontSize: '0.84rem',
    lineHeight: 1.45,
    color: toneText(theme, 'muted'),
  },
  action: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    gap: theme.spacing(1),
  },
}));

/** The verdict in one sentence, and the way to ask for the move. */
export function VerdictHeader(props: {
  service: ServiceDetail;
  entityRef: string;
  requests?: MigrationRequest[];
  onSent(): void;
}) {
  const { service, entityRef, requests = [], onSent } = props;
  const t = useT();
  const classes = useStyles();
  const movable = service.workloadDetails.filter(canBeMoved);
  const open = requests.filter(({ state }) => isOpen(state));
  return (
    <Card
      className={classes.card}
      style={{ borderTopColor: toneSolid(verdictTones[service.verdict]) }}
    >
      <div className={classes.row}>
        <div className={classes.text}>
          <div className={classes.pills}>
            <VerdictPill large verdict={service.verdict} />
            <ArmedPill
              armed={service.armed > 0}
              timeBomb={service.timeBombs > 0}
            />
            {service.stale && <StalePill />}
            <Pill
              tone={sdkTones[service.sdk.verdict]}
              title={service.sdkSummary.reason}
            >
              {t(`sdkVerdict.${service.sdk.verdict}`)}
            </Pill>
          </div>
          <Typography variant="h2" className={classes.sentence}>
            {service.sentence}
          </Typography>
          <div className={classes.quiet}>
            {t('entity.counts', {
              workloads: t('count.workloads', {
                count: service.workloadDetails.length,
              }),
              clusters: t('count.clusters', { count: service.clusters.length }),
            })}
            {' · '}
            {t('age.assessed', {
              age: ageText(service.assessedAt, t('locale')),
            })}
          </div>
        </div>
        <div className={classes.action}>
          <RequestButton
            entityRef={entityRef}
            onSent={onSent}
            denied={
              <div className={classes.hint}>
                {service.owner
                  ? t('request.who.owner', { owner: entityName(service.owner) })
                  : t('request.who.noOwner')}
              </div>
            }
            subjects={movable.map(workload => ({
              kind: 'workload',
              id: workload.id,
              label: workloadLabel(workload),
            }))}
          />
          {open.length === 1 && (
            <RequestLink id={open[0].id}>
              <RequestStatePill state={open[0].state} />
            </RequestLink>
          )}
          {!movable.length && (
            <div className={classes.quiet}>
              {service.requestIds.length
                ? t('request.disabled.open')
                : t('request.disabled.done')}
            </div>
          )}
        </div>
      </div>
    </Card>
  );
}
