import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useState } from 'react';
import { useT } from '../hooks/useT';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** A list that shows its first items, and the others when asked. */
export function FoldedList<I>(props: {
  items: I[];
  limit: number;
  render(item: I): ReactNode;
}) {
  const { items, limit, render } = props;
  const t = useT();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const hidden = items.length - limit;
  // One more item takes no more room than the button that would hide it.
  const shown = open || hidden <= 1 ? items : items.slice(0, limit);
  return (
    <>
      <ul className={classes.list}>
        {shown.map((item, index) => (
          <li key={index}>{render(item)}</li>
        ))}
      </ul>
      {hidden > 1 && (
        <Button
          size="small"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open
            ? t('action.showLess')
            : t('count.more', { count: items.length - shown.length })}
        </Button>
      )}
    </>
  );
}
