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
  const lines = [command.map(shellWord).join(' ')];
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) {
      lines.push(value === '' ? `--${name}` : `--${name} ${shellWord(value)}`);
    }
  }
  return lines.join(' \\\n  ');
}
