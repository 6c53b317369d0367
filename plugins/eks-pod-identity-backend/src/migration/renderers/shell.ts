/** Quotes a word for POSIX shells; words of harmless characters stay as they are. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word)
    ? word
    : `'${word.replace(/'/g, `'\\''`)}'`;
}

/** One command over several lines, an option with its value per line. */
export function shellCommand(
  command: string[],
  options: Record<string, string | undefined> = {},
): string {
  return [command.map(shellWord).join(' '), ...shellOptions(options)].join(
    ' \\\n  ',
  );
}

/** One command on one line, for `$(…)` and conditions. */
export function shellLine(
  command: string[],
  options: Record<string, string | undefined> = {},
): string {
  return [command.map(shellWord).join(' '), ...shellOptions(options)].join(' ');
}

function shellOptions(options: Record<string, string | undefined>): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${shellWord(value)}`],
  );
}

/** A comment; it ends with its line, so that nothing in a name becomes a command. */
export function shellComment(text: string): string {
  return `# ${text.replace(/[\r\n]+/g, ' ')}`;
}
