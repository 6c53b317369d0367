import { makeStyles, useTheme } from '@material-ui/core/styles';
import StaleIcon from '@material-ui/icons/History';
import type { Addon } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { memo } from 'react';
import { useT } from '../../hooks/useT';
import { toneText, toneTint, verdictTones } from '../../shared/tones';
import { verdictIcons } from '../../shared/verdictIcons';

const useStyles = makeStyles(theme => ({
  cell: {
    padding: 0,
    height: 1,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  absent: {
    textAlign: 'center',
    color: toneText(theme, 'muted'),
  },
  button: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr auto',
    alignItems: 'center',
    gap: theme.spacing(0, 0.75),
    width: '100%',
    height: '100%',
    minHeight: 44,
    minWidth: 150,
    padding: theme.spacing(0.5, 1),
    border: 0,
    font: 'inherit',
    textAlign: 'left',
    color: theme.palette.text.primary,
    cursor: 'pointer',
    '&:hover': { filter: 'brightness(0.95)' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  narrow: {
    gridTemplateColumns: '1fr',
    justifyItems: 'center',
    minWidth: 46,
    padding: theme.spacing(0.5, 0.25),
    fontSize: '0.7rem',
  },
  icon: { fontSize: 18 },
  stale: { fontSize: 14, color: toneText(theme, 'muted') },
  version: {
    gridColumn: '1 / -1',
    fontSize: '0.72rem',
    whiteSpace: 'nowrap',
    color: toneText(theme, 'muted'),
  },
}));

/**
 * One add-on on one cluster. The symbol tells the verdict, the word the identity; the accessible name tells all.
 * Memoised: a grid of a hundred clusters has thousands of cells, and moving the focus changes two of them.
 */
export const AddonCell = memo(function Cell(props: {
  name: string;
  cluster: string;
  addon?: Addon;
  filteredOut: boolean;
  row: number;
  column: number;
  active: boolean;
  narrow: boolean;
  onFocusCell(row: number, column: number): void;
  onOpen(addonId: string): void;
}) {
  const { name, cluster, addon, filteredOut, row, column, active, narrow } =
    props;
  const t = useT();
  const theme = useTheme();
  const classes = useStyles();
  const focus = {
    'data-cell': `${row}:${column}`,
    tabIndex: active ? 0 : -1,
    onFocus: () => props.onFocusCell(row, column),
  };
  if (!addon) {
    const text = filteredOut
      ? t('fleet.addons.filteredOut', { addon: name, cluster })
      : t('fleet.addons.notInstalled', { addon: name, cluster });
    return (
      <td
        role="gridcell"
        className={`${classes.cell} ${classes.absent}`}
        aria-label={text}
        title={text}
        {...focus}
      >
        {filteredOut ? '…' : ''}
      </td>
    );
  }
  const tone = verdictTones[addon.verdict];
  const Icon = verdictIcons[addon.verdict];
  const told = t('fleet.addons.cell', {
    addon: name,
    cluster,
    identity: t(`addonIdentity.${addon.identity}`),
    verdict: t(`verdict.${addon.verdict}`),
    version: addon.version,
  });
  const whole = addon.stale
    ? t('fleet.addons.cellStale', { cell: told })
    : told;
  const word = narrow
    ? t(`fleet.addons.short.${addon.identity}`)
    : t(`addonIdentity.${addon.identity}`);
  // What is written must be part of the name, for those who speak to their computer.
  const label = narrow ? `${word}: ${whole}` : whole;
  return (
    <td role="gridcell" className={classes.cell}>
      <button
        type="button"
        className={`${classes.button} ${narrow ? classes.narrow : ''}`}
        style={{ backgroundColor: toneTint(theme, tone) }}
        aria-label={label}
        aria-haspopup="dialog"
        title={label}
        onClick={() => props.onOpen(addon.id)}
        {...focus}
      >
        <Icon
          className={classes.icon}
          style={{ color: toneText(theme, tone) }}
          aria-hidden
        />
        <span>{word}</span>{' '}
        {addon.stale && !narrow && (
          <StaleIcon className={classes.stale} aria-hidden />
        )}
        {!narrow && <span className={classes.version}>{addon.version}</span>}
      </button>
    </td>
  );
});
