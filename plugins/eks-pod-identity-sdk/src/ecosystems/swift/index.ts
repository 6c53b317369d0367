import { Ecosystem } from '../../ecosystem';
import { swift as registry } from '../../registries/swift';
import { extractPackageSwift, extractResolved } from './extract';

/** Swift: the lockfile of its package manager, and Package.swift where there is none. */
export const swift: Ecosystem = {
  name: 'swift',
  registry,
  formats: [
    {
      name: 'swift-package-resolved',
      patterns: [/(^|\/)Package\.resolved$/],
      locks: ['swift-package'],
      extract: extractResolved,
    },
    {
      name: 'swift-package',
      patterns: [/(^|\/)Package(@swift-[\d.]+)?\.swift$/],
      extract: extractPackageSwift,
    },
  ],
};
