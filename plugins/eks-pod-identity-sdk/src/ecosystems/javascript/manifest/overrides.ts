/** How deep overrides of npm may be nested, and how many are looked at. */
const MAX_DEPTH = 8;
const MAX_OVERRIDES = 2_000;

/** One version or range that is forced on a package. */
export interface Override {
  name: string;
  range: string;
  /** Wherever it is asked for, or only below another package, or only where a range asks for it. */
  isEverywhere: boolean;
}

/**
 * The overrides of npm (nested, `.` for the package itself), pnpm (`parent>name`, `name@range`) and Yarn or Bun
 * (`resolutions`, `**\/name`), as far as they name one of the wanted packages.
 */
export function overridesIn(
  sources: readonly unknown[],
  wanted: (name: string) => boolean,
): Override[] {
  const found: Override[] = [];
  const visit = (entries: unknown, owner: string, depth: number) => {
    if (typeof entries !== 'object' || entries === null || depth > MAX_DEPTH) {
      return;
    }
    for (const [key, value] of Object.entries(entries)) {
      if (found.length >= MAX_OVERRIDES) return;
      const name = key === '.' ? owner : nameIn(key);
      if (typeof value === 'string') {
        const isEverywhere =
          key === '.' ? depth === 1 : depth === 0 && isPlain(key, name);
        if (wanted(name)) found.push({ name, range: value, isEverywhere });
      } else {
        visit(value, name, depth + 1);
      }
    }
  };
  for (const source of sources) visit(source, '', 0);
  return found;
}

/** `name` itself, or `**\/name` of Yarn. */
function isPlain(key: string, name: string): boolean {
  return key === name || key === `**/${name}`;
}

/** The package that a key is about: the last of a path, without the range that it holds for. */
function nameIn(key: string): string {
  const last = key.slice(key.lastIndexOf('>') + 1).trim();
  const path = last.split('/');
  const tail = path[path.length - 1];
  const scope = path[path.length - 2];
  const name = scope?.startsWith('@') ? `${scope}/${tail}` : tail;
  const at = name.indexOf('@', 1);
  return at === -1 ? name : name.slice(0, at);
}
