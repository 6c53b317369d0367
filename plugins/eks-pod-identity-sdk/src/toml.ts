import { TomlError, parse } from 'smol-toml';
import { FileFault } from './ecosystem';

/** TOML as data. Throws a {@link FileFault} with the line of the fault. */
export function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError) {
      throw new FileFault('is not TOML; is it cut off?', error.line);
    }
    throw error;
  }
}

/** Lines of the headings `[[NAME]]`, in order: the parser gives no positions, but keeps the order. */
export function headingLines(text: string, name: string): number[] {
  const lines: number[] = [];
  const heading = `[[${name}]]`;
  text.split('\n').forEach((row, index) => {
    if (row.startsWith(heading)) lines.push(index + 1);
  });
  return lines;
}

/** The first line that sets a key or holds a text, for files that people write; 1 where there is none. */
export function lineWith(text: string, pattern: RegExp): number {
  const at = text.split('\n').findIndex(row => pattern.test(row));
  return at === -1 ? 1 : at + 1;
}
