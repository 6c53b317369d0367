import { Scope } from '../../ecosystem';

/** What a Gemfile tells of the gems that it names. */
export interface Gemfile {
  gems: { name: string; scope: Scope; range?: string; line: number }[];
  /** Whether a gemspec in the same folder adds its own. */
  hasGemspec: boolean;
  /** Whether Ruby code (loops, other files) adds gems that can't be read without running it. */
  isDynamic: boolean;
}

const GEM = /^\s*gem[\s(]\s*(['"])([\w.-]+)\1(.*)$/;
const GROUP_BLOCK = /^\s*group[\s(](.*)\sdo$/;
const OPENS =
  /(\bdo(\s*\|[^|]*\|)?\s*$)|^\s*(if|unless|case|begin|def|while|until|class|module)\b/;
const INLINE_GROUP =
  /\bgroups?:?\s*(?:=>\s*)?(\[[^\]]*\]|:\w+|%i\[[^\]]*\]|['"]\w+['"])/;

function scopeOfGroups(groups: string[]): Scope {
  if (groups.length === 0) return 'runtime';
  if (groups.every(group => group === 'test')) return 'test';
  if (groups.every(group => ['test', 'development'].includes(group))) {
    return 'development';
  }
  return 'runtime';
}

function groupNames(text: string): string[] {
  const list = /%i\[([^\]]*)\]/.exec(text);
  if (list) return list[1].split(/\s+/).filter(Boolean);
  return [
    ...text
      .replace(/\w+:\s*(true|false)/g, '')
      .matchAll(/:(\w+)|['"](\w+)['"]/g),
  ].map(match => match[1] ?? match[2]);
}

/** The requirements among the arguments of `gem`: the strings before the first option. */
function rangeOf(rest: string): string | undefined {
  const requirements: string[] = [];
  for (const match of rest.matchAll(
    /\s*,\s*(['"])([^'"]*)\1(?!\s*=>)|\s*,\s*[\w:]/g,
  )) {
    if (match[2] === undefined) break;
    requirements.push(match[2]);
  }
  return requirements.length > 0 ? requirements.join(', ') : undefined;
}

/** Reads a Gemfile without running it: calls of `gem` with a literal name, and the groups that they stand in. */
export function parseGemfile(text: string): Gemfile {
  const gemfile: Gemfile = { gems: [], hasGemspec: false, isDynamic: false };
  const blocks: (string[] | undefined)[] = [];
  text.split('\n').forEach((raw, index) => {
    const row = raw.replace(/(^|\s)#.*$/, '');
    const group = GROUP_BLOCK.exec(row.trimEnd());
    if (group) {
      blocks.push(groupNames(group[1]));
      return;
    }
    if (/^\s*end\b/.test(row)) {
      blocks.pop();
      return;
    }
    if (/^\s*gemspec\b/.test(row)) gemfile.hasGemspec = true;
    if (/\beval_gemfile\b|\beval\b|\binstance_eval\b/.test(row))
      gemfile.isDynamic = true;
    const gem = GEM.exec(row);
    if (gem) {
      const inline = INLINE_GROUP.exec(gem[3]);
      const groups = [
        ...blocks.flatMap(block => block ?? []),
        ...(inline ? groupNames(inline[1]) : []),
      ];
      gemfile.gems.push({
        name: gem[2],
        scope: scopeOfGroups(groups),
        range: rangeOf(gem[3]),
        line: index + 1,
      });
    } else if (/^\s*gem[\s(]/.test(row)) {
      gemfile.isDynamic = true;
    }
    if (OPENS.test(row)) blocks.push(undefined);
  });
  return gemfile;
}
