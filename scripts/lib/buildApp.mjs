// Builds a frontend app when its sources changed since.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { cacheFolder, root } from './install.mjs';
import { startServer } from './servers.mjs';

const stampFolder = join(cacheFolder, 'build');

/** What a frontend is built from, beside the app's own folder. */
const shared = [
  'app-config.yaml',
  'yarn.lock',
  'packages/demo-sign-in',
  'plugins/eks-pod-identity',
  'plugins/eks-pod-identity-common',
];

const ignored =
  /(?:^|\/)(?:node_modules|dist|dist-types|coverage|__fixtures__|__testUtils__)$|\.(?:test\.tsx?|md)$/;

function filesOf(path) {
  if (ignored.test(relative(root, path))) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path)
    .sort()
    .flatMap(name => filesOf(join(path, name)));
}

function sourcesHash(app) {
  const hash = createHash('sha256');
  for (const start of [...shared, `packages/${app}`]) {
    for (const file of filesOf(join(root, start))) {
      hash.update(relative(root, file)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/**
 * Builds packages/APP unless what is in its dist was built from these very sources.
 * @returns whether there is a build now; the log tells what went wrong
 */
export async function buildApp(app, { verbose, onBuild }) {
  const stampFile = join(stampFolder, app);
  const hash = sourcesHash(app);
  const isBuilt =
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === hash &&
    existsSync(join(root, 'packages', app, 'dist', 'static'));
  if (isBuilt) {
    return { ok: true };
  }
  onBuild();
  rmSync(stampFile, { force: true });
  const build = startServer(
    `build-${app}`,
    [join(root, 'node_modules/.bin/backstage-cli'), 'package', 'build'],
    { cwd: join(root, 'packages', app), verbose, follow: false },
  );
  if ((await build.ended) !== 0) {
    return { ok: false, build };
  }
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stampFile, hash);
  return { ok: true };
}
