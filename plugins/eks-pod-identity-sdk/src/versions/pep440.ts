import { compare, parse, valid } from '@renovatebot/pep440';
import { Comparator, areBelow, lowestAmong, lowestBy } from './comparators';
import { VersionOrder } from './versionOrder';

const SPECIFIER = /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s,]+)$/;

/** `1.26.*` ends below 1.27, `~=1.26.0` below 1.27, `~=1.26` below 2: the prefix with its last number raised. */
function above(prefix: string): string | undefined {
  const parsed = valid(prefix) ? parse(prefix) : null;
  if (!parsed) return undefined;
  const { epoch, release } = parsed;
  const next = release[release.length - 1] + 1;
  // Past that, numbers are written in a way that is no version any more.
  if (!Number.isSafeInteger(next)) return undefined;
  const raised = [...release.slice(0, -1), next];
  return `${epoch > 0 ? `${epoch}!` : ''}${raised.join('.')}`;
}

function comparatorsOf(specifier: string): Comparator[] | undefined {
  const match = SPECIFIER.exec(specifier);
  if (!match) return undefined;
  const [, operator, version] = match;
  if (operator === '~=' || version.endsWith('.*')) {
    const prefix = version.endsWith('.*')
      ? version.slice(0, -2)
      : version.replace(/\.\d+$/, '');
    const top = above(prefix);
    if (top === undefined || operator === '!=') return [];
    return [
      {
        operator: '>=',
        version: operator === '~=' ? version : version.slice(0, -2),
      },
      { operator: '<', version: top },
    ];
  }
  if (!valid(version)) return undefined;
  return [
    {
      operator: (operator === '===' || operator === '=='
        ? '='
        : operator) as Comparator['operator'],
      version,
    },
  ];
}

/** The comparators of each alternative; undefined where one of them is not understood. Only Poetry writes `||`. */
function alternativesOf(range: string): Comparator[][] | undefined {
  const alternatives: Comparator[][] = [];
  for (const alternative of range.split(/\|\|?/)) {
    const comparators: Comparator[] = [];
    for (const part of alternative.split(',')) {
      if (part.trim() === '') continue;
      const parsed = comparatorsOf(part.trim());
      if (!parsed) return undefined;
      comparators.push(...parsed);
    }
    alternatives.push(comparators);
  }
  return alternatives;
}

/** Versions of Python packages, as PEP 440 orders them. */
export const pep440Versions: VersionOrder = {
  name: 'pep440',
  isVersion: text => /^[v\d]/.test(text) && valid(text) !== null,
  compare: (a, b) => compare(a, b),
  isRangeBelow: (range, minimum) =>
    alternativesOf(range)?.every(comparators =>
      areBelow(comparators, minimum, compare),
    ) ?? false,
  lowestOf: range =>
    lowestAmong(
      (alternativesOf(range) ?? []).map(comparators =>
        lowestBy(comparators, compare),
      ),
      compare,
    ),
};
