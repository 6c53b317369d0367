import { FoundPackage } from '../../../ecosystem';
import { parseSpecifier } from '../specifier';
import { YarnEntry, YarnLock } from './schema';

const DESCRIPTOR = /^(@[^/]+\/[^@]+|[^@]+)@(.*)$/s;

/** A descriptor or a resolution (`@aws-sdk/client-s3@npm:^3.1.0`) as name and reference. */
export function splitDescriptor(text: string): {
  name: string;
  reference: string;
} {
  const match = DESCRIPTOR.exec(text);
  return match
    ? { name: match[1], reference: match[2] }
    : { name: text, reference: '' };
}

/** What an entry really is: aliases and patches resolved. */
export function identify(
  entry: YarnEntry,
): Pick<FoundPackage, 'name' | 'version' | 'unresolved'> {
  const { name, reference } = splitDescriptor(
    entry.resolution ?? entry.descriptors[0],
  );
  const specifier = parseSpecifier(name, reference);
  if (specifier.elsewhere) {
    return { name: specifier.name, unresolved: specifier.elsewhere };
  }
  if (/^git[+:@]|\.git#/.test(entry.resolved ?? '')) {
    return { name: specifier.name, unresolved: 'taken from git' };
  }
  return entry.version === undefined
    ? { name: specifier.name, unresolved: 'the lockfile does not tell it' }
    : { name: specifier.name, version: entry.version };
}

/** The folder of a workspace member in a lockfile of berry (`''` for the root); undefined for all other entries. */
export function memberFolder(entry: YarnEntry): string | undefined {
  const match = /@workspace:(.*)$/.exec(entry.resolution ?? '');
  if (!match) return undefined;
  return match[1] === '.' ? '' : match[1];
}

/** Finds the entry that a dependency resolves to. */
export class YarnResolver {
  readonly #byDescriptor = new Map<string, YarnEntry>();
  readonly #byName = new Map<string, Set<YarnEntry>>();

  constructor(lock: YarnLock) {
    for (const entry of lock.entries) {
      for (const descriptor of entry.descriptors) {
        this.#byDescriptor.set(descriptor, entry);
        const { name } = splitDescriptor(descriptor);
        const named = this.#byName.get(name) ?? new Set();
        this.#byName.set(name, named.add(entry));
      }
    }
  }

  /**
   * The entry of that descriptor. Where there is none (`resolutions` in a package.json rewrite descriptors), all entries
   * of that name: better one path too many than one too few.
   */
  resolve(name: string, range: string): YarnEntry[] {
    const exact =
      this.#byDescriptor.get(`${name}@${range}`) ??
      this.#byDescriptor.get(`${name}@npm:${range}`);
    return exact ? [exact] : [...(this.#byName.get(name) ?? [])];
  }
}
