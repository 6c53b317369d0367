import {
  MinimumVersion,
  SdkId,
  SdkMinimumRow,
  sdkMinimums,
} from './data/sdkMinimums';

/** Effective minimums that an installation sets for itself: per SDK one version, or one per package (`*` for the rest). */
export type MinimumOverrides = Readonly<
  Record<string, string | Readonly<Record<string, string>>>
>;

/** A row of the table, and whether it was overridden. */
export type SdkMinimum = SdkMinimumRow & { overridden: boolean };

/** The table of minimums in force. */
export class Minimums {
  readonly #rows: ReadonlyMap<string, SdkMinimum>;

  /** Throws an Error that names the SDK when an override is for one that is not in the table, or is no version. */
  constructor(overrides: MinimumOverrides = {}) {
    const rows = new Map<string, SdkMinimum>(
      sdkMinimums.map(row => [row.sdk, { ...row, overridden: false }]),
    );
    for (const [sdk, override] of Object.entries(overrides)) {
      const row = rows.get(sdk);
      if (!row) {
        throw new Error(
          `sdk.minimums.${sdk}: there is no such SDK; known are ${[
            ...rows.keys(),
          ].join(', ')}`,
        );
      }
      rows.set(sdk, {
        ...row,
        minimums: overriddenMinimums(row, override),
        overridden: true,
      });
    }
    this.#rows = rows;
  }

  /** All rows, in the order of the table. */
  list(): SdkMinimum[] {
    return [...this.#rows.values()];
  }

  row(sdk: SdkId): SdkMinimum {
    return this.#rows.get(sdk)!;
  }

  /** The effective minimum of a package of an SDK. */
  of(sdk: SdkId, packageName: string): MinimumVersion {
    const { minimums } = this.row(sdk);
    return Object.hasOwn(minimums, packageName)
      ? minimums[packageName]
      : minimums['*'] ?? Object.values(minimums)[0];
  }
}

function overriddenMinimums(
  row: SdkMinimumRow,
  override: string | Readonly<Record<string, string>>,
): Readonly<Record<string, MinimumVersion>> {
  const entries = typeof override === 'string' ? { '*': override } : override;
  const isPerPackage = !('*' in row.minimums);
  if (isPerPackage && typeof override === 'string') {
    throw new Error(
      `sdk.minimums.${
        row.sdk
      }: has one minimum per package; write it as an object with the keys ${Object.keys(
        row.minimums,
      ).join(' and ')}`,
    );
  }
  for (const [name, version] of Object.entries(entries)) {
    if (typeof version !== 'string' || !/^(\d|never$|unknown$)/.test(version)) {
      throw new Error(
        `sdk.minimums.${row.sdk}: '${version}' for ${name} is no version; write one like '1.2.3', or 'never' or 'unknown'`,
      );
    }
  }
  return { ...row.minimums, ...entries };
}
