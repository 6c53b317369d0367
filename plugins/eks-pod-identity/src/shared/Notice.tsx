import { makeStyles } from '@material-ui/core/styles';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import InfoIcon from '@material-ui/icons/InfoOutlined';
import DoneIcon from '@material-ui/icons/CheckCircleOutline';
import WarningIcon from '@material-ui/icons/ReportProblemOutlined';
import { ReactNode } from 'react';
import { Tone, toneSolid, toneText, toneTint } from './tones';

const useStyles = makeStyles(theme => ({
  notice: {
    display: 'flex',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.25, 2),
    borderRadius: 4,
    borderLeft: '4px solid',
    borderLeftColor: ({ tone }: { tone: Tone }) => toneSolid(tone),
    backgroundColor: ({ tone }: { tone: Tone }) => toneTint(theme, tone),
    fontSize: '0.875rem',
    lineHeight: 1.5,
    overflowWrap: 'anywhere',
    '& ul': { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  },
  icon: {
    flex: 'none',
    fontSize: 20,
    marginTop: 1,
    color: ({ tone }: { tone: Tone }) => toneText(theme, tone),
  },
  body: { flex: 1, minWidth: 0 },
  title: { fontWeight: 600 },
}));

const icons = {
  danger: ErrorIcon,
  warning: WarningIcon,
  neutral: InfoIcon,
  info: InfoIcon,
  success: DoneIcon,
  muted: InfoIcon,
};

/** Something that the reader should know before going on. */
export function Notice(props: {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { tone, title, children, action } = props;
  const classes = useStyles({ tone });
  const Icon = icons[tone];
  return (
    <div
      className={classes.notice}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.body}>
        {title && <div className={classes.title}>{title}</div>}
        {children}
      </div>
      {action}
    </div>
  );
}
