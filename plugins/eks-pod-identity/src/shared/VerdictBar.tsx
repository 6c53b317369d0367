import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { verdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { VerdictCounts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { toneSolid, verdictTones } from './tones';
import { bestFirst } from './verdictOrder';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 1,
    height: 8,
    minWidth: 80,
    borderRadius: 4,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.hover,
  },
  part: { minWidth: 3 },
}));

/** Sum of all verdicts. */
export function totalOf(counts: Partial<VerdictCounts>): number {
  return verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
}

/** Counts per verdict as one bar, best first; the tooltip and the accessible name tell the numbers. */
export function VerdictBar(props: { counts: Partial<VerdictCounts> }) {
  const t = useT();
  const classes = useStyles();
  const total = totalOf(props.counts);
  const present = bestFirst.filter(verdict => props.counts[verdict]);
  const label = present
    .map(verdict => `${t(`verdict.${verdict}`)}: ${props.counts[verdict]}`)
    .join(', ');
  return (
    <Tooltip title={label} arrow>
      <div className={classes.bar} role="img" aria-label={label || '0'}>
        {present.map(verdict => (
          <div
            key={verdict}
            className={classes.part}
            style={{
              width: `${((props.counts[verdict] ?? 0) / total) * 100}%`,
              backgroundColor: toneSolid(verdictTones[verdict]),
            }}
          />
        ))}
      </div>
    </Tooltip>
  );
}
