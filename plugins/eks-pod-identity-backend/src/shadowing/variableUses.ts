import { FoundShadow } from './shadow';
import { lineCounter } from './lines';
import { isNothing } from './values';
import { READ_NAMES, VARIABLE_NAMES, shadowVariable } from './variables';

/** How a text writes variables of the environment. */
export type VariableStyle = 'shell' | 'code' | 'manifest';

const VALUE = `("[^"\\n]*"|'[^'\\n]*'|[^\\s;&|"'\`)]*)`;

/** Where a variable is set: the name in the first group, its value in the second. */
const SET: Record<VariableStyle, RegExp[]> = {
  shell: [
    new RegExp(`(?:^|[\\s;&|("'\`:{=,])(${VARIABLE_NAMES})=${VALUE}`, 'gm'),
    new RegExp(`\\$\\{(${VARIABLE_NAMES}):?=([^}\\n]*)\\}`, 'g'),
    new RegExp(`\\bset\\s+-\\w*x\\w*\\s+(${VARIABLE_NAMES})\\s+${VALUE}`, 'g'),
    new RegExp(`\\bEnv:(${VARIABLE_NAMES})\\s*=\\s*${VALUE}`, 'gi'),
  ],
  code: [
    new RegExp(
      `\\[\\s*["'](${VARIABLE_NAMES})["']\\s*\\]\\s*(?:\\|\\|)?=(?!=)\\s*${VALUE}`,
      'g',
    ),
    new RegExp(
      `\\benv\\.(${VARIABLE_NAMES})\\s*(?:\\|\\||\\?\\?)?=(?!=)\\s*${VALUE}`,
      'g',
    ),
    new RegExp(
      `\\b(?:setdefault|setenv|putenv|set_var|put_env|SetEnvironmentVariable|setEnvironmentVariable|setEnv)\\s*\\(\\s*["'](${VARIABLE_NAMES})["'=]\\s*,?\\s*${VALUE}`,
      'gi',
    ),
    new RegExp(`\\bEnv:(${VARIABLE_NAMES})\\s*=\\s*${VALUE}`, 'gi'),
    // Variables for a program that the code starts, or that its process manager sets.
    new RegExp(
      `["'\`{,\\s](${VARIABLE_NAMES})["']?\\s*(?::|=>)\\s*(["'][^"'\\n]{1,200}["'])`,
      'g',
    ),
    new RegExp(`["'\`](${VARIABLE_NAMES})=([\\w./-]{1,200})`, 'g'),
  ],
  manifest: [
    new RegExp(
      `\\bname:\\s*["']?(${VARIABLE_NAMES})["']?\\s*[,\\n]\\s*(?:value:[ \\t]*${VALUE})?`,
      'g',
    ),
    new RegExp(
      `^[ \\t]*(?:-[ \\t]+)?["']?(${VARIABLE_NAMES})["']?[ \\t]*[:=][ \\t]*${VALUE}`,
      'gm',
    ),
  ],
};

const READ: Record<VariableStyle, RegExp> = {
  shell: new RegExp(
    `(?:\\$[({]?[!#?]?|\\bprintenv\\s+|-v\\s+|[Ee]nv:|\\bENVIRON\\[["'])(${READ_NAMES})\\b`,
    'g',
  ),
  code: new RegExp(`(?<![\\w-])(${READ_NAMES})\\b`, 'g'),
  // Braces are filled in before the manifest is applied; only these reach the container.
  manifest: new RegExp(`\\$\\((${READ_NAMES})\\)`, 'g'),
};

/** What takes a variable away instead of reading it. */
const REMOVAL =
  /(?:\bunset\b|\bdelete\b|\bdel\b|\.pop\b|\bUnsetenv\b|\bunsetenv\b|\bremove_var\b|\bdelenv\b|\bdelete_env\b|\benv\s+-u\b|\bRemove-Item\b|--unset)[^;\n]{0,100}$/i;

/** More uses of variables than one file tells. */
const MOST = 500;

/** Variables that a text sets or reads although they say where credentials come from. */
export function variableUses(
  text: string,
  style: VariableStyle,
): FoundShadow[] {
  const lineOf = lineCounter(text);
  const found: FoundShadow[] = [];
  const taken = new Set<number>();
  for (const pattern of SET[style]) {
    for (const match of firstOf(text, pattern)) {
      const [whole, name, value = ''] = match;
      const row = shadowVariable(name.toUpperCase())!;
      const at = match.index + whole.indexOf(name);
      if (taken.has(at)) continue;
      taken.add(at);
      const isListed = style === 'manifest' && /^\bname:/.test(whole);
      const comesElsewhere =
        isListed &&
        !/value:/.test(whole) &&
        !/^\s*value:/.test(text.slice(match.index + whole.length));
      if (!comesElsewhere && isNothing(value, name)) continue;
      const effect =
        row.kind === 'static-keys' && isOfAssumedRole(text, value)
          ? 'warn'
          : row.set;
      found.push({
        what: `variable ${name}`,
        kind: row.kind,
        ...(effect === 'fail' ? {} : { effect }),
        line: lineOf(at),
      });
    }
  }
  for (const match of firstOf(text, READ[style])) {
    const [whole, name] = match;
    const at = match.index + whole.lastIndexOf(name);
    const before = text
      .slice(Math.max(0, at - 160), at)
      .split('\n')
      .pop()!;
    if (taken.has(at) || REMOVAL.test(before)) continue;
    const row = shadowVariable(name.toUpperCase())!;
    found.push({
      what: `use of ${name}`,
      kind: row.kind,
      ...(row.read === 'fail' ? {} : { effect: row.read }),
      line: lineOf(at),
    });
  }
  return found;
}

function firstOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    matches.push(match);
    if (matches.length >= MOST) break;
  }
  return matches;
}

/** Keys of a role that the script assumes with what the default chain gives it: they work as before. */
function isOfAssumedRole(text: string, value: string): boolean {
  return /[$`]/.test(value) && /\bassume-role\b(?!-with)/.test(text);
}
