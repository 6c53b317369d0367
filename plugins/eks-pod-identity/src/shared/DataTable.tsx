import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useState } from 'react';
import { useT } from '../hooks/useT';
import { Pager } from './Pager';
import { toneText } from './tones';

/** One column of a {@link DataTable}. */
export interface Column<R> {
  key: string;
  title: ReactNode;
  render(row: R): ReactNode;
  align?: 'left' | 'right' | 'center';
  /** CSS width; a column without takes what is left. */
  width?: string | number;
}

/** The list is paged by the server: where it stands, and how to go on. */
export interface ServerPages {
  page: number;
  pageSize: number;
  total: number;
  hasNext: boolean;
  onNext(): void;
  onPrevious(): void;
}

const useStyles = makeStyles(theme => ({
  scroll: { overflowX: 'auto', position: 'relative' },
  table: {
    '& th, & td': { padding: theme.spacing(0.75, 1.5), fontSize: '0.8125rem' },
    '& th': {
      whiteSpace: 'nowrap',
      fontWeight: 600,
      color: toneText(theme, 'muted'),
      borderBottom: `1px solid ${theme.palette.divider}`,
      backgroundColor: 'transparent',
      textTransform: 'none',
    },
    '& td': { verticalAlign: 'top', lineHeight: '22px' },
    '& tr:last-child td': { borderBottom: 0 },
  },
  busy: { opacity: 0.6 },
  empty: {
    padding: theme.spacing(3),
    textAlign: 'center',
    color: toneText(theme, 'muted'),
  },
}));

const CLIENT_PAGE = 50;

/**
 * A dense table. Rows come either all at once (and are paged here, fifty at a time) or a page at a time from the
 * server; the first column of each row is its header.
 */
export function DataTable<R>(props: {
  label: string;
  columns: Column<R>[];
  rows: R[];
  rowKey(row: R): string;
  empty?: ReactNode;
  busy?: boolean;
  server?: ServerPages;
}) {
  const { label, columns, rows, rowKey, empty, busy, server } = props;
  const t = useT();
  const classes = useStyles();
  const [wanted, setPage] = useState(0);
  const page = Math.min(
    wanted,
    Math.max(0, Math.ceil(rows.length / CLIENT_PAGE) - 1),
  );
  const shown = server
    ? rows
    : rows.slice(page * CLIENT_PAGE, (page + 1) * CLIENT_PAGE);
  const pages = server ?? {
    page,
    pageSize: CLIENT_PAGE,
    total: rows.length,
    hasNext: (page + 1) * CLIENT_PAGE < rows.length,
    onNext: () => setPage(page + 1),
    onPrevious: () => setPage(page - 1),
  };
  if (!rows.length && !busy) {
    return <div className={classes.empty}>{empty ?? t('table.empty')}</div>;
  }
  return (
    <>
      <div
        className={classes.scroll}
        // A wide table scrolls; so that a keyboard can scroll it too, it takes the focus.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={label}
        aria-busy={busy}
      >
        <Table
          size="small"
          className={`${classes.table} ${busy ? classes.busy : ''}`}
          aria-label={label}
        >
          <TableHead>
            <TableRow>
              {columns.map(column => (
                <TableCell
                  key={column.key}
                  align={column.align}
                  style={{ width: column.width }}
                >
                  {column.title}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map(row => (
              <TableRow key={rowKey(row)} hover>
                {columns.map(column => (
                  <TableCell key={column.key} align={column.align}>
                    {column.render(row)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {(pages.page > 0 || pages.hasNext) && (
        <Pager {...pages} shown={shown.length} />
      )}
    </>
  );
}
