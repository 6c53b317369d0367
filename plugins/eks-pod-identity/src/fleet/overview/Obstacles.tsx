import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetSummary } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { checkTitle, useT } from '../../hooks/useT';
import { FoldedList } from '../../shared/FoldedList';
import { Section } from '../../shared/Section';
import { toneSolid, toneText } from '../../shared/tones';
import { useFleetLink } from '../links';

const useStyles = makeStyles(theme => ({
  row: { padding: theme.spacing(0.75, 0) },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    fontSize: '0.875rem',
  },
  numbers: { flex: 'none', color: toneText(theme, 'muted') },
  track: {
    height: 6,
    marginTop: 4,
    borderRadius: 3,
    backgroundColor: theme.palette.action.hover,
  },
  bar: {
    height: '100%',
    minWidth: 4,
    borderRadius: 3,
    backgroundColor: toneSolid('warning'),
  },
}));

/** The failing checks that keep most services; each leads to the services it keeps. */
export function Obstacles(props: { obstacles: FleetSummary['obstacles'] }) {
  const { obstacles } = props;
  const t = useT();
  const link = useFleetLink();
  const classes = useStyles();
  const most = Math.max(...obstacles.map(({ services }) => services), 1);
  return (
    <Section title={t('fleet.obstacles.title')}>
      {obstacles.length === 0 && t('fleet.obstacles.none')}
      <FoldedList
        items={obstacles}
        limit={8}
        render={({ check, title, services, workloads }) => (
          <div className={classes.row}>
            <div className={classes.line}>
              <Link
                to={link('services', { check })}
                aria-label={t('fleet.obstacles.open', {
                  check: checkTitle(t, check, title),
                })}
              >
                {checkTitle(t, check, title)}
              </Link>
              <span className={classes.numbers}>
                {t('fleet.obstacles.share', {
                  services: t('count.services', { count: services }),
                  workloads: t('count.workloads', { count: workloads }),
                })}
              </span>
            </div>
            <div className={classes.track} aria-hidden>
              <div
                className={classes.bar}
                style={{ width: `${(services / most) * 100}%` }}
              />
            </div>
          </div>
        )}
      />
    </Section>
  );
}
