/** One command, with the variables that are known replaced. */
export interface Command {
  text: string;
  /** Without quotes. */
  words: string[];
  /** Line of the file on which it begins. */
  line: number;
}

const ASSIGNMENT =
  /^\s*(?:export\s+|local\s+|readonly\s+|declare\s+(?:-\w+\s+)*)?\$?(?:env:)?([A-Za-z_]\w*)\s*=\s*("[^"]*"|'[^']*'|[^\s;&|]*)/;

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
        else variables.set(assigned[1], value);
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

/** Replaces `$NAME`, `${NAME}` and `${NAME:-default}`; what is not known stays as it is. */
export function replaceVariables(
  text: string,
  variables: ReadonlyMap<string, string>,
): string {
  return text
    .replace(
      /\$\{([A-Za-z_]\w*)(?::?-([^{}]*))?\}/g,
      (whole, name, otherwise) => variables.get(name) ?? otherwise ?? whole,
    )
    .replace(
      /\$(?:env:)?([A-Za-z_]\w*)/g,
      (whole, name) => variables.get(name) ?? whole,
    );
}
