import { CargoManifest, LockedCrate } from './schema';

/** Crates that have an AWS client only when they are built with that feature. */
const GATED: ReadonlyMap<string, string> = new Map([['object_store', 'aws']]);

/**
 * Dependencies that tell the feature: object_store needs `md-5` for AWS only, and the others for any cloud. Source: the
 * `[features]` of its Cargo.toml.
 */
const ONLY_AWS = 'md-5';
const ANY_CLOUD: ReadonlySet<string> = new Set([
  'hyper',
  'quick-xml',
  'reqwest',
]);

/** Whether a crate is built with an AWS client; undefined where that can't be told. */
export type WithAws = boolean | undefined;

/** Whether manifests ask for the feature of a crate that has its AWS client; true for crates that always have it. */
export function asksForAws(
  name: string,
  manifests: Iterable<CargoManifest>,
  workspace?: CargoManifest['workspace'],
): boolean {
  const feature = featureOf(name);
  if (feature === undefined) return true;
  for (const { dependencies, turnsOn } of manifests) {
    for (const entry of dependencies) {
      if (!isSame(entry.name, name)) continue;
      const inherited = entry.fromWorkspace
        ? workspace?.get(entry.key)?.features ?? []
        : [];
      const wanted = [`${entry.key}/${feature}`, `${entry.key}?/${feature}`];
      if (
        entry.features.includes(feature) ||
        inherited.includes(feature) ||
        turnsOn.some(text => wanted.includes(text))
      ) {
        return true;
      }
    }
  }
  return false;
}

/** The same for a locked crate, by what asks for it and by what it depends on. */
export function isBuiltWithAws(
  crate: LockedCrate,
  crates: readonly LockedCrate[],
  manifests: ReadonlyMap<string, CargoManifest>,
  workspace: CargoManifest['workspace'],
): WithAws {
  if (asksForAws(crate.name, manifests.values(), workspace)) return true;
  const needs = new Set(crate.dependencies.map(nameIn));
  if (needs.has(ONLY_AWS)) return true;
  const askers = crates.filter(({ dependencies }) =>
    dependencies.some(text => nameIn(text) === crate.name),
  );
  const isOurs = ({ name, source }: LockedCrate) =>
    source === undefined && manifests.has(name);
  if (askers.length > 0 && askers.every(isOurs)) return false;
  return needs.size > 0 && ![...needs].some(name => ANY_CLOUD.has(name))
    ? false
    : undefined;
}

function featureOf(name: string): string | undefined {
  return GATED.get(name.replace(/-/g, '_'));
}

/** `name`, `name version` or `name version (source)`. */
function nameIn(dependency: string): string {
  return dependency.split(' ')[0];
}

function isSame(a: string, b: string): boolean {
  return a.replace(/_/g, '-') === b.replace(/_/g, '-');
}
