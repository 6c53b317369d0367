import { EvidenceAt } from '../links';
import { ProviderFact } from './facts';
import { FolderCode } from './folderCode';
import { withoutPublicHost } from './modules';
import { blocksOf, isBody, labelledBlocksOf } from './parse';

/** The providers that the code of a folder asks for. */
export function requiredProviders(
  { settings }: FolderCode,
  at: EvidenceAt,
): ProviderFact[] {
  return settings.flatMap(({ file, body }) =>
    blocksOf(body.required_providers).flatMap(required =>
      Object.entries(required).map(([name, value]): ProviderFact => {
        // Before 0.13 a provider was named by its version alone.
        const address = isBody(value) ? stringOf(value.source) : undefined;
        const source = withoutPublicHost(address ?? `hashicorp/${name}`);
        const constraint = stringOf(isBody(value) ? value.version : value);
        return {
          source,
          ...(constraint ? { constraint } : {}),
          evidence: at(
            `${source} ${constraint ?? ''}`.trim(),
            file.path,
            file.positions.lineOf(['terraform', 'required_providers', name]),
          ),
        };
      }),
    ),
  );
}

/** The versions of a folder's lockfile. */
export function lockedProviders(
  { locks }: FolderCode,
  at: EvidenceAt,
): ProviderFact[] {
  return locks.flatMap(file =>
    labelledBlocksOf(file.body.provider).map(([address, block]) => {
      const source = withoutPublicHost(address);
      const version = stringOf(block.version);
      const constraint = stringOf(block.constraints);
      return {
        source,
        ...(version ? { version } : {}),
        ...(constraint ? { constraint } : {}),
        evidence: at(
          `${source} ${version ?? ''}`.trim(),
          file.path,
          file.positions.lineOf(['provider', address]),
        ),
      };
    }),
  );
}

/** One entry per provider: the locked version with what the code asks for. */
export function mergeProviders(
  required: readonly ProviderFact[],
  locked: readonly ProviderFact[],
): ProviderFact[] {
  const versions = new Map(locked.map(each => [each.source, each]));
  const merged = required.map(provider => {
    const lock = versions.get(provider.source);
    versions.delete(provider.source);
    return lock
      ? {
          ...lock,
          ...(provider.constraint ? { constraint: provider.constraint } : {}),
        }
      : provider;
  });
  return [...merged, ...versions.values()];
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
