import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { Age } from '../Age';
import { FoldedList } from '../FoldedList';
import { toneText } from '../tones';

const useStyles = makeStyles(theme => ({
  fact: {
    padding: theme.spacing(0.5, 0),
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    overflowWrap: 'anywhere',
  },
  where: {
    color: toneText(theme, 'muted'),
    '& code': { fontSize: '0.78rem' },
  },
}));

/** Observed facts: what, where it was seen (with the way there), how long ago. */
export function EvidenceList(props: { evidence: Evidence[] }) {
  const t = useT();
  const classes = useStyles();
  return (
    <FoldedList
      items={props.evidence}
      limit={5}
      render={({ what, source, where, url, readAt }) => (
        <div className={classes.fact}>
          {what}
          <div className={classes.where}>
            {t(`source.${source}`)}
            {' · '}
            {url ? (
              <Link to={url}>
                <code>{where}</code>
              </Link>
            ) : (
              <code>{where}</code>
            )}
            {readAt && (
              <>
                {' · '}
                <Age at={readAt} />
              </>
            )}
          </div>
        </div>
      )}
    />
  );
}
