import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  addonIdentities,
  verdicts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { toneText, verdictTones } from '../../shared/tones';
import { verdictIcons } from '../../shared/verdictIcons';

const useStyles = makeStyles(theme => ({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 4),
    padding: theme.spacing(1, 2),
    fontSize: '0.75rem',
    color: toneText(theme, 'muted'),
  },
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1.5),
  },
  item: { display: 'inline-flex', alignItems: 'center', gap: 4 },
  icon: { fontSize: 16 },
}));

/** What the symbols and words of the grid mean. */
export function AddonLegend(props: { narrow: boolean }) {
  const t = useT();
  const theme = useTheme();
  const classes = useStyles();
  return (
    <div
      className={classes.legend}
      role="note"
      aria-label={t('fleet.addons.legend')}
    >
      <div className={classes.group}>
        <strong>{t('fleet.addons.legendVerdict')}</strong>
        {verdicts.map(verdict => {
          const Icon = verdictIcons[verdict];
          return (
            <span key={verdict} className={classes.item}>
              <Icon
                className={classes.icon}
                style={{ color: toneText(theme, verdictTones[verdict]) }}
                aria-hidden
              />
              {t(`verdict.${verdict}`)}
            </span>
          );
        })}
      </div>
      <div className={classes.group}>
        <strong>{t('fleet.addons.legendIdentity')}</strong>
        {props.narrow &&
          addonIdentities
            .filter(
              identity =>
                t(`fleet.addons.short.${identity}`) !==
                t(`addonIdentity.${identity}`),
            )
            .map(identity => (
              <span key={identity} className={classes.item}>
                {t(`fleet.addons.short.${identity}`)}:{' '}
                {t(`addonIdentity.${identity}`)}
              </span>
            ))}
      </div>
      <div id="addon-grid-help">{t('fleet.addons.gridHelp')}</div>
    </div>
  );
}
