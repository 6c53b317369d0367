import { ParseError, parse } from 'jsonc-parser';
import { z } from 'zod';
import { FileFault } from '../../../ecosystem';
import { inShape } from '../../../json';
import { lineAt } from '../../../text';

const names = z.record(z.string(), z.string()).optional();

const workspaceSchema = z.looseObject({
  name: z.string().optional(),
  dependencies: names,
  optionalDependencies: names,
  devDependencies: names,
  peerDependencies: names,
});

const infoSchema = z.looseObject({
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
});

const lockSchema = z.looseObject({
  lockfileVersion: z.number(),
  workspaces: z.record(z.string(), workspaceSchema),
  packages: z
    .record(z.string(), z.tuple([z.string()], z.unknown()))
    .default({}),
});

/** One installed package: its key is the path of names that leads to it. */
export interface BunPackage {
  /** `aws-sdk@2.1550.0`, `app@workspace:packages/app`. */
  identifier: string;
  dependencies: string[];
}

/** A bun.lock as data. */
export interface BunLock {
  workspaces: Map<string, z.infer<typeof workspaceSchema>>;
  packages: Map<string, BunPackage>;
}

/** bun.lock is JSON with trailing commas. Throws a FileFault for what is none. */
export function parseBunLock(text: string): BunLock {
  const errors: ParseError[] = [];
  const data = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) {
    throw new FileFault(
      'is not JSON; is it cut off?',
      lineAt(text, errors[0].offset),
    );
  }
  const lock = inShape(lockSchema, data);
  const packages = new Map<string, BunPackage>();
  for (const [key, [identifier, ...rest]] of Object.entries(lock.packages)) {
    // Where the description stands in the row depends on where the package comes from.
    const info = rest.find(part => typeof part === 'object' && part !== null);
    const { dependencies, optionalDependencies, peerDependencies } = inShape(
      infoSchema,
      info ?? {},
    );
    packages.set(key, {
      identifier,
      dependencies: Object.keys({
        ...dependencies,
        ...optionalDependencies,
        ...peerDependencies,
      }),
    });
  }
  return { workspaces: new Map(Object.entries(lock.workspaces)), packages };
}
