import type { HistoryPoint } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Days that must have been observed before anything is said about the future. */
export const FORECAST_MINIMUM_DAYS = 7;

/** The pace is that of the last four weeks: what was before tells little about what is to come. */
const WINDOW_DAYS = 28;

/** Nobody plans further ahead than five years; a pace that needs longer is none. */
const HORIZON_DAYS = 5 * 365;

const DAY = 86_400_000;

/**
 * When the campaign ends, as far as the observed days tell.
 *
 * - `too-early`: fewer than {@link FORECAST_MINIMUM_DAYS} days were observed
 * - `done`: no service is left
 * - `stalled`: what is left does not shrink
 * - `expected`: at the observed pace nothing is left on `date` (ISO, UTC)
 */
export type Forecast =
  | { kind: 'too-early'; days: number }
  | { kind: 'done' }
  | { kind: 'stalled'; days: number }
  | { kind: 'expected'; days: number; date: string; perWeek: number };

/** Services that are not where they are meant to be. */
export function servicesLeft({ services }: HistoryPoint): number {
  return (
    (services.blocked ?? 0) +
    (services['action-required'] ?? 0) +
    (services.unknown ?? 0) +
    (services.ready ?? 0)
  );
}

/**
 * Draws the line through what was left on each observed day and follows it to zero. Imported points are left out:
 * nobody observed them here. Points may come in any order and may miss days.
 */
export function forecast(points: HistoryPoint[]): Forecast {
  const observed = points
    .filter(point => !point.imported)
    .map(point => ({ at: Date.parse(point.date), left: servicesLeft(point) }))
    .sort((a, b) => a.at - b.at);
  if (observed.length < FORECAST_MINIMUM_DAYS) {
    return { kind: 'too-early', days: observed.length };
  }
  const last = observed[observed.length - 1];
  if (last.left === 0) {
    return { kind: 'done' };
  }
  const recent = observed.filter(({ at }) => last.at - at < WINDOW_DAYS * DAY);
  const days = recent.length;
  if (days < FORECAST_MINIMUM_DAYS) {
    return { kind: 'too-early', days };
  }
  const perDay = -slope(
    recent.map(({ at, left }) => ({ x: (at - last.at) / DAY, y: left })),
  );
  const daysLeft = Math.ceil(last.left / perDay);
  if (!(perDay > 0) || daysLeft > HORIZON_DAYS) {
    return { kind: 'stalled', days };
  }
  return {
    kind: 'expected',
    days,
    date: new Date(last.at + daysLeft * DAY).toISOString().slice(0, 10),
    perWeek: perDay * 7,
  };
}

/** Slope of the least-squares line. */
function slope(points: { x: number; y: number }[]): number {
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const covariance = points.reduce(
    (sum, { x, y }) => sum + (x - meanX) * (y - meanY),
    0,
  );
  const variance = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
