import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { FoldedList } from '../../shared/FoldedList';
import { Clip } from '../../shared/Names';

const useStyles = makeStyles(theme => ({
  quiet: { color: theme.palette.text.secondary },
}));

/** The controllers that run with a service account, each with its pods. */
export function RunsAs(props: {
  workload: Pick<WorkloadDetail, 'controllers'>;
}) {
  const { controllers } = props.workload;
  const t = useT();
  const classes = useStyles();
  if (!controllers.length) {
    return <span className={classes.quiet}>{t('entity.noController')}</span>;
  }
  return (
    <FoldedList
      items={controllers}
      limit={3}
      render={({ kind, name, pods }) => (
        <>
          <Clip text={`${kind} ${name}`} width={220} />{' '}
          <span className={classes.quiet}>
            · {t('count.pods', { count: pods })}
          </span>
        </>
      )}
    />
  );
}
