import { makeStyles } from '@material-ui/core/styles';
import type { ServiceDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { checkTitle, useT } from '../hooks/useT';
import { Age } from '../shared/Age';
import { Pill } from '../shared/Pill';
import { ArmedPill, StalePill, VerdictPill } from '../shared/Pills';
import { groupFindings } from '../shared/findings';
import { sdkTones } from '../shared/tones';
import { subjectFindings } from '../entity/subjectFindings';
import { toneText } from '../shared/tones';

const useStyles = makeStyles(theme => ({
  pills: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) },
  sentence: {
    margin: theme.spacing(1, 0),
    fontSize: '0.9rem',
    lineHeight: 1.45,
    overflowWrap: 'anywhere',
  },
  facts: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: '0.84rem',
    lineHeight: 1.6,
  },
  quiet: { color: toneText(theme, 'muted') },
}));

/** How many checks are named before the rest is counted. */
const NAMED = 3;

/** The verdict of a service in the space of a card. */
export function ServiceSummary(props: { service: ServiceDetail }) {
  const { service } = props;
  const t = useT();
  const classes = useStyles();
  const failing = checksOf(service, 'fail');
  const unseen = checksOf(service, 'unknown');
  const { sdk, requestIds } = service;
  return (
    <>
      <div className={classes.pills}>
        <VerdictPill verdict={service.verdict} />
        <ArmedPill armed={service.armed > 0} timeBomb={service.timeBombs > 0} />
        {service.stale && <StalePill />}
        <Pill tone={sdkTones[sdk.verdict]} title={sdk.labels.join(', ')}>
          {t(`sdkVerdict.${sdk.verdict}`)}
        </Pill>
      </div>
      <div className={classes.sentence}>{service.sentence}</div>
      <ul className={classes.facts}>
        {failing.length > 0 && (
          <li>
            {t('entity.card.findings', { count: failing.length })}:{' '}
            <Named checks={failing} />
          </li>
        )}
        {unseen.length > 0 && (
          <li>
            {t('entity.card.unseen', { count: unseen.length })}:{' '}
            <Named checks={unseen} />
          </li>
        )}
        {requestIds.length > 0 && (
          <li>{t('entity.card.requests', { count: requestIds.length })}</li>
        )}
        <li className={classes.quiet}>
          {t('entity.counts', {
            workloads: t('count.workloads', { count: service.workloads }),
            clusters: t('count.clusters', { count: service.clusters.length }),
          })}
          {' · '}
          {t('age.assessed', { age: <Age at={service.assessedAt} /> })}
        </li>
      </ul>
    </>
  );
}

function checksOf(service: ServiceDetail, outcome: 'fail' | 'unknown') {
  return groupFindings(subjectFindings(service)).filter(
    group =>
      group.outcome === outcome && (outcome === 'fail' || group.required),
  );
}

function Named(props: { checks: { check: string; title: string }[] }) {
  const { checks } = props;
  const t = useT();
  const named = checks
    .slice(0, NAMED)
    .map(({ check, title }) => checkTitle(t, check, title));
  const more = checks.length - named.length;
  return (
    <>
      {named.join(', ')}
      {more > 0 && ` +${more}`}
    </>
  );
}
