import { moveInGrid } from './gridKeys';

describe('a key in the grid', () => {
  it.each([
    ['ArrowDown', false, [1, 1], [2, 1]],
    ['ArrowUp', false, [1, 1], [0, 1]],
    ['ArrowLeft', false, [1, 1], [1, 0]],
    ['ArrowRight', false, [1, 1], [1, 2]],
    ['ArrowUp', false, [0, 1], [0, 1]],
    ['ArrowRight', false, [1, 3], [1, 3]],
    ['Home', false, [2, 2], [2, 0]],
    ['End', false, [2, 1], [2, 3]],
    ['Home', true, [2, 2], [0, 0]],
    ['End', true, [0, 0], [19, 3]],
    ['PageDown', false, [1, 1], [11, 1]],
    ['PageUp', false, [3, 1], [0, 1]],
  ])('%s (Ctrl: %s) leads from %j to %j', (key, ctrlKey, from, to) => {
    expect(
      moveInGrid(
        { row: from[0], column: from[1] },
        { key, ctrlKey },
        { rows: 20, columns: 4 },
      ),
    ).toEqual({ row: to[0], column: to[1] });
  });

  it('that means nothing here is left to the browser', () => {
    expect(
      moveInGrid(
        { row: 0, column: 0 },
        { key: 'Enter', ctrlKey: false },
        { rows: 1, columns: 1 },
      ),
    ).toBeUndefined();
  });
});
