import { RequestContext } from './context';
import { PolicyStatement } from './document';
import { globCovers, globsOverlap } from './globs';
import { PatternPart, patternOf } from './patterns';
import { Ternary } from './ternary';
import { resolveVariables } from './variables';

/** What a statement names of actions or resources: a pattern, or all but some. */
type Side = { is: PatternPart[] } | { not: PatternPart[][] };

/** One action pattern with one resource pattern of a statement. */
export interface Atom {
  action: Side;
  resource: Side;
  /** `s3:GetObject on arn:aws:s3:::orders/*`, for people. */
  name: string;
}

/** The requests that a statement is about, in one session. */
export interface StatementScope {
  atoms: Atom[];
  /** `unknown` where a variable in its resources can't be resolved: then the atoms say too much. */
  certain: Ternary;
}

const ANYTHING: Side = { is: patternOf('*') };

/** Takes a statement apart, with the variables of its resources resolved. */
export function scopeOf(
  statement: PolicyStatement,
  version: string,
  context: RequestContext,
): StatementScope {
  let certain: Ternary = true;
  const resolve = (text: string): PatternPart[][] => {
    const resolved = resolveVariables(text, version, context);
    switch (resolved.state) {
      case 'resolved':
        return [resolved.pattern];
      case 'absent':
        // A resource whose variable the request lacks matches nothing (IAM user guide, 'Variables and tags').
        certain = statement.notResource ? 'unknown' : certain;
        return [];
      default:
        certain = 'unknown';
        return [patternOf(text.replace(/\$\{[^}]*\}/g, '*'))];
    }
  };
  const actions: { side: Side; name: string }[] = statement.action
    ? statement.action.map(name => ({ side: { is: patternOf(name) }, name }))
    : [
        {
          side: { not: (statement.notAction ?? []).map(patternOf) },
          name: `all but ${(statement.notAction ?? []).join(', ')}`,
        },
      ];
  const resources = resourcesOf(statement, resolve);
  return {
    atoms: actions.flatMap(action =>
      resources.map(resource => ({
        action: action.side,
        resource: resource.side,
        name: `${action.name} on ${resource.name}`,
      })),
    ),
    certain,
  };
}

function resourcesOf(
  { resource, notResource }: PolicyStatement,
  resolve: (text: string) => PatternPart[][],
): { side: Side; name: string }[] {
  if (resource) {
    return resource.flatMap(name =>
      resolve(name).map(is => ({ side: { is }, name })),
    );
  }
  return notResource
    ? [
        {
          side: { not: notResource.flatMap(resolve) },
          name: `all but ${notResource.join(', ')}`,
        },
      ]
    : [{ side: ANYTHING, name: '*' }];
}

function sideCovers(wide: Side, narrow: Side, ignoreCase: boolean): boolean {
  const options = { ignoreCase };
  if ('is' in wide) {
    return globCovers(
      wide.is,
      'is' in narrow ? narrow.is : patternOf('*'),
      options,
    );
  }
  return 'is' in narrow
    ? !wide.not.some(left => globsOverlap(left, narrow.is, options))
    : wide.not.every(left =>
        narrow.not.some(out => globCovers(out, left, options)),
      );
}

function sideOverlaps(a: Side, b: Side, ignoreCase: boolean): boolean {
  const options = { ignoreCase };
  if ('is' in a && 'is' in b) {
    return globsOverlap(a.is, b.is, options);
  }
  if ('is' in a) {
    return 'is' in b || !b.not.some(left => globCovers(left, a.is, options));
  }
  return 'is' in b
    ? !a.not.some(left => globCovers(left, b.is, options))
    : true;
}

/** Whether the first has all requests of the second. */
export function atomCovers(wide: Atom, narrow: Atom): boolean {
  return (
    sideCovers(wide.action, narrow.action, true) &&
    sideCovers(wide.resource, narrow.resource, false)
  );
}

/** Whether they have a request in common. */
export function atomsOverlap(a: Atom, b: Atom): boolean {
  return (
    sideOverlaps(a.action, b.action, true) &&
    sideOverlaps(a.resource, b.resource, false)
  );
}
