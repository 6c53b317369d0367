import { compare, parse, valid } from '@renovatebot/pep440';
import { Comparator, areBelow } from './comparators';
import { VersionOrder } from './versionOrder';

const SPECIFIER = /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s,]+)$/;

/** `1.26.*` ends below 1.27, `~=1.26.0` below 1.27, `~=1.26` below 2: the prefix with its last number raised. */
function above(prefix: string): string | undefined {
  const parsed = valid(prefix) ? parse(prefix) : null;
  if (!parsed) return undefined;
  const { epoch, release } = parsed;
  const raised = [...release.slice(0, -1), release[release.length - 1] + 1];
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
    return [{ operator: '<', version: top }];
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

/** Versions of Python packages, as PEP 440 orders them. */
export const pep440Versions: VersionOrder = {
  name: 'pep440',
  isVersion: text => /^[v\d]/.test(text) && valid(text) !== null,
  compare: (a, b) => compare(a, b),
  isRangeBelow(range, minimum) {
    const comparators: Comparator[] = [];
    for (const part of range.split(',')) {
      if (part.trim() === '') continue;
      const parsed = comparatorsOf(part.trim());
      if (!parsed) return false;
      comparators.push(...parsed);
    }
    return areBelow(comparators, minimum, compare);
  },
};
