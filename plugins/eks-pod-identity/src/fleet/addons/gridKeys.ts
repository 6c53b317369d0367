/** A cell of a grid, counted from 0. */
export interface Position {
  row: number;
  column: number;
}

/**
 * Where a key leads in a grid (WAI-ARIA grid pattern): arrows to the neighbour, Home and End to the ends of the row,
 * with Ctrl to the ends of the grid, PageUp and PageDown ten rows. Undefined for every other key.
 */
export function moveInGrid(
  { row, column }: Position,
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  size: { rows: number; columns: number },
): Position | undefined {
  const at = (r: number, c: number): Position => ({
    row: Math.max(0, Math.min(size.rows - 1, r)),
    column: Math.max(0, Math.min(size.columns - 1, c)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'Home':
      return at(ctrlKey ? 0 : row, 0);
    case 'End':
      return at(ctrlKey ? size.rows - 1 : row, size.columns - 1);
    case 'PageUp':
      return at(row - 10, column);
    case 'PageDown':
      return at(row + 10, column);
    default:
      return undefined;
  }
}
