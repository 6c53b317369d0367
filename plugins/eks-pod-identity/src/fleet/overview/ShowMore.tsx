import Button from '@material-ui/core/Button';
import { ReactNode, useState } from 'react';
import { useT } from '../../hooks/useT';

/** Shows the first items of a list that may be very long, and all of them when asked. */
export function ShowMore<I>(props: {
  items: I[];
  limit: number;
  children(shown: I[]): ReactNode;
}) {
  const { items, limit, children } = props;
  const t = useT();
  const [all, setAll] = useState(false);
  // One more item takes no more room than the button that would hide it.
  const folds = items.length > limit + 1;
  return (
    <>
      {children(all || !folds ? items : items.slice(0, limit))}
      {folds && (
        <Button size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all
            ? t('action.showLess')
            : t('count.more', { count: items.length - limit })}
        </Button>
      )}
    </>
  );
}
