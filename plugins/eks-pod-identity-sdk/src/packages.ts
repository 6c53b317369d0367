import { NamePattern, Registry, SdkPackages } from './registry';

/** What a package is to an SDK, from the most telling to the least. */
export type PackageRole = 'decides' | 'sharesVersion' | 'hints' | 'brings';

/** A package name that matters to an SDK. */
export interface PackageMatch {
  rule: SdkPackages;
  role: PackageRole;
}

const ROLES: PackageRole[] = ['decides', 'sharesVersion', 'hints', 'brings'];

function patternTest(patterns: NamePattern[]): (name: string) => boolean {
  const exact = new Set(patterns.filter(pattern => !pattern.includes('*')));
  const globs = patterns
    .filter(pattern => pattern.includes('*'))
    .map(pattern => {
      const parts = pattern
        .split('*')
        .map(part => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
      return new RegExp(`^${parts.join('.*')}$`);
    });
  return name => exact.has(name) || globs.some(glob => glob.test(name));
}

/** Finds which SDKs of a registry a package name stands for. */
export class PackageMatcher {
  readonly #tests: {
    rule: SdkPackages;
    roles: { role: PackageRole; test: (name: string) => boolean }[];
    except: (name: string) => boolean;
  }[];

  constructor(private readonly registry: Registry) {
    this.#tests = registry.sdks.map(rule => ({
      rule,
      roles: ROLES.map(role => ({ role, test: patternTest(rule[role] ?? []) })),
      except: patternTest(rule.except ?? []),
    }));
  }

  /** The name as it is looked up and reported. */
  normalize(name: string): string {
    return this.registry.normalizeName?.(name) ?? name;
  }

  /** One match per SDK, in its most telling role; empty for a package that is of no interest. */
  match(name: string): PackageMatch[] {
    const normal = this.normalize(name);
    const matches: PackageMatch[] = [];
    for (const { rule, roles, except } of this.#tests) {
      const role = roles.find(candidate => candidate.test(normal))?.role;
      // An exception takes a package out of the SDK itself; it may still bring the SDK along.
      if (role === 'brings' || (role && !except(normal))) {
        matches.push({ rule, role });
      } else if (role && patternTest(rule.brings ?? [])(normal)) {
        matches.push({ rule, role: 'brings' });
      }
    }
    return matches;
  }
}

const matchers = new WeakMap<Registry, PackageMatcher>();

/** The matcher of a registry, built once. */
export function matcherOf(registry: Registry): PackageMatcher {
  let matcher = matchers.get(registry);
  if (!matcher) {
    matcher = new PackageMatcher(registry);
    matchers.set(registry, matcher);
  }
  return matcher;
}
