import { Registry } from '../../registry';
import { deno } from '../../registries/deno';
import { npm } from '../../registries/npm';
import { matcherOf } from '../../packages';

/** A package that an import names. */
export interface Imported {
  registry: Registry;
  name: string;
  /** A version or a range, as it is written. */
  reference?: string;
}

function isWanted(registry: Registry, name: string): boolean {
  return matcherOf(registry).match(name).length > 0;
}

const REFERENCE = /^((?:@[\w.-]+\/)?[\w.-]+)(?:@([^/]+))?(?:\/.*)?$/;

/**
 * The package behind an import: `npm:aws-sdk@2`, `jsr:@scope/name@1`, or an address. Of an address the scheme and the path
 * count (`…/@aws-sdk/client-s3@3.400.0?target=deno`), never the host. Undefined for what is of no interest.
 */
export function importedBy(specifier: string): Imported | undefined {
  const [, scheme, rest] = /^([a-z]+):(.*)$/i.exec(specifier) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'npm':
      return packageIn(rest.replace(/^\/+/, ''), npm);
    case 'jsr':
      return packageIn(rest.replace(/^\/+/, ''), deno);
    case 'http':
    case 'https':
      return inAddress(rest.replace(/^\/+/, ''));
    default:
      return undefined;
  }
}

function packageIn(text: string, registry: Registry): Imported | undefined {
  const match = REFERENCE.exec(text);
  if (!match || !isWanted(registry, match[1])) return undefined;
  const [, name, reference] = match;
  return { registry, name, ...(reference === undefined ? {} : { reference }) };
}

/** The first part of a path, or two with a scope, that names a package. */
function inAddress(rest: string): Imported | undefined {
  const [, ...parts] = decoded(rest.split(/[?#]/)[0]).split('/');
  for (const [at, part] of parts.entries()) {
    const text =
      part.startsWith('@') && !/@.*@/.test(part)
        ? `${part}/${parts[at + 1] ?? ''}`
        : part;
    const [, name, reference] = REFERENCE.exec(text) ?? [];
    if (name === undefined) continue;
    // A folder may have the name of a package; what is loaded from elsewhere than a repository has a version.
    if (
      isWanted(npm, name) &&
      (reference !== undefined || name.includes('/'))
    ) {
      return { registry: npm, name, ...(reference ? { reference } : {}) };
    }
    if (isWanted(deno, name) && parts[at - 1] === 'x') {
      return { registry: deno, name, ...(reference ? { reference } : {}) };
    }
  }
  return undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
