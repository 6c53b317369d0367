// npm run sdk-scan -- FOLDER
import { resolve } from 'node:path';
import { prepare, root, run, runTypeScript } from './lib/install.mjs';

const folders = process.argv.slice(2).map(folder => resolve(folder));
await prepare();
process.exit(
  await run([
    ...runTypeScript,
    `${root}/plugins/eks-pod-identity-sdk/src/cli.ts`,
    ...folders,
  ]),
);
