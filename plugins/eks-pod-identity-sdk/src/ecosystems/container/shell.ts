/** One command, with the variables that are known replaced. */
export interface Command {
  text: string;
  /** Without quotes. */
  words: string[];
  /** Line of the file on which it begins. */
  line: number;
  /** It is the value of a variable. */
  isValue?: boolean;
}

const ASSIGNMENT =
  /^\s*(?:export\s+|local\s+|readonly\s+|declare\s+(?:-\w+\s+)*)?\$?(?:env:)?([A-Za-z_]\w*)\s*=\s*("[^"]*"|'[^']*'|[^\s;&|]*)/;

/** Longer values are not versions, and a value that names itself twice doubles with every assignment. */
const MAX_VALUE = 4_096;

/** Longer commands are scripts that a program wrote. */
const MAX_COMMAND = 20_000;

/**
 * Cuts a script into commands: at newlines (unless a backslash, or PowerShell's backtick, continues the line), at `;`,
 * `&&`, `||` and `|`. Assignments are remembered in `variables`, in their order.
 */
export function commandsOf(
  script: string,
  firstLine: number,
  variables: Map<string, string>,
): Command[] {
  const commands: Command[] = [];
  for (const { text, line } of logicalLines(script, firstLine)) {
    if (text.length > MAX_COMMAND) continue;
    let at = line;
    for (const part of text.split(/(?:&&|\|\||[;|])/)) {
      const own = at + leadingLines(part);
      at += part.split('\n').length - 1;
      const plain = part.replace(/\s+/g, ' ').trim();
      if (plain === '') continue;
      const assigned = ASSIGNMENT.exec(plain);
      if (assigned) {
        const value = replaceVariables(unquote(assigned[2]), variables);
        // What a command prints is not known.
        if (/[$`]\(|`/.test(value)) variables.delete(assigned[1]);
        else assign(variables, assigned[1], value);
      }
      const replaced = replaceVariables(plain, variables);
      commands.push({
        text: replaced,
        words: (replaced.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map(unquote),
        line: own,
      });
    }
  }
  return commands;
}

function leadingLines(text: string): number {
  return (/^\s*/.exec(text)?.[0] ?? '').split('\n').length - 1;
}

/** Lines with their continuations; a newline stands where they were joined, so that lines can be counted. */
function* logicalLines(
  script: string,
  firstLine: number,
): Generator<{ text: string; line: number }> {
  let pending: string[] = [];
  let start = firstLine;
  const rows = script.split('\n');
  for (const [index, raw] of rows.entries()) {
    if (pending.length === 0) start = firstLine + index;
    const isRequirement = /^\s*#requires/i.test(raw);
    const isComment = /^\s*#/.test(raw) && !isRequirement;
    // In a Dockerfile a comment may stand between continued lines.
    if (isComment) {
      if (pending.length > 0) pending.push('');
      continue;
    }
    const row = raw.replace(/\s#\s.*$/, '');
    const continued = /[\\`]\s*$/.test(row);
    pending.push(continued ? row.replace(/[\\`]\s*$/, '') : row);
    if (!continued) {
      yield { text: pending.join('\n'), line: start };
      pending = [];
    }
  }
  if (pending.length > 0) yield { text: pending.join('\n'), line: start };
}

function unquote(word: string): string {
  return /^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word;
}

/** Sets a variable; one whose value is too long to be of use is not known. */
export function assign(
  variables: Map<string, string>,
  name: string,
  value: string,
): void {
  if (value.length > MAX_VALUE) variables.delete(name);
  else variables.set(name, value);
}

const REFERENCE =
  /\$\{([A-Za-z_]\w*)(?:(:?[-+?])([^{}]*))?\}|\$(?:env:)?([A-Za-z_]\w*)/g;

/** How deep a default may name another default. */
const MAX_DEPTH = 3;
/** What replacing may add to a text at most. */
const MAX_REPLACED = 65_536;

/**
 * Replaces `$NAME`, `${NAME}`, and `${NAME:-default}`, `${NAME-default}`, `${NAME:+other}` of shells and Dockerfiles; what
 * is not known stays as it is.
 */
export function replaceVariables(
  text: string,
  variables: ReadonlyMap<string, string>,
): string {
  let replaced = text;
  // A default in braces of its own is replaced first, the braces around it in the next round.
  for (let depth = 0; depth < MAX_DEPTH && replaced.includes('$'); depth++) {
    const before = replaced;
    let room = MAX_REPLACED;
    replaced = before.replace(
      REFERENCE,
      (whole, braced, operator, word, plain) => {
        const value = valueOf(braced ?? plain, operator, word, variables);
        if (value === undefined || value.length > room) return whole;
        room -= value.length;
        return value;
      },
    );
    if (replaced === before) break;
  }
  return replaced;
}

function valueOf(
  name: string,
  operator: string | undefined,
  word: string | undefined,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const value = variables.get(name);
  switch (operator) {
    case ':-':
      return value || word;
    case '-':
      return value ?? word;
    case ':+':
      return value === undefined ? undefined : value && word;
    case '+':
      return value === undefined ? undefined : word;
    default:
      return value;
  }
}
