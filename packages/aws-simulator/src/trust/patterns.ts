/** IAM's wildcards (* and ?) as a regular expression. Backslashes and dots are plain characters. */
function expression(pattern: string, flags: string): RegExp {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^${source.replace(/\*/g, '[\\s\\S]*').replace(/\?/g, '[\\s\\S]')}$`,
    flags,
  );
}

/** StringLike: case matters. */
export function like(pattern: string, text: string): boolean {
  return expression(pattern, '').test(text);
}

/** Actions and operations: case does not matter. */
export function actionMatches(pattern: string, action: string): boolean {
  return expression(pattern, 'i').test(action);
}

/** ArnLike and ArnEquals (IAM treats them alike): each of the six parts by itself. */
export function arnLike(pattern: string, arn: string): boolean {
  const split = (text: string) => {
    const parts = text.split(':');
    return [...parts.slice(0, 5), parts.slice(5).join(':')];
  };
  const patterns = split(pattern);
  const parts = split(arn);
  return patterns.every((part, index) => like(part, parts[index] ?? ''));
}

/** A value or a list of values as a list of texts. */
export function texts(value: unknown): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  return (Array.isArray(value) ? value : [value]).map(String);
}
