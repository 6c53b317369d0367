import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import NextIcon from '@material-ui/icons/ChevronRight';
import PreviousIcon from '@material-ui/icons/ChevronLeft';
import { useT } from '../hooks/useT';
import type { ServerPages } from './DataTable';
import { toneText } from './tones';

const useStyles = makeStyles(theme => ({
  pager: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    padding: theme.spacing(0.5, 1),
    fontSize: '0.8125rem',
    color: toneText(theme, 'muted'),
  },
}));

/** Back and forth through pages, and which rows are shown. */
export function Pager(props: ServerPages & { shown: number }) {
  const { page, pageSize, total, hasNext, onNext, onPrevious, shown } = props;
  const t = useT();
  const classes = useStyles();
  const from = page * pageSize + 1;
  return (
    <div className={classes.pager}>
      <span aria-live="polite">
        {t('table.range', {
          from: String(from),
          to: String(from + shown - 1),
          total: String(total),
        })}
      </span>
      <IconButton
        size="small"
        aria-label={t('table.previous')}
        disabled={page === 0}
        onClick={onPrevious}
      >
        <PreviousIcon />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('table.next')}
        disabled={!hasNext}
        onClick={onNext}
      >
        <NextIcon />
      </IconButton>
    </div>
  );
}
