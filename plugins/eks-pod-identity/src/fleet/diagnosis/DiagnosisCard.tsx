import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Diagnosis } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { usePodIdentityApi } from '../../hooks/useApiCalls';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { RequestButton } from '../../request';
import { StepText } from '../../shared/findings';
import { Pill } from '../../shared/Pill';
import { Section } from '../../shared/Section';
import type { Tone } from '../../shared/tones';
import { useFleetLink } from '../links';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  part: {
    marginTop: theme.spacing(2),
    fontSize: '0.875rem',
    '& h3': { fontWeight: 600 },
  },
  likelihood: { display: 'block', margin: theme.spacing(1) },
  list: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(3),
    overflowWrap: 'anywhere',
    '& li': { marginBottom: theme.spacing(0.5) },
  },
  matched: {
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    padding: theme.spacing(0.25, 0.75),
    borderRadius: 3,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.type === 'dark' ? '#5c4a00' : '#fff3c4',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  where: { color: toneText(theme, 'muted') },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginTop: theme.spacing(2),
  },
}));

/** How sure a cause is, in words: 0.8 and more is very likely, half and more likely. */
function likelihood(confidence: number): {
  key: 'likely' | 'probable' | 'possible';
  tone: Tone;
} {
  if (confidence >= 0.8) return { key: 'likely', tone: 'success' };
  return confidence >= 0.5
    ? { key: 'probable', tone: 'info' }
    : { key: 'possible', tone: 'neutral' };
}

/** One cause: what happened, by what it was recognised, the proof from this account, and what to do. */
export function DiagnosisCard(props: { diagnosis: Diagnosis }) {
  const { diagnosis } = props;
  const t = useT();
  const link = useFleetLink();
  const classes = useStyles();
  const { request } = diagnosis;
  const { key, tone } = likelihood(diagnosis.confidence);
  return (
    <Section
      title={diagnosis.title}
      action={
        <span className={classes.likelihood}>
          <Pill
            dot
            tone={tone}
            title={t('fleet.diagnosis.confidence', {
              percent: String(Math.round(diagnosis.confidence * 100)),
            })}
          >
            {t(`fleet.diagnosis.${key}`)}
          </Pill>
        </span>
      }
    >
      <Typography variant="body2">{diagnosis.what}</Typography>
      <div className={classes.part}>
        <Typography variant="subtitle2" component="h3">
          {t('fleet.diagnosis.matched')}
        </Typography>
        <mark className={classes.matched}>{diagnosis.matched}</mark>
      </div>
      <div className={classes.part}>
        <Typography variant="subtitle2" component="h3">
          {t('fleet.diagnosis.evidence')}
        </Typography>
        {diagnosis.evidence.length ? (
          <ul className={classes.list}>
            {diagnosis.evidence.map(({ what, where }, index) => (
              <li key={index}>
                {what} <span className={classes.where}>({where})</span>
              </li>
            ))}
          </ul>
        ) : (
          t('fleet.diagnosis.noEvidence')
        )}
      </div>
      <div className={classes.part}>
        <Typography variant="subtitle2" component="h3">
          {t('fleet.diagnosis.steps')}
        </Typography>
        <ol className={classes.list}>
          {diagnosis.steps.map((step, index) => (
            <li key={index}>
              <StepText step={step} />
            </li>
          ))}
        </ol>
      </div>
      {request && (
        <div className={classes.actions}>
          <RequestOf request={request} />
          {request.kind === 'addon' && (
            <Link to={link('addons', { addon: request.id })}>
              {t('fleet.diagnosis.showAddon', { label: request.label })}
            </Link>
          )}
        </div>
      )}
    </Section>
  );
}

/** The way to a request: on behalf of the service that claims the workload, which only the workload itself tells. */
function RequestOf(props: { request: NonNullable<Diagnosis['request']> }) {
  const { kind, id, label } = props.request;
  const t = useT();
  const api = usePodIdentityApi();
  const claims = useLoad(
    async signal =>
      kind === 'workload'
        ? (await api.getWorkload({ params: { id } }, { signal })).services
        : [],
    [api, kind, id],
  );
  if (!claims.value) return null;
  return (
    <RequestButton
      small
      entityRef={claims.value[0]}
      text={t('fleet.diagnosis.request', { label })}
      subjects={[props.request]}
    />
  );
}
