import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { ENTITY_CONTENT_PATH } from '../../routes';
import { EntityLink } from '../../shared/Names';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  // The end of a long name tells it from its neighbours: it is wrapped, not cut.
  name: {
    fontWeight: 600,
    minWidth: 150,
    maxWidth: 260,
    lineHeight: 1.4,
    overflowWrap: 'anywhere',
  },
  quiet: {
    fontSize: '0.78rem',
    lineHeight: 1.4,
    color: toneText(theme, 'muted'),
  },
}));

/** Namespace and service account, the add-on it belongs to, and the other services that claim it too. */
export function WorkloadName(props: {
  workload: WorkloadDetail;
  sharedWith: string[];
}) {
  const { workload, sharedWith } = props;
  const t = useT();
  const classes = useStyles();
  const { namespace, serviceAccount, addon } = workload;
  return (
    <>
      <div className={classes.name}>
        {namespace}/<wbr />
        {serviceAccount}
      </div>
      {addon && (
        <div className={classes.quiet}>{t('entity.ofAddon', { addon })}</div>
      )}
      {sharedWith.length > 0 && (
        <div className={classes.quiet}>
          {t('entity.shared.title')}:{' '}
          {sharedWith.map((entityRef, index) => (
            <span key={entityRef}>
              {index > 0 && ', '}
              <EntityLink entityRef={entityRef} path={ENTITY_CONTENT_PATH} />
            </span>
          ))}
        </div>
      )}
    </>
  );
}
