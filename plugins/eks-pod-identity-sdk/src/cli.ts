import { FolderNotFound } from './folder';
import { ParsingPool } from './pool/pool';
import { scanFolderWithin } from './pool/scanTasks';

const USAGE = `Usage: sdk-scan FOLDER

Prints one JSON document: which AWS SDKs the lockfiles, manifests and SBOMs below FOLDER name, and whether
they are new enough for EKS Pod Identity. Exit code 0 when it could read, 2 when the folder is not there.
`;

/** Runs the command; returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (args.length !== 1 || args[0].startsWith('-')) {
    process.stderr.write(USAGE);
    return 2;
  }
  const pool = new ParsingPool();
  try {
    const result = await scanFolderWithin(pool, args[0]);
    await print(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof FolderNotFound)) throw error;
    process.stderr.write(`sdk-scan: ${error.message}\n`);
    return 2;
  } finally {
    await pool.close();
  }
}

/** Waits until a pipe has taken it all: the process ends right after. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, error => (error ? reject(error) : resolve()));
  });
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    code => {
      process.exitCode = code;
    },
    error => {
      process.stderr.write(
        `sdk-scan: ${error instanceof Error ? error.stack : error}\n`,
      );
      process.exitCode = 1;
    },
  );
}
