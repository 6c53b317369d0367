import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { checkAccount } from './check';
import { AccountFileError, faultsOf, pathText, placeOf } from './faults';
import { accountFileSchema, type AccountFile } from './schema';

/** An account file that passed every check, and where its relative folders count from. */
export interface LoadedAccount {
  account: AccountFile;
  /** Absolute. */
  baseFolder: string;
  /** For messages. */
  name: string;
}

type Place = (
  path: readonly PropertyKey[],
) => { line: number; column: number } | undefined;

function validated(
  value: unknown,
  name: string,
  baseFolder: string,
  place: Place,
): LoadedAccount {
  const parsed = accountFileSchema.safeParse(value);
  const faults = parsed.success
    ? checkAccount(parsed.data, baseFolder)
    : faultsOf(parsed.error.issues);
  if (!parsed.success || faults.length > 0) {
    throw new AccountFileError(
      name,
      faults.map(fault => ({
        path: pathText(fault.path),
        message: fault.message,
        ...place(fault.path),
      })),
    );
  }
  return { account: parsed.data, baseFolder, name };
}

/**
 * Reads and checks an account given as YAML text.
 * @param text - YAML (or JSON, which is YAML).
 * @param name - file name for messages.
 * @param baseFolder - what relative folders count from.
 * @throws AccountFileError naming file, line and fault.
 */
export function parseAccount(
  text: string,
  name: string,
  baseFolder: string,
): LoadedAccount {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
  });
  if (document.errors.length > 0) {
    throw new AccountFileError(
      name,
      document.errors.map(error => {
        const { line, col } = lines.linePos(error.pos[0]);
        return {
          path: '',
          line,
          column: col,
          message: `not valid YAML: ${error.message}`,
        };
      }),
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    throw new AccountFileError(name, [
      { path: '', message: `not valid YAML: ${(error as Error).message}` },
    ]);
  }
  return validated(value ?? {}, name, baseFolder, path =>
    placeOf(document, lines, path),
  );
}

/**
 * Reads and checks an account file.
 * @param path - of the YAML file; relative to the current folder.
 * @throws AccountFileError naming file, line and fault, also where the file is not there.
 */
export function loadAccountFile(path: string): LoadedAccount {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new AccountFileError(path, [
      { path: '', message: `cannot be read: ${why}` },
    ]);
  }
  return parseAccount(text, path, dirname(resolve(path)));
}

/**
 * Checks an account given as an object, as tests do.
 * @throws AccountFileError naming member and fault.
 */
export function loadAccountObject(
  account: unknown,
  baseFolder: string = process.cwd(),
): LoadedAccount {
  return validated(account, 'account', baseFolder, () => undefined);
}
