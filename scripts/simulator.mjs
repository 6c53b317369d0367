// npm run simulator -- --account FILE --port 4599
import { prepare, root, run, runTypeScript } from './lib/install.mjs';

const args = process.argv.slice(2);
await prepare();
process.exit(
  await run(
    [...runTypeScript, `${root}/packages/aws-simulator/src/cli.ts`, ...args],
    { cwd: process.cwd(), env: { NODE_PATH: `${root}/node_modules` } },
  ),
);
