import { unreadStacks } from '../../data/unreadStacks';
import { Ecosystem } from '../../ecosystem';
import { image } from '../../registries/image';
import { BUILD_FILES, extractUnread } from './extract';

/** Format of a stack in output: `nix-flake` of `a Nix flake`. */
function formatName(what: string): string {
  return what
    .replace(/^an? /, '')
    .toLowerCase()
    .replace(/[^a-z0-9+]+/g, '-');
}

/** What is recognised and not read. It comes last, so that what another ecosystem reads is read. */
export const unread: Ecosystem = {
  name: 'unread',
  registry: image,
  formats: unreadStacks.map(stack => ({
    name: `unread-${formatName(stack.what)}`,
    patterns: [...stack.patterns],
    extract: (file, context) => extractUnread(stack, file, context),
  })),
  neighbours: [...BUILD_FILES],
};
