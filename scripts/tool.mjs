// node scripts/tool.mjs NAME …: a binary of the dependencies, on a Node.js that it runs on.
import { prepare, runBin } from './lib/install.mjs';

const [name, ...args] = process.argv.slice(2);
await prepare();
process.exit(await runBin(name, args));
