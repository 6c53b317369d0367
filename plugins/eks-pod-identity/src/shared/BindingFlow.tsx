import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import ArrowIcon from '@material-ui/icons/ArrowForward';
import type { Binding } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';

const useStyles = makeStyles({
  flow: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    whiteSpace: 'nowrap',
  },
  arrow: { fontSize: 14, opacity: 0.6 },
  changed: { fontWeight: 600 },
});

/** How pods get credentials now, and how the next pod will; one word where both are the same. */
export function BindingFlow(props: { running: Binding; next: Binding }) {
  const t = useT();
  const classes = useStyles();
  const running = t(`binding.${props.running}`);
  const next = t(`binding.${props.next}`);
  const same = props.running === props.next;
  const sentence = same
    ? t('binding.flowSame', { running })
    : t('binding.flow', { running, next });
  return (
    <Tooltip title={sentence} arrow>
      <span className={classes.flow}>
        {running}
        {!same && (
          <>
            <ArrowIcon className={classes.arrow} titleAccess="→" />
            <span className={classes.changed}>{next}</span>
          </>
        )}
      </span>
    </Tooltip>
  );
}
