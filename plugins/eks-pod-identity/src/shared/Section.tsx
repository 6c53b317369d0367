import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { InfoCard } from '@backstage/core-components';

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
  help: { color: theme.palette.text.secondary },
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
  return (
    <InfoCard
      title={title}
      subheader={subheader}
      action={action}
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
