import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { FoldedList } from '../../shared/FoldedList';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  name: { overflowWrap: 'anywhere' },
  pods: { whiteSpace: 'nowrap' },
  quiet: { color: toneText(theme, 'muted') },
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
          <span className={classes.name}>
            {kind} {name}
          </span>{' '}
          <span className={`${classes.quiet} ${classes.pods}`}>
            {t('count.pods', { count: pods })}
          </span>
        </>
      )}
    />
  );
}
