import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { MissingSights } from '../MissingSights';
import { Term, Terms } from '../Terms';
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
      <Terms>
        {entry.subjects.length > 0 && (
          <Term title={t('findings.affects')}>{entry.subjects.join(', ')}</Term>
        )}
        {entry.remedy && (
          <Term title={t('findings.remedy')}>
            <RemedyView remedy={entry.remedy} />
          </Term>
        )}
        {entry.missing.length > 0 && (
          <Term title={t('missing.title')}>
            <MissingSights missing={entry.missing} />
          </Term>
        )}
        <Term title={t('findings.evidence')}>
          {entry.evidence.length ? (
            <EvidenceList evidence={entry.evidence} />
          ) : (
            t('findings.noEvidence')
          )}
        </Term>
      </Terms>
    </div>
  );
}
