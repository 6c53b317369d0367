import { makeStyles } from '@material-ui/core/styles';
import ArrowIcon from '@material-ui/icons/ArrowForward';
import { verdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  FleetHistory,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import type { T } from '../../hooks/useT';
import { FoldedList } from '../../shared/FoldedList';
import { Clip, EntityLink } from '../../shared/Names';
import { VerdictPill } from '../../shared/Pills';
import { ENTITY_CONTENT_PATH } from '../../routes';
import { toneText } from '../../shared/tones';

type Change = FleetHistory['changes'][number];

const useStyles = makeStyles(theme => ({
  change: {
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
    fontSize: '0.875rem',
  },
  kind: { color: toneText(theme, 'muted'), fontSize: '0.75rem' },
  flow: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    margin: theme.spacing(0.5, 0),
  },
  arrow: { fontSize: 16, color: toneText(theme, 'muted') },
  because: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    color: toneText(theme, 'muted'),
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
  noReason: { color: toneText(theme, 'muted'), fontSize: '0.8125rem' },
}));

function isVerdict(value: string): value is Verdict {
  return (verdicts as readonly string[]).includes(value);
}

function State(props: { value: string | null; absent: string }) {
  const { value, absent } = props;
  if (value === null) return <>{absent}</>;
  return isVerdict(value) ? <VerdictPill verdict={value} /> : <>{value}</>;
}

function becomes({ from, to }: Change, t: T): string {
  const word = (value: string | null, absent: string) => {
    if (value === null) return absent;
    return isVerdict(value) ? t(`verdict.${value}`) : value;
  };
  return t('fleet.changes.becomes', {
    from: word(from, t('fleet.changes.new')),
    to: word(to, t('fleet.changes.gone')),
  });
}

/** What changed between the last two days, and the findings that changed with it. */
export function Changes(props: { changes: Change[] }) {
  const t = useT();
  const classes = useStyles();
  if (!props.changes.length) {
    return <>{t('fleet.changes.none')}</>;
  }
  return (
    <FoldedList
      items={props.changes}
      limit={6}
      render={change => (
        <div className={classes.change}>
          <span className={classes.kind}>
            {t(`fleet.changes.kind.${change.kind}`)}
          </span>
          <div>
            {change.kind === 'service' ? (
              <EntityLink
                entityRef={change.subject}
                path={ENTITY_CONTENT_PATH}
                width={300}
              />
            ) : (
              <Clip text={change.subject} width={300} />
            )}
          </div>
          <div className={classes.flow}>
            <State value={change.from} absent={t('fleet.changes.new')} />
            <ArrowIcon
              className={classes.arrow}
              titleAccess={becomes(change, t)}
            />
            <State value={change.to} absent={t('fleet.changes.gone')} />
          </div>
          {change.because.length ? (
            <ul className={classes.because}>
              {change.because.map((reason, index) => (
                <li key={index}>{reason}</li>
              ))}
            </ul>
          ) : (
            <span className={classes.noReason}>
              {t('fleet.changes.noReason')}
            </span>
          )}
        </div>
      )}
    />
  );
}
