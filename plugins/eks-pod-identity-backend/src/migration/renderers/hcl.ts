/** A string literal of HCL: quotes escaped, and no template is started by `${` or `%{`. */
export function hclString(text: string): string {
  return JSON.stringify(text).replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');
}

/** An identifier of HCL from any words: `orders/api` gives `orders_api`. */
export function hclName(...words: string[]): string {
  const name = words.join('_').replace(/[^A-Za-z0-9_]+/g, '_');
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
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
