/** Deeper than any settings are. */
const DEEPEST = 60;

/**
 * YAML with the whole path of every key on its line (`spring.cloud.aws.credentials.access-key: x`), line for line, so that
 * settings read the same whether they are nested or not. No parser: templates of charts pass as well.
 */
export function flattenYaml(text: string): string {
  const open: { indent: number; key: string }[] = [];
  return text
    .split('\n')
    .map(row => {
      const match =
        /^([ \t]*)((?:- +)?)(["']?)([\w./-]{1,200})\3[ \t]*:(?=\s|$)/.exec(row);
      if (!match) return row;
      const [whole, space, dash, , key] = match;
      const indent = space.length + dash.length;
      while (open.length && open[open.length - 1].indent >= indent) open.pop();
      if (open.length < DEEPEST) open.push({ indent, key });
      const path = open.map(each => each.key).join('.');
      return path.length > 1_000 ? row : `${path}:${row.slice(whole.length)}`;
    })
    .join('\n');
}

/** A configuration file without its comments, line for line. */
export function blankSettingComments(text: string, path: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  if (/\.xml$/i.test(path)) {
    const pieces: string[] = [];
    let at = 0;
    for (;;) {
      const start = text.indexOf('<!--', at);
      if (start === -1) break;
      const close = text.indexOf('-->', start);
      const end = close === -1 ? text.length : close + 3;
      pieces.push(text.slice(at, start), blank(text.slice(start, end)));
      at = end;
    }
    return pieces.join('') + text.slice(at);
  }
  return withoutDevelopersParts(text)
    .split('\n')
    .map(row =>
      /^\s*(?:[#;]|\/\/|!)/.test(row)
        ? blank(row)
        : row.replace(/\s#\s[^\n]*$/, blank),
    )
    .join('\n');
}

/** Names of profiles that only developers and tests switch on. */
const DEVELOPERS =
  'dev|develop|development|local|localhost|localstack|test|tests|testing|it|ci|e2e';

/** A document of Spring that holds for such profiles alone (`spring.config.activate.on-profile`, before 2.4 `spring.profiles`). */
const ON_PROFILE = new RegExp(
  `^[ \\t]*(?:spring\\.config\\.activate\\.)?(?:on-profile|spring\\.profiles|profiles)[ \\t]*[:=][ \\t]*["']?(?:${DEVELOPERS})(?:[ \\t]*[,|][ \\t]*(?:${DEVELOPERS}))*["']?[ \\t]*$`,
  'm',
);

/** A key of Quarkus that holds for such profiles alone (`%dev.quarkus…`, in YAML `"%dev":` with what is below it). */
const OF_PROFILE = new RegExp(
  `^(["']?)%(?:${DEVELOPERS})(?:,(?:${DEVELOPERS}))*\\1([.:])`,
);

/** Blanks settings of profiles that run nowhere but on laptops and in tests. */
function withoutDevelopersParts(text: string): string {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  let isBelow = false;
  return text
    .split(/^(?=(?:#)?---[ \t]*$)/m)
    .map(part => (ON_PROFILE.test(part) ? blank(part) : part))
    .join('')
    .split('\n')
    .map(row => {
      if (/^\S/.test(row)) isBelow = OF_PROFILE.exec(row)?.[2] === ':';
      return isBelow || OF_PROFILE.test(row) ? blank(row) : row;
    })
    .join('\n');
}
