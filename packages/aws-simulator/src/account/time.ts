const unitMs: Record<string, number> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  month: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

function unitOf(word: string): number {
  if (word.startsWith('month')) {
    return unitMs.month;
  }
  return unitMs[word[0]];
}

/**
 * Reads a time of the account file: ISO 8601, or `3 days ago`.
 * @param text - as the schema admits it; a month counts 30 days, a year 365.
 * @param now - what `ago` counts from.
 * @throws RangeError where the text names no time, such as 2026-13-45.
 */
export function parseTime(text: string, now: Date): Date {
  const distance = /^(\d+(?:\.\d+)?) ?([a-z]+) ago$/.exec(text);
  if (distance) {
    return new Date(
      now.getTime() - Math.round(Number(distance[1]) * unitOf(distance[2])),
    );
  }
  const zoned = /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
  const time = new Date(zoned ? text : `${text}Z`);
  if (Number.isNaN(time.getTime())) {
    throw new RangeError(`'${text}' is not a time`);
  }
  return time;
}
