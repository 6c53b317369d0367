import { parseTime } from './time';

const now = new Date('2026-06-01T12:00:00Z');

describe('parseTime', () => {
  it.each([
    ['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T09:00', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T09:00:00+09:00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['90 minutes ago', '2026-06-01T10:30:00.000Z'],
    ['90m ago', '2026-06-01T10:30:00.000Z'],
    ['1 month ago', '2026-05-02T12:00:00.000Z'],
    ['3 days ago', '2026-05-29T12:00:00.000Z'],
    ['1.5h ago', '2026-06-01T10:30:00.000Z'],
    ['2w ago', '2026-05-18T12:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseTime(text, now).toISOString()).toBe(expected);
  });

  it('refuses a date that is none', () => {
    expect(() => parseTime('2026-13-45', now)).toThrow(RangeError);
  });
});
