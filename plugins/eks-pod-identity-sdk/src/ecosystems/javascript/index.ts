import { Ecosystem, FileFault } from '../../ecosystem';
import { npm } from '../../registries/npm';
import { extractBunLock } from './bun/extract';
import { extractManifest } from './manifest/extract';
import { extractNpmLock } from './npm/extract';
import { extractPnpmLock } from './pnpm/extract';
import { extractYarnLock } from './yarn/extract';

/** JavaScript: the lockfiles of npm, yarn, pnpm and bun, and the package.json where there is none. */
export const javascript: Ecosystem = {
  name: 'javascript',
  registry: npm,
  formats: [
    {
      name: 'package-lock',
      patterns: [/(^|\/)(package-lock|npm-shrinkwrap)\.json$/],
      locks: ['package-json'],
      extract: extractNpmLock,
    },
    {
      name: 'yarn-lock',
      patterns: [/(^|\/)yarn\.lock$/],
      locks: ['package-json'],
      extract: extractYarnLock,
    },
    {
      name: 'pnpm-lock',
      patterns: [/(^|\/)pnpm-lock\.yaml$/],
      locks: ['package-json'],
      extract: extractPnpmLock,
    },
    {
      name: 'bun-lock',
      patterns: [/(^|\/)bun\.lock$/],
      locks: ['package-json'],
      extract: extractBunLock,
    },
    {
      name: 'bun-lockb',
      patterns: [/(^|\/)bun\.lockb$/],
      extract: () => {
        throw new FileFault(
          'is binary; `bun install --save-text-lockfile` writes bun.lock instead',
        );
      },
    },
    {
      name: 'package-json',
      patterns: [/(^|\/)package\.json$/],
      extract: extractManifest,
    },
  ],
  neighbours: [/(^|\/)(pnpm-workspace\.yaml|\.yarnrc\.yml)$/],
};
