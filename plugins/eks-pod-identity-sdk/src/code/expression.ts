import { Variables, plainName } from './variables';

/** Looks a name up where the code stands. */
export type Lookup = (name: string) => ReadonlySet<string> | undefined;

const MAX_DEPTH = 10;
const MAX_VALUES = 20;
/** `$name`, `$name.member`, `${…}`. */
const REFERENCE = /\$(?:\{([^{}]*)\}|([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*))/;

/**
 * The name that an expression refers to: `rootProject.extra["aws"] as String`, `property("aws")`, `versions.aws`,
 * `libs.versions.aws.get()`. Undefined for what is more than a name.
 */
export function nameIn(expression: string): string | undefined {
  const text = expression
    .trim()
    .replace(/\s+as\s+\w+\??$/, '')
    .replace(/\.(get|toString|trim)\(\s*\)/g, '')
    .split('?:', 1)[0]
    .trim();
  const keyed =
    /^([\w.$]*?)\.?(?:\b(?:property|findProperty|getProperty|get|gradleProperty|providers\.gradleProperty))?\s*[[(]\s*["']([\w.-]+)["']\s*[\])](?:\.get\(\))?$/.exec(
      text,
    );
  if (keyed) {
    const holder = plainName(`${keyed[1]}.`).replace(/\.$/, '');
    return /^(|ext|extra|properties|project|rootProject|property|findProperty|providers(\.\w+)?)$/.test(
      holder,
    )
      ? keyed[2]
      : `${holder}.${keyed[2]}`;
  }
  return /^[A-Za-z_][\w]*(\.[A-Za-z_]\w*)*$/.test(text)
    ? plainName(text)
    : undefined;
}

/** All texts that a text with references may stand for; undefined where one of them is not known. */
export function textsOf(
  text: string,
  lookup: Lookup,
  depth = 0,
): string[] | undefined {
  const match = REFERENCE.exec(text);
  if (!match) return [text];
  if (depth > MAX_DEPTH) return undefined;
  const values = valuesOf(match[1] ?? match[2], lookup, depth);
  if (!values) return undefined;
  const texts = new Set<string>();
  for (const value of values) {
    const replaced =
      text.slice(0, match.index) +
      value +
      text.slice(match.index + match[0].length);
    const whole = textsOf(replaced, lookup, depth + 1);
    if (!whole || texts.size > MAX_VALUES) return undefined;
    whole.forEach(one => texts.add(one));
  }
  return texts.size > 0 ? [...texts] : undefined;
}

/** All texts that an expression may stand for. */
export function valuesOf(
  expression: string,
  lookup: Lookup,
  depth = 0,
): string[] | undefined {
  const literal = /^\s*["']([^"']*)["']\s*$/.exec(expression);
  if (literal) return textsOf(literal[1], lookup, depth + 1);
  const name = nameIn(expression);
  const values = name === undefined ? undefined : lookup(name);
  if (!values || depth > MAX_DEPTH) return undefined;
  const texts = new Set<string>();
  for (const value of values) {
    const whole = textsOf(value, lookup, depth + 1);
    if (!whole) return undefined;
    whole.forEach(one => texts.add(one));
  }
  return [...texts];
}

/** A lookup in several scopes, the nearest first. A name with an object before it is also found without. */
export function lookupIn(scopes: readonly Variables[]): Lookup {
  return name => {
    for (const scope of scopes) {
      const exact = scope.get(name);
      if (exact) return exact;
    }
    const last = name.split('.').slice(-2).join('.');
    for (const scope of scopes) {
      const known = scope.get(last);
      if (known) return known;
    }
    return undefined;
  };
}
