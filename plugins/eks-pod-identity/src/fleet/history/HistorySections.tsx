import { makeStyles } from '@material-ui/core/styles';
import { useFleetHistory } from '../../hooks/useApiCalls';
import { useT } from '../../hooks/useT';
import { LoadGate } from '../../shared/LoadGate';
import { Section } from '../../shared/Section';
import { Changes } from './Changes';
import { History } from './History';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    alignItems: 'start',
    [theme.breakpoints.up('lg')]: {
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    },
  },
}));

/** How the fleet came here, and what changed last. */
export function HistorySections(props: { refreshKey?: string }) {
  const t = useT();
  const classes = useStyles();
  const history = useFleetHistory(props.refreshKey);
  return (
    <div className={classes.columns}>
      <Section title={t('fleet.history.title')}>
        <LoadGate loaded={history}>
          {({ points }) => <History points={points} />}
        </LoadGate>
      </Section>
      <Section title={t('fleet.changes.title')}>
        <LoadGate loaded={history}>
          {({ changes }) => <Changes changes={changes} />}
        </LoadGate>
      </Section>
    </div>
  );
}
