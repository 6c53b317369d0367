import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useT } from '../../hooks/useT';
import { MissingSights } from '../MissingSights';
import { EvidenceList } from './EvidenceList';
import type { FindingEntry } from './groupFindings';
import { RemedyView } from './RemedyView';

const useStyles = makeStyles(theme => ({
  entry: {
    padding: theme.spacing(1, 0),
    'li + li > &': { borderTop: `1px dashed ${theme.palette.divider}` },
  },
  message: {
    fontSize: '0.875rem',
    fontWeight: 500,
    marginBottom: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
    gap: theme.spacing(1, 1.5),
    margin: 0,
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    '& dt': {
      fontSize: '0.8125rem',
      fontWeight: 600,
      lineHeight: '24px',
      color: theme.palette.text.secondary,
    },
    '& dd': { margin: 0, fontSize: '0.8125rem', minWidth: 0 },
  },
}));

/** What a finding says, about what, with its proof, its remedy, and what could not be seen. */
export function FindingEntryView(props: {
  entry: FindingEntry;
  withMessage: boolean;
}) {
  const { entry, withMessage } = props;
  const t = useT();
  const classes = useStyles();
  return (
    <div className={classes.entry}>
      {withMessage && <div className={classes.message}>{entry.message}</div>}
      <dl className={classes.parts}>
        {entry.subjects.length > 0 && (
          <Part title={t('findings.affects')}>{entry.subjects.join(', ')}</Part>
        )}
        {entry.remedy && (
          <Part title={t('findings.remedy')}>
            <RemedyView remedy={entry.remedy} />
          </Part>
        )}
        {entry.missing.length > 0 && (
          <Part title={t('missing.title')}>
            <MissingSights missing={entry.missing} />
          </Part>
        )}
        <Part title={t('findings.evidence')}>
          {entry.evidence.length ? (
            <EvidenceList evidence={entry.evidence} />
          ) : (
            t('findings.noEvidence')
          )}
        </Part>
      </dl>
    </div>
  );
}

function Part(props: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
