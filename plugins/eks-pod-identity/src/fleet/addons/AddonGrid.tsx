import { makeStyles } from '@material-ui/core/styles';
import { KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useT } from '../../hooks/useT';
import { AddonCell } from './AddonCell';
import { moveInGrid, Position } from './gridKeys';
import type { Matrix } from './matrix';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  scroll: {
    maxHeight: 'max(320px, calc(100vh - 330px))',
    overflow: 'auto',
    // Cells that get the focus must not hide below the sticky headers.
    scrollPaddingTop: 56,
    scrollPaddingLeft: 250,
  },
  table: {
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontSize: '0.8125rem',
    '& th, & td': {
      borderBottom: `1px solid ${theme.palette.divider}`,
      borderRight: `1px solid ${theme.palette.divider}`,
    },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    padding: theme.spacing(0.75, 1),
    verticalAlign: 'bottom',
    textAlign: 'left',
    fontWeight: 600,
    backgroundColor: theme.palette.background.paper,
  },
  narrowHead: {
    '& > div': {
      writingMode: 'vertical-rl',
      transform: 'rotate(180deg)',
      maxHeight: 160,
      margin: '0 auto',
    },
  },
  clusterName: {
    maxWidth: 170,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  region: {
    fontWeight: 400,
    fontSize: '0.75rem',
    color: toneText(theme, 'muted'),
  },
  name: {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    minWidth: 180,
    maxWidth: 250,
    padding: theme.spacing(0.75, 1.5),
    textAlign: 'left',
    fontWeight: 600,
    overflowWrap: 'anywhere',
    backgroundColor: theme.palette.background.paper,
  },
  corner: { left: 0, zIndex: 3, padding: theme.spacing(0.75, 1.5) },
}));

/** Add-ons (rows) by cluster (columns) under headers that stay in sight; the keyboard moves from cell to cell. */
export function AddonGrid(props: {
  matrix: Matrix;
  narrow: boolean;
  onOpen(addonId: string): void;
}) {
  const { matrix, narrow, onOpen } = props;
  const { rows, columns } = matrix;
  const t = useT();
  const classes = useStyles();
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<Position>({ row: 0, column: 0 });
  // Filters may have taken the active cell away.
  const row = Math.min(active.row, rows.length - 1);
  const column = Math.min(active.column, columns.length - 1);

  const onFocusCell = useCallback(
    (r: number, c: number) => setActive({ row: r, column: c }),
    [],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveInGrid({ row, column }, event, {
      rows: rows.length,
      columns: columns.length,
    });
    if (!next) return;
    event.preventDefault();
    setActive(next);
    table.current
      ?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)
      ?.focus();
  };

  return (
    <div className={classes.scroll}>
      {/* The cells take the focus; the keys that bubble up from them are those of the grid pattern. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/interactive-supports-focus */}
      <table
        ref={table}
        role="grid"
        className={classes.table}
        aria-label={t('fleet.addons.grid')}
        aria-describedby="addon-grid-help"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col" className={`${classes.head} ${classes.corner}`}>
              {t('column.addon')}
            </th>
            {columns.map(cluster => (
              <th
                key={cluster.arn}
                scope="col"
                title={`${cluster.name} · ${cluster.region}`}
                className={`${classes.head} ${
                  narrow ? classes.narrowHead : ''
                }`}
              >
                <div>
                  <div className={classes.clusterName}>{cluster.name}</div>
                  <div className={classes.region}>{cluster.region}</div>
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name, r) => (
            <tr key={name}>
              <th scope="row" className={classes.name}>
                {name}
              </th>
              {columns.map((cluster, c) => {
                const addon = matrix.cell(name, cluster);
                return (
                  <AddonCell
                    key={cluster.arn}
                    name={name}
                    cluster={cluster.name}
                    addon={addon && matrix.fits(addon) ? addon : undefined}
                    filteredOut={addon !== undefined && !matrix.fits(addon)}
                    row={r}
                    column={c}
                    active={r === row && c === column}
                    narrow={narrow}
                    onFocusCell={onFocusCell}
                    onOpen={onOpen}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
