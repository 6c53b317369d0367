/** A properties file of Java (`name=value`) as data; comments and continued lines as its own reader has them. */
export function parseProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>();
  let pending = '';
  for (const row of text.split('\n')) {
    const line = pending + row.trimStart();
    pending = '';
    if (/^[#!]/.test(line) || line.trim() === '') continue;
    if (/(^|[^\\])(\\\\)*\\$/.test(line)) {
      pending = line.slice(0, -1);
      continue;
    }
    const match = /^([^=:\s]+)(?:\s*[=:]|\s)(.*)$/.exec(line);
    if (match) properties.set(match[1], match[2].trim());
  }
  return properties;
}
