// npm run assess -- ACCOUNT.yaml
import { resolve } from 'node:path';
import { prepare, root, run, runTypeScript } from './lib/install.mjs';

const files = process.argv.slice(2).map(file => resolve(file));
await prepare();
process.exit(
  await run([...runTypeScript, `${root}/test/scenarios/cli.ts`, ...files]),
);
