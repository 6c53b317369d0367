import { Ecosystem } from '../../ecosystem';
import { crates } from '../../registries/crates';
import { extractCargoLock, extractCargoManifest } from './extract';

/** Rust: Cargo's lockfile, and the manifests where there is none. */
export const rust: Ecosystem = {
  name: 'rust',
  registry: crates,
  formats: [
    {
      name: 'cargo-lock',
      patterns: [/(^|\/)Cargo\.lock$/],
      locks: ['cargo-toml'],
      extract: extractCargoLock,
    },
    {
      name: 'cargo-toml',
      patterns: [/(^|\/)Cargo\.toml$/],
      extract: extractCargoManifest,
    },
  ],
};
