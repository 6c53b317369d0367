import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import BackIcon from '@material-ui/icons/ArrowBack';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginBottom: theme.spacing(2),
    fontSize: '0.875rem',
    '& svg': { fontSize: 18 },
  },
}));

/** The way back from one thing to the list of all. */
export function BackLink(props: { to: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <Link to={props.to} className={classes.back}>
      <BackIcon aria-hidden />
      {props.children}
    </Link>
  );
}
