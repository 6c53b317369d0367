import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Outcome } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useMemo, useState } from 'react';
import { useT } from '../../hooks/useT';
import { FindingPanel } from './FindingPanel';
import { FindingGroup, groupFindings, SubjectFinding } from './groupFindings';
import { toneText } from '../tones';

const useStyles = makeStyles(theme => ({
  empty: { padding: theme.spacing(2), color: toneText(theme, 'muted') },
  fold: {
    margin: theme.spacing(0.5, 1),
    textTransform: 'none',
    color: toneText(theme, 'muted'),
  },
}));

/** How many failing findings are open from the start: more would bury the list. */
const OPEN_FROM_START = 2;

/** Findings with proof and remedy: failing ones first and open, passes folded into one line. */
export function FindingGroups(props: { findings: SubjectFinding[] }) {
  const { findings } = props;
  const t = useT();
  const classes = useStyles();
  const groups = useMemo(() => groupFindings(findings), [findings]);
  const of = (...wanted: Outcome[]) =>
    groups.filter(({ outcome }) => wanted.includes(outcome));
  const failing = of('fail');
  if (!groups.length) {
    return <div className={classes.empty}>{t('findings.none')}</div>;
  }
  return (
    <>
      {failing.map((group, index) => (
        <FindingPanel
          key={group.key}
          group={group}
          defaultOpen={index < OPEN_FROM_START}
        />
      ))}
      {of('unknown', 'warn').map(group => (
        <FindingPanel key={group.key} group={group} />
      ))}
      <Folded
        groups={of('pass')}
        label={count => t('findings.passed', { count })}
      />
      <Folded
        groups={of('not-applicable')}
        label={count => t('findings.notApplicable', { count })}
      />
    </>
  );
}

function Folded(props: {
  groups: FindingGroup[];
  label(count: number): string;
}) {
  const { groups, label } = props;
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  if (!groups.length) return null;
  return (
    <>
      <Button
        size="small"
        className={classes.fold}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {label(groups.length)}
      </Button>
      {open &&
        groups.map(group => <FindingPanel key={group.key} group={group} />)}
    </>
  );
}
