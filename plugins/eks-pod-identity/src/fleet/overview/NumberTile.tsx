import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import { ComponentType } from 'react';
import { useT } from '../../hooks/useT';
import { Tone, toneSolid, toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  tile: {
    height: '100%',
    padding: theme.spacing(1.5, 2),
    borderTop: '3px solid',
    borderTopColor: ({ tone }: { tone: Tone }) =>
      tone === 'muted' ? theme.palette.divider : toneSolid(tone),
  },
  link: {
    display: 'block',
    height: '100%',
    color: 'inherit',
    borderRadius: theme.shape.borderRadius,
    '&:hover': { textDecoration: 'none' },
    '&:hover $tile': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontSize: '0.8125rem',
    fontWeight: 600,
    color: toneText(theme, 'muted'),
  },
  icon: {
    fontSize: 18,
    color: ({ tone }: { tone: Tone }) => toneText(theme, tone),
  },
  value: {
    fontSize: ({ large }: { tone: Tone; large?: boolean }) =>
      large ? '2.75rem' : '2rem',
    fontWeight: 600,
    lineHeight: 1.25,
    color: ({ tone }: { tone: Tone }) =>
      tone === 'muted' ? theme.palette.text.primary : toneText(theme, tone),
  },
  help: { fontSize: '0.8125rem', color: toneText(theme, 'muted') },
}));

/** One number with what it means; leads to the list behind it. */
export function NumberTile(props: {
  icon: ComponentType<SvgIconProps>;
  label: string;
  value: number;
  help?: string;
  to: string;
  /** Told while the number is not 0. */
  tone: Tone;
  large?: boolean;
}) {
  const { icon: Icon, label, value, help, to, large } = props;
  const locale = useT()('locale');
  const classes = useStyles({ tone: value ? props.tone : 'muted', large });
  return (
    <Link to={to} className={classes.link} color="inherit" underline="none">
      <Paper className={classes.tile}>
        <div className={classes.label}>
          <Icon className={classes.icon} aria-hidden />
          {label}
        </div>
        <div className={classes.value}>{value.toLocaleString(locale)}</div>
        {help && <div className={classes.help}>{help}</div>}
      </Paper>
    </Link>
  );
}
