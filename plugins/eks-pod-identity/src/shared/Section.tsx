import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { InfoCard } from '@backstage/core-components';
import { toneText } from './tones';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    minWidth: 0,
    // Backstage's cards bring a margin of their own; the gap is the distance here.
    '& > div[class*="MuiCard-root"]': { marginBottom: 0 },
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    alignItems: 'start',
  },
  // MUI sets a card's action into the corner, for an icon; ours are words and buttons.
  action: { padding: theme.spacing(1.5, 1.5, 0, 0) },
  help: { color: toneText(theme, 'muted') },
}));

/** Sections below each other. */
export function Stack(props: { children: ReactNode }) {
  return <div className={useStyles().stack}>{props.children}</div>;
}

/** Sections beside each other where there is room. */
export function Columns(props: { children: ReactNode }) {
  return <div className={useStyles().columns}>{props.children}</div>;
}

/** A titled part of a page. */
export function Section(props: {
  title: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  noPadding?: boolean;
  subheader?: ReactNode;
}) {
  const { title, action, children, noPadding, subheader } = props;
  const classes = useStyles();
  return (
    <InfoCard
      title={title}
      subheader={subheader}
      action={action && <div className={classes.action}>{action}</div>}
      noPadding={noPadding}
      titleTypographyProps={{ variant: 'h6', component: 'h2' }}
      divider
    >
      {children}
    </InfoCard>
  );
}

/** A quiet sentence that explains. */
export function Help(props: { children: ReactNode }) {
  const classes = useStyles();
  return (
    <Typography variant="body2" className={classes.help} paragraph>
      {props.children}
    </Typography>
  );
}
