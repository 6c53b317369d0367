import { makeStyles } from '@material-ui/core/styles';
import type { MissingSight } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  permission: {
    marginBottom: theme.spacing(0.75),
    '& code': { overflowWrap: 'anywhere' },
    '& button': { padding: 2, fontSize: 16, marginLeft: theme.spacing(0.5) },
  },
}));

/** What could not be seen, why, and the permission or setting that would show it. */
export function MissingSights(props: { missing: MissingSight[] }) {
  const t = useT();
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.missing.map((sight, index) => (
        <li key={`${sight.what}-${index}`}>
          {sight.what}: {sight.reason}
          {sight.permission && (
            <div className={classes.permission}>
              {t('missing.permission')} <code>{sight.permission}</code>
              <CopyButton text={sight.permission} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
