import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Cluster,
  MissingSight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { toneText } from '../../shared/tones';
import { clusterPath, useFleetLink } from '../links';

const useStyles = makeStyles(theme => ({
  reasons: {
    minWidth: 180,
    maxWidth: 340,
    marginTop: theme.spacing(0.5),
    fontSize: '0.75rem',
    lineHeight: 1.4,
    color: toneText(theme, 'muted'),
    overflowWrap: 'anywhere',
    '& code': { fontSize: '0.72rem' },
  },
}));

type Reason = Pick<MissingSight, 'reason' | 'permission'>;

/** Why parts of a cluster could not be read, each reason once. */
function reasonsOf({ stale, missing }: Cluster): Reason[] {
  const all: Reason[] = [...missing];
  if (stale && !missing.some(({ reason }) => reason === stale.reason)) {
    all.unshift({ reason: stale.reason });
  }
  const once = new Map<string, Reason>();
  for (const sight of all) {
    const known = once.get(sight.reason);
    once.set(sight.reason, known?.permission ? known : sight);
  }
  return [...once.values()];
}

/** Why a part of a cluster could not be read and what would show it; the rest of the reasons is on its page. */
export function NotRead(props: { cluster: Cluster }) {
  const { cluster } = props;
  const t = useT();
  const link = useFleetLink();
  const classes = useStyles();
  const [first, ...others] = reasonsOf(cluster);
  if (!first) return null;
  return (
    <div className={classes.reasons}>
      {first.reason}
      {first.permission && (
        <div>
          {t('missing.permission')} <code>{first.permission}</code>
        </div>
      )}
      {others.length > 0 && (
        <Link to={link(clusterPath(cluster))}>
          {t('count.more', { count: others.length })}
        </Link>
      )}
    </div>
  );
}
