import { NamedJar, jarsIn } from '../container/jars';

/** Longer lines are data. */
const MAX_LINE = 20_000;

const ASSIGNMENT =
  /^\s*(?:(?:private|protected|final|static|const|lazy|val|var|String)\s+)*([A-Za-z_]\w*)\s*(?::\s*\w+\s*)?=\s*f?"{1,3}([^"\n]{1,200})"|^\s*([A-Za-z_]\w*)\s*=\s*'([^'\n]{1,200})'/gm;

/**
 * The jars that a program asks Spark for: what the strings of a file name that sets `spark.jars` or `spark.jars.packages`,
 * or that is a SparkApplication with `deps`. Placeholders of texts (`{VERSION}`, `${version}`, `{{ .Values.version }}`) stand
 * for what the same file gives that name.
 */
export function jarsOfSparkCode(
  path: string,
  text: string,
): { jar: NamedJar; line: number }[] {
  const code = path.endsWith('.ipynb') ? codeOfNotebook(text) : text;
  if (!setsJars(path, code)) return [];
  const values = assignedIn(code);
  const comment = /\.(py|ipynb|ya?ml)$/.test(path) ? /^\s*#/ : /^\s*(\/\/|\*)/;
  const rows = code.split('\n');
  const jars = rows.flatMap((row, index) =>
    row.length > MAX_LINE || comment.test(row)
      ? []
      : jarsIn(withValues(row, values)).map(jar => ({ jar, line: index + 1 })),
  );
  if (code === text) return jars;
  // Lines of a notebook are those of its cells.
  const lines = text.split('\n');
  return jars.map(({ jar, line }) => {
    const row = JSON.stringify(rows[line - 1].trim()).slice(1, -1);
    return { jar, line: lines.findIndex(each => each.includes(row)) + 1 || 1 };
  });
}

function setsJars(path: string, code: string): boolean {
  return (
    /\bspark\.jars\b/.test(code) ||
    (/\.ya?ml$/.test(path) &&
      /^kind:\s*["']?(Scheduled)?SparkApplication\b/m.test(code) &&
      /^\s+(packages|jars):/m.test(code))
  );
}

/** The code of a notebook without its texts and outputs; nothing for what is no notebook. */
function codeOfNotebook(text: string): string {
  try {
    const { cells } = JSON.parse(text) as {
      cells: { cell_type: string; source: string | string[] }[];
    };
    return cells
      .filter(({ cell_type: type }) => type === 'code')
      .map(({ source }) => [source].flat().join(''))
      .join('\n');
  } catch {
    return '';
  }
}

/** Texts by the names that they are given; a name that is given several is not known. */
function assignedIn(code: string): Map<string, string> {
  const values = new Map<string, string>();
  const several = new Set<string>();
  for (const [, double, text, single, other] of code.matchAll(ASSIGNMENT)) {
    const name = double ?? single;
    const value = text ?? other;
    if (values.has(name) && values.get(name) !== value) several.add(name);
    values.set(name, value);
  }
  for (const name of several) values.delete(name);
  return values;
}

function withValues(row: string, values: ReadonlyMap<string, string>): string {
  return row
    .replace(/\{\{[^{}]*\}\}/g, '$template')
    .replace(
      /\$?\{(\w+)\}|\$([A-Za-z_]\w*)/g,
      (_, braced, plain) =>
        values.get(braced ?? plain) ?? `$${braced ?? plain}`,
    );
}
