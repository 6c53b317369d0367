import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sets = join(__dirname, '__fixtures__');

/** A folder to scan and what it has to end in. */
export interface FolderCase {
  name: string;
  folder: string;
  expected: {
    sdks?: { sdk: string; supportsPodIdentity: boolean | null }[];
    verdict?: string;
  };
}

/** What one subject of an account has to end in; every member that is there has to hold. */
export interface ExpectedSubject {
  verdict?: string[];
  not?: string[];
  failing?: string[];
  warned?: string[];
  check?: Record<string, string[]>;
}

/** The kinds of subjects of an account, each by its key in `expected.json`. */
export type ExpectedAccount = Partial<
  Record<'workloads' | 'addons' | 'services', Record<string, ExpectedSubject>>
>;

/** An account file and what its subjects have to end in. */
export interface AccountCase {
  name: string;
  file: string;
  expected: ExpectedAccount;
}

/** An error text with its first cause, `null` for none. */
export interface ErrorCase {
  name: string;
  text: string;
  causes: (string | null)[];
  /** The words are ours and nothing ties them to EKS: a cause that is named is at most possible. */
  possible: boolean;
}

function inSets<T>(
  part: string,
  read: (path: string, set: string) => T[],
): T[] {
  return readdirSync(sets).flatMap(set => {
    const path = join(sets, set, part);
    return existsSync(path) ? read(path, set) : [];
  });
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** All folders of all sets. */
export const folderCases = inSets<FolderCase>('files', (path, set) =>
  readdirSync(path).map(name => ({
    name: `${set}/${name}`,
    folder: join(path, name),
    expected: json(join(path, name, 'expected.json')),
  })),
);

/** All account files of all sets. */
export const accountCases = inSets<AccountCase>('accounts', (path, set) =>
  Object.entries(
    json<Record<string, ExpectedAccount>>(join(path, 'expected.json')),
  ).map(([file, expected]) => ({
    name: `${set}/${file}`,
    file: join(path, file),
    expected,
  })),
);

/** All error texts of all sets. */
export const errorCases = inSets<ErrorCase>('errors.jsonl', (path, set) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
    .map(({ text, cause, oneOf, possible = false }, index) => ({
      name: `${set} ${index + 1}: ${text.slice(0, 60).replace(/\s+/g, ' ')}`,
      text,
      causes: oneOf ?? [cause],
      possible,
    })),
);
