import { Progress } from './progress';

/** Tasks of tests: each of their `files` begins, and does what its name says. */
export async function work(
  { files }: { files: string[] },
  progress: Progress,
): Promise<string[]> {
  const told: string[] = [];
  for (const file of files) {
    try {
      progress.begin(file);
      if (file === 'endless') for (;;);
      if (file === 'hungry') {
        const kept: string[][] = [];
        for (;;) kept.push(new Array(10_000).fill(String(kept.length)));
      }
      if (file === 'endless phase') {
        progress.phase();
        for (;;);
      }
      told.push(`${file}: read`);
    } catch (error) {
      told.push(`${file}: ${(error as Error).message}`);
    }
  }
  return told;
}

/** Fails as code that is broken does. */
export async function fail(): Promise<never> {
  throw new TypeError('is broken');
}
