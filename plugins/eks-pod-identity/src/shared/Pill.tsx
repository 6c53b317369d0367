import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { Tone, toneSolid, toneText, toneTint } from './tones';

const useStyles = makeStyles(theme => ({
  pill: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    maxWidth: '100%',
    padding: '1px 8px',
    borderRadius: 10,
    fontSize: '0.75rem',
    fontWeight: 600,
    lineHeight: '18px',
    whiteSpace: 'nowrap',
    color: ({ tone }: { tone: Tone }) => toneText(theme, tone),
    backgroundColor: ({ tone }: { tone: Tone }) => toneTint(theme, tone),
  },
  large: { fontSize: '0.9rem', padding: '4px 12px', borderRadius: 14 },
  dot: {
    flex: 'none',
    width: 7,
    height: 7,
    borderRadius: '50%',
    backgroundColor: ({ tone }: { tone: Tone }) => toneSolid(tone),
  },
}));

/** A word with a colour; the word alone tells everything, the colour only helps to find it. */
export function Pill(props: {
  tone: Tone;
  children: ReactNode;
  title?: string;
  dot?: boolean;
  large?: boolean;
}) {
  const { tone, children, title, dot, large } = props;
  const classes = useStyles({ tone });
  const pill = (
    <span className={`${classes.pill} ${large ? classes.large : ''}`}>
      {dot && <span className={classes.dot} aria-hidden />}
      {children}
    </span>
  );
  return title ? (
    <Tooltip title={title} arrow>
      {pill}
    </Tooltip>
  ) : (
    pill
  );
}
