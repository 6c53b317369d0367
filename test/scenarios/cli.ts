import { assessAccount } from './assessAccount';
import { reportOf } from './report';

/** `npm run assess -- ACCOUNT.yaml`: the verdicts of an account file, as one JSON document on stdout and nothing else. */
async function main(files: string[]): Promise<void> {
  if (files.length !== 1) {
    throw new Error('Name one account file: npm run assess -- ACCOUNT.yaml');
  }
  const report = reportOf(await assessAccount(files[0]));
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
