import { makeStyles } from '@material-ui/core/styles';
import { addonIdentities } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { FleetSummary } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { Section } from '../../shared/Section';
import { identityTones } from '../../shared/tones';
import { useFleetLink } from '../links';
import { CountBar } from './CountBar';
import { verdictParts } from './verdictParts';

const useStyles = makeStyles(theme => ({
  bars: { display: 'grid', gap: theme.spacing(2.5) },
}));

/** Services, workloads and add-ons by verdict, and add-ons by how they get permissions. */
export function Counts(props: { fleet: FleetSummary }) {
  const { fleet } = props;
  const t = useT();
  const link = useFleetLink();
  const classes = useStyles();
  return (
    <Section title={t('fleet.counts.title')}>
      <div className={classes.bars}>
        <CountBar
          large
          title={t('fleet.counts.services')}
          parts={verdictParts(t, fleet.services, verdict =>
            link('services', { verdict }),
          )}
        />
        <CountBar
          title={t('fleet.counts.workloads')}
          parts={verdictParts(t, fleet.workloads)}
        />
        <CountBar
          title={t('fleet.counts.addons')}
          parts={verdictParts(t, fleet.addonVerdicts, verdict =>
            link('addons', { verdict }),
          )}
        />
        <CountBar
          title={t('fleet.counts.identity')}
          parts={addonIdentities.map(identity => ({
            key: identity,
            label: t(`addonIdentity.${identity}`),
            count: fleet.addons[identity] ?? 0,
            tone: identityTones[identity],
            to: link('addons', { identity }),
          }))}
        />
      </div>
    </Section>
  );
}
