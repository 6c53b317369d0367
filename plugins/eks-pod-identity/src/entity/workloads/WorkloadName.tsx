import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { ENTITY_CONTENT_PATH } from '../../routes';
import { Clip, EntityLink } from '../../shared/Names';

const useStyles = makeStyles(theme => ({
  name: { fontWeight: 600 },
  quiet: {
    fontSize: '0.78rem',
    lineHeight: 1.4,
    color: theme.palette.text.secondary,
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
        <Clip text={`${namespace}/${serviceAccount}`} width={260} />
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
