import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { toneText } from './tones';

const useStyles = makeStyles(theme => ({
  terms: {
    display: 'grid',
    gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
    gap: theme.spacing(1, 1.5),
    margin: 0,
    fontSize: '0.8125rem',
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    '& dt': {
      fontWeight: 600,
      lineHeight: '22px',
      color: toneText(theme, 'muted'),
    },
    '& dd': {
      margin: 0,
      minWidth: 0,
      lineHeight: '22px',
      overflowWrap: 'anywhere',
    },
  },
}));

/** Names beside what they stand for. */
export function Terms(props: { children: ReactNode }) {
  return <dl className={useStyles().terms}>{props.children}</dl>;
}

/** One line of {@link Terms}. */
export function Term(props: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
