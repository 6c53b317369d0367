import type { T } from '../../hooks/useT';

const belows = [
  'fails',
  'falls-through',
  'fails-or-falls-through',
  'works-for-a-day',
] as const;

const sources = [
  'cloudtrail',
  'sbom',
  'lockfile',
  'manifest',
  'image',
  'declared',
] as const;

/** What an SDK below the minimum does, as a sentence; a text that is no code of ours stands for itself. */
export function belowText(t: T, below: string): string {
  const known = belows.find(candidate => candidate === below);
  return known ? t(`entity.sdkBelow.${known}`) : below;
}

/** Where an SDK was seen; a third party's source is named as it names itself. */
export function sourceText(t: T, source: string): string {
  const known = sources.find(candidate => candidate === source);
  return known ? t(`entity.sdkSource.${known}`) : source;
}
