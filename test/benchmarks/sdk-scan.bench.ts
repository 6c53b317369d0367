/**
 * How fast lockfiles are read, by format, and how a folder of 5,000 repositories is: cold, and from results that are
 * kept by content. Prints rates and ratios of this run, asserts nothing. REPOSITORIES sets another number.
 */
import { createHash } from 'crypto';
import { readFileSync, readdirSync, statSync } from 'fs';
import { join, relative } from 'path';
import {
  PARSER_VERSION,
  ScanResult,
  SourceFile,
  scanFiles,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';

const ECOSYSTEMS = join(
  __dirname,
  '../../plugins/eks-pod-identity-sdk/src/ecosystems',
);
const REPOSITORIES = Number(process.env.REPOSITORIES ?? 5_000);
const BUDGET_MS = 300;

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({
      path: relative(folder, path),
      text: readFileSync(path, 'utf8'),
    }));
}

function fixtures(): SourceFile[][] {
  return readdirSync(ECOSYSTEMS)
    .map(name => join(ECOSYSTEMS, name, '__fixtures__'))
    .filter(folder => statSync(folder, { throwIfNoEntry: false }))
    .flatMap(folder =>
      readdirSync(folder).map(name => filesBelow(join(folder, name))),
    );
}

const megabytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024);

async function byFormat(repositories: SourceFile[][]) {
  const samples = new Map<string, SourceFile[]>();
  for (const files of repositories) {
    for (const file of files) {
      const [scanned] = (await scanFiles([file])).files;
      if (!scanned) continue;
      samples.set(scanned.format, [
        ...(samples.get(scanned.format) ?? []),
        file,
      ]);
    }
  }
  for (const [format, files] of samples) {
    const start = performance.now();
    let count = 0;
    let characters = 0;
    while (performance.now() - start < BUDGET_MS) {
      for (const file of files) {
        await scanFiles([file]);
        count += 1;
        characters += file.text.length;
      }
    }
    const seconds = (performance.now() - start) / 1000;
    process.stdout.write(
      `${format.padEnd(28)} ${Math.round(count / seconds)
        .toString()
        .padStart(7)} files/s ${(characters / seconds / 1e6)
        .toFixed(2)
        .padStart(7)} MB/s\n`,
    );
  }
}

async function fleet(repositories: SourceFile[][]) {
  const kept = new Map<string, ScanResult>();
  const run = async () => {
    const start = performance.now();
    for (let at = 0; at < REPOSITORIES; at++) {
      const files = repositories[at % repositories.length];
      // Every repository has a revision of its own, as it would in a fleet.
      const hash = createHash('sha256').update(`${PARSER_VERSION} ${at}`);
      for (const { path, text } of files) hash.update(path).update(text);
      const key = hash.digest('hex');
      if (!kept.has(key)) kept.set(key, await scanFiles(files));
    }
    return performance.now() - start;
  };
  const before = megabytes();
  const cold = await run();
  const after = megabytes();
  const warm = await run();
  process.stdout.write(
    `${REPOSITORIES} repositories: cold ${Math.round(
      REPOSITORIES / (cold / 1000),
    )}/s, from cache ${Math.round(REPOSITORIES / (warm / 1000))}/s, ratio ${(
      cold / warm
    ).toFixed(1)}; memory ${before} MB before, ${after} MB after\n`,
  );
}

async function main() {
  const repositories = fixtures();
  await byFormat(repositories);
  await fleet(repositories);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
