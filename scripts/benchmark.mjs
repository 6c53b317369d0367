// npm run benchmark [-- NAME]: prints ratios measured in one run, asserts nothing.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root, run, runTypeScript } from './lib/install.mjs';

const folder = join(root, 'test', 'benchmarks');
const [wanted = ''] = process.argv.slice(2);
await prepare();
for (const file of readdirSync(folder)) {
  if (file.endsWith('.bench.ts') && file.includes(wanted)) {
    process.stdout.write(`\n${file}\n`);
    const code = await run([...runTypeScript, join(folder, file)]);
    if (code !== 0) {
      process.exit(code);
    }
  }
}
