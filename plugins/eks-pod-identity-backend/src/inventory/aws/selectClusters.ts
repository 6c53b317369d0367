import { minimatch } from 'minimatch';
import type { ClusterSelector } from '../../config';

interface Selection {
  include: ClusterSelector[];
  exclude: ClusterSelector[];
}

interface Candidate {
  name: string;
  tags: Record<string, string>;
}

function picks(selector: ClusterSelector, cluster: Candidate): boolean {
  return typeof selector === 'string'
    ? minimatch(cluster.name, selector)
    : Object.entries(selector.tags).every(
        ([key, value]) =>
          Object.hasOwn(cluster.tags, key) &&
          minimatch(cluster.tags[key], value, { dot: true }),
      );
}

/** Is a cluster one of those that the configuration asks for? */
export function isSelected(
  { include, exclude }: Selection,
  cluster: Candidate,
): boolean {
  return (
    (include.length === 0 || include.some(each => picks(each, cluster))) &&
    !exclude.some(each => picks(each, cluster))
  );
}

/**
 * Can the name alone tell that a cluster is left out? Then it need not be described, which its owners may not even
 * allow.
 */
export function isExcludedByName(
  { include, exclude }: Selection,
  name: string,
): boolean {
  const byName = (selector: ClusterSelector) =>
    typeof selector === 'string' && minimatch(name, selector);
  return (
    exclude.some(byName) ||
    (include.length > 0 &&
      include.every(each => typeof each === 'string') &&
      !include.some(byName))
  );
}
