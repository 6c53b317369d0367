import { makeStyles } from '@material-ui/core/styles';
import ClusterIcon from '@material-ui/icons/DnsOutlined';
import UnclaimedIcon from '@material-ui/icons/HelpOutline';
import RequestIcon from '@material-ui/icons/InboxOutlined';
import ArmedIcon from '@material-ui/icons/Timelapse';
import TimeBombIcon from '@material-ui/icons/ReportProblemOutlined';
import {
  finalRequestStates,
  requestStates,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { FleetSummary } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { useFleetLink } from '../links';
import { NumberTile } from './NumberTile';

const useStyles = makeStyles(theme => ({
  grid: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))',
  },
}));

/** States of requests that somebody has decided and that have not ended. */
const underWayStates = requestStates.filter(
  state => state !== 'pending-approval' && !finalRequestStates.includes(state),
);

/** The numbers to look at first: what breaks by itself, then what waits for somebody. */
export function Numbers(props: { fleet: FleetSummary }) {
  const { fleet } = props;
  const t = useT();
  const link = useFleetLink();
  const classes = useStyles();
  const underWay = underWayStates.reduce(
    (sum, state) => sum + (fleet.requests[state] ?? 0),
    0,
  );
  const { stale, partial } = fleet.clusters;
  const notRead = [
    stale && t('fleet.number.clustersStale', { count: stale }),
    partial && t('fleet.number.clustersPartial', { count: partial }),
  ].filter(Boolean);
  return (
    <div className={classes.grid}>
      <NumberTile
        large
        tone="danger"
        icon={TimeBombIcon}
        label={t('fleet.number.timeBombs')}
        value={fleet.timeBombs}
        help={t('fleet.number.timeBombsHelp')}
        to={link('services', { timeBomb: 'true' })}
      />
      <NumberTile
        large
        tone="warning"
        icon={ArmedIcon}
        label={t('fleet.number.armed')}
        value={fleet.armed}
        help={t('fleet.number.armedHelp')}
        to={link('services', { armed: 'true', sort: 'armed' })}
      />
      <NumberTile
        tone="info"
        icon={RequestIcon}
        label={t('fleet.number.requests')}
        value={fleet.requests['pending-approval'] ?? 0}
        help={t('fleet.number.requestsHelp', { count: underWay })}
        to={link('requests')}
      />
      <NumberTile
        tone="neutral"
        icon={UnclaimedIcon}
        label={t('fleet.number.unclaimed')}
        value={fleet.unclaimedWorkloads}
        help={t('fleet.number.unclaimedHelp')}
        to={link('services/unclaimed')}
      />
      <NumberTile
        tone={notRead.length ? 'warning' : 'neutral'}
        icon={ClusterIcon}
        label={t('fleet.number.clusters')}
        value={fleet.clusters.total}
        help={notRead.join(', ') || t('fleet.number.clustersFresh')}
        to={link('clusters')}
      />
    </div>
  );
}
