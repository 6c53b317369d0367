import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * Who decides on requests. `required`: somebody else than who asked; `self`: also who asked; `none`: nobody, a request
 * is approved as soon as it is made.
 */
export type ApprovalMode = 'required' | 'self' | 'none';

/** How requests are handled. */
export interface MigrationsConfig {
  approval: ApprovalMode;
  /** Entity references that are told of new requests. */
  approvers: string[];
}

const MODES: readonly string[] = ['required', 'self', 'none'];

/**
 * Reads `eksPodIdentity.migrations`.
 * @throws InputError when `approval` is not one of the modes
 */
export function readMigrationsConfig(config: Config): MigrationsConfig {
  const migrations = config.getOptionalConfig('eksPodIdentity.migrations');
  const approval = migrations?.getOptionalString('approval') ?? 'required';
  if (!MODES.includes(approval)) {
    throw new InputError(
      `eksPodIdentity.migrations.approval is '${approval}'; set it to one of: ${MODES.join(
        ', ',
      )}`,
    );
  }
  return {
    approval: approval as ApprovalMode,
    approvers: migrations?.getOptionalStringArray('approvers') ?? [],
  };
}
