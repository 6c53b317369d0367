import { makeStyles } from '@material-ui/core/styles';
import { verdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  Plan,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Age } from '../shared/Age';
import { Notice } from '../shared/Notice';
import { Pill } from '../shared/Pill';
import type { Tone } from '../shared/tones';
import { useT } from '../hooks/useT';
import { PlanStep } from './PlanStep';
import { toneText } from '../shared/tones';

const useStyles = makeStyles(theme => ({
  plan: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: '0.875rem',
  },
  steps: { listStyle: 'none', margin: 0, padding: 0 },
  basis: { fontSize: '0.8125rem', color: toneText(theme, 'muted') },
}));

const interruptionTones: Record<Plan['interruption']['expected'], Tone> = {
  none: 'success',
  possible: 'warning',
  certain: 'danger',
  unknown: 'neutral',
};

/** What would be done, in steps with an undo each, and what a person must know before. */
export function PlanView(props: { plan: Plan }) {
  const { plan } = props;
  const t = useT();
  const classes = useStyles();
  const verdict = plan.basis.verdict;
  return (
    <div className={classes.plan}>
      <div className={classes.line}>
        <Pill tone={interruptionTones[plan.interruption.expected]} dot>
          {t(`request.interruption.${plan.interruption.expected}`)}
        </Pill>
        <span>{plan.interruption.reason}</span>
      </div>
      {plan.warnings.length > 0 && (
        <Notice tone="warning" title={t('request.plan.warnings')}>
          <ul>
            {plan.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <ol className={classes.steps} aria-label={t('request.plan.title')}>
        {plan.steps.map((step, index) => (
          <PlanStep key={step.id} step={step} number={index + 1} />
        ))}
      </ol>
      <div className={classes.basis}>
        {t('request.plan.basis', {
          age: <Age at={plan.basis.assessedAt} />,
          verdict: isVerdict(verdict) ? t(`verdict.${verdict}`) : verdict,
        })}
      </div>
    </div>
  );
}

function isVerdict(text: string): text is Verdict {
  return (verdicts as readonly string[]).includes(text);
}
