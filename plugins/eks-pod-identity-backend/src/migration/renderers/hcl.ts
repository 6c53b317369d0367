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
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(
      /["\\\p{Cc}]/gu,
      character =>
        ESCAPES[character] ??
        `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
    )
    .replace(/[$%]+\{?/g, literalSigns);
  return `"${escaped}"`;
}

/** `$${` is the escape of `${`; where one more `$` stands before it, HCL reads it otherwise. */
function literalSigns(text: string): string {
  if (!text.endsWith('{')) return text;
  const signs = text.slice(0, -1);
  return signs.length === 1
    ? `${signs}${text}`
    : `${[...signs]
        .map(sign => (sign === '$' ? '\\u0024' : '\\u0025'))
        .join('')}{`;
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
