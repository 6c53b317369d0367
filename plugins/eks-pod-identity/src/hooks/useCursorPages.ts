import { useEffect, useState } from 'react';

/** Goes back and forth through a list that only knows the cursor of its next page. */
export function useCursorPages(resetKey: string) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  useEffect(() => setCursors([undefined]), [resetKey]);
  return {
    /** Number of the page, from 0. */
    page: cursors.length - 1,
    cursor: cursors[cursors.length - 1],
    forward: (cursor: string) => setCursors(list => [...list, cursor]),
    back: () =>
      setCursors(list => (list.length > 1 ? list.slice(0, -1) : list)),
  };
}
