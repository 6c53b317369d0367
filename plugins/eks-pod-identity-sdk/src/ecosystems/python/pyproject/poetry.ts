import { FoundPackage } from '../../../ecosystem';
import { pep440Versions } from '../../../versions/pep440';

/** A dependency as `tool.poetry` writes it. */
export type PoetryDependency =
  | string
  | PoetryDependency[]
  | {
      version?: string;
      git?: string;
      path?: string;
      url?: string;
      optional?: boolean;
    };

/** `1.26`, padded and raised at one place: `^1.26.3` ends below 2, `^0.3.1` below 0.4, `~1.26.3` below 1.27. */
function raised(version: string, place: number): string {
  const numbers = version
    .split('.')
    .slice(0, place + 1)
    .map(Number);
  while (numbers.length <= place) numbers.push(0);
  numbers[place] += 1;
  return numbers.join('.');
}

function caretPlace(version: string): number {
  const numbers = version.split('.').map(Number);
  const place = numbers.findIndex(number => number !== 0);
  return place === -1 ? numbers.length - 1 : place;
}

/** Poetry's own constraints in the words of PEP 440, with `||` between alternatives; undefined for what is not understood. */
export function toSpecifier(constraint: string): string | undefined {
  const alternatives = constraint.split(/\|\|?/).map(toAlternative);
  return alternatives.includes(undefined)
    ? undefined
    : alternatives.join(' || ');
}

function toAlternative(constraint: string): string | undefined {
  const parts: string[] = [];
  for (const part of constraint.split(',').map(text => text.trim())) {
    const sugar = /^([\^~])\s*(\d+(?:\.\d+)*)$/.exec(part);
    if (sugar?.[1] === '^') {
      parts.push(`>=${sugar[2]},<${raised(sugar[2], caretPlace(sugar[2]))}`);
    } else if (sugar) {
      const place = Math.min(1, sugar[2].split('.').length - 1);
      parts.push(`>=${sugar[2]},<${raised(sugar[2], place)}`);
    } else if (/^[\^~]/.test(part) && !part.startsWith('~=')) {
      return undefined;
    } else if (/^\d/.test(part)) {
      parts.push(`==${part}`);
    } else if (part !== '*' && part !== '') {
      parts.push(part.replace(/\s+/g, ''));
    }
  }
  return parts.join(',');
}

/** What a dependency of Poetry tells of the installed version. A bare version pins. */
export function poetryPin(
  dependency: PoetryDependency,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  if (Array.isArray(dependency)) return pinByEnvironment(dependency);
  if (typeof dependency !== 'string') {
    if (dependency.git) return { unresolved: 'taken from git' };
    if (dependency.path) return { unresolved: 'taken from a folder or a file' };
    if (dependency.url) return { unresolved: 'taken from a URL' };
    return poetryPin(dependency.version ?? '*');
  }
  const exact = /^(?:==?=?)?\s*(\d[^,*|<>\s]*)$/.exec(dependency.trim())?.[1];
  return exact && pep440Versions.isVersion(exact)
    ? { version: exact }
    : { range: toSpecifier(dependency) ?? dependency };
}

/** One of several, each for an environment of its own: which of them is installed is not known, so all of them may be. */
function pinByEnvironment(
  dependencies: PoetryDependency[],
): ReturnType<typeof poetryPin> {
  const pins = dependencies.map(poetryPin);
  if (pins.length === 1) return pins[0];
  const ranges = pins.map(({ version, range, unresolved }) =>
    unresolved === undefined ? range ?? `==${version}` : undefined,
  );
  return ranges.length === 0 || ranges.includes(undefined)
    ? { unresolved: 'it depends on the environment' }
    : { range: ranges.join(' || ') };
}
