import { z } from 'zod';
import { FileFault } from '../../ecosystem';
import { inShape, parseJson } from '../../json';

/** PHP writes an empty map as an empty list. */
const names = z
  .union([z.record(z.string(), z.string()), z.array(z.never())])
  .optional()
  .transform(value => (Array.isArray(value) ? {} : value ?? {}));

const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  require: names,
  dist: z.looseObject({ type: z.string().optional() }).nullish(),
});

const lockSchema = z.looseObject({
  packages: z.array(packageSchema),
  'packages-dev': z.array(packageSchema).nullish(),
});

const manifestSchema = z.looseObject({
  require: names,
  'require-dev': names,
});

/** One package of a composer.lock. */
export type ComposerPackage = z.infer<typeof packageSchema>;

/** A composer.lock as data. */
export interface ComposerLock {
  packages: ComposerPackage[];
  development: ComposerPackage[];
}

/** Throws a FileFault for what is no composer.lock. */
export function parseComposerLock(text: string): ComposerLock {
  const lock = inShape(lockSchema, parseJson(text));
  return { packages: lock.packages, development: lock['packages-dev'] ?? [] };
}

/** What a composer.json asks for. */
export interface ComposerManifest {
  require: Record<string, string>;
  development: Record<string, string>;
}

/** Throws a FileFault for what is no composer.json. */
export function parseComposerManifest(text: string): ComposerManifest {
  const data = parseJson(text);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new FileFault('is no composer.json: it is not an object');
  }
  const manifest = inShape(manifestSchema, data);
  return { require: manifest.require, development: manifest['require-dev'] };
}
