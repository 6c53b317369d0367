/** The escapes that HCL knows beside `\uNNNN`. */
const ESCAPES: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A string literal of HCL: quotes escaped, and no template is started by `${` or `%{`. */
export function hclString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(
      /["\\\p{Cc}]/gu,
      character =>
        ESCAPES[character] ??
        `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
    )
    // `$${` is the escape of `${`; where one more `$` stands before it, HCL reads it otherwise.
    .replace(/[$%]+(?=\{)/g, signs =>
      signs.length === 1
        ? signs + signs
        : [...signs]
            .map(sign => (sign === '$' ? '\\u0024' : '\\u0025'))
            .join(''),
    );
  return `"${escaped}"`;
}

/** Lines `name = value` with the equals signs under each other, as `terraform fmt` writes them. */
export function hclAttributes(
  attributes: [name: string, value: string][],
  indent: string,
): string {
  const width = Math.max(...attributes.map(([name]) => name.length));
  return attributes
    .map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`)
    .join('\n');
}
