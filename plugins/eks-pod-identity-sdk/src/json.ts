import { visit } from 'jsonc-parser';
import { z } from 'zod';
import { FileFault } from './ecosystem';
import { lineAt } from './text';

/** JSON as data. Throws a {@link FileFault} with the line of the fault. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw jsonFault(text, error);
  }
}

function jsonFault(text: string, error: unknown): FileFault {
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message);
  if (text.trim() === '') return new FileFault('is empty');
  if (!position || /end of JSON|Unterminated/i.test(message)) {
    return new FileFault(
      'is not JSON: it ends too early; is it cut off?',
      lineAt(text, text.length),
    );
  }
  return new FileFault('is not JSON', lineAt(text, Number(position[1])));
}

/** Data in a shape. Throws a {@link FileFault} that names the member which has another. */
export function inShape<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const member = issue.path.map(String).join(' → ') || 'the document';
  throw new FileFault(`${member}: ${issue.message}`);
}

/**
 * The line of every property in JSON (comments allowed) whose path `isWanted`. Paths are joined by a NUL character,
 * which names do not contain. A path that is there twice has several lines: which of them counts is up to the reader.
 */
export function jsonLines(
  text: string,
  isWanted: (
    property: string,
    parents: readonly (string | number)[],
  ) => boolean,
): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  visit(text, {
    onObjectProperty(property, _offset, _length, startLine, _column, path) {
      const parents = path();
      if (!isWanted(property, parents)) return;
      const key = [...parents, property].join('\0');
      const known = lines.get(key);
      if (known) known.push(startLine + 1);
      else lines.set(key, [startLine + 1]);
    },
  });
  return lines;
}
