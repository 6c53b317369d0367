import type {
  Addon,
  ClusterRef,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Which cells to show; undefined members show all. */
export interface MatrixFilters {
  q?: string;
  verdict?: string;
  identity?: string;
  region?: string;
  /** Name or ARN. */
  cluster?: string;
}

/** Add-ons by cluster. */
export interface Matrix {
  /** Names of add-ons, those with most left to do first. */
  rows: string[];
  /** Clusters by region and name. */
  columns: ClusterRef[];
  /** Undefined where the add-on is not installed. */
  cell(name: string, cluster: ClusterRef): Addon | undefined;
  /** Whether the filters keep the cell. */
  fits(addon: Addon): boolean;
  /** Cells that the filters keep. */
  count: number;
}

const done: readonly Addon['verdict'][] = ['migrated', 'not-applicable'];

/**
 * Lays add-ons out by cluster. Filters leave out rows and columns in which no cell is left; with filters on clusters
 * alone a column stays even if it is empty, as long as nothing is asked of the cells.
 */
export function buildMatrix(
  addons: Addon[],
  clusters: ClusterRef[],
  filters: MatrixFilters = {},
): Matrix {
  const { q, verdict, identity, region, cluster } = filters;
  const fits = (addon: Addon) =>
    (!q || addon.name.includes(q.toLocaleLowerCase('en-US'))) &&
    (!verdict || addon.verdict === verdict) &&
    (!identity || addon.identity === identity) &&
    (!region || addon.cluster.region === region) &&
    (!cluster || isCluster(addon.cluster, cluster));
  const kept = addons.filter(fits);
  const asksCells = Boolean(q || verdict || identity);
  const inUse = new Set(kept.map(addon => addon.cluster.arn));
  const left = new Map<string, number>();
  for (const { name, verdict: found } of kept) {
    left.set(name, (left.get(name) ?? 0) + (done.includes(found) ? 0 : 1));
  }
  const cells = new Map(
    addons.map(addon => [keyOf(addon.name, addon.cluster), addon]),
  );
  return {
    rows: [...left.keys()].sort(
      (a, b) => left.get(b)! - left.get(a)! || a.localeCompare(b),
    ),
    columns: clusters
      .filter(
        candidate =>
          (!region || candidate.region === region) &&
          (!cluster || isCluster(candidate, cluster)) &&
          (!asksCells || inUse.has(candidate.arn)),
      )
      .sort(
        (a, b) =>
          a.region.localeCompare(b.region) ||
          a.name.localeCompare(b.name, 'en', { numeric: true }),
      ),
    cell: (name, column) => cells.get(keyOf(name, column)),
    fits,
    count: kept.length,
  };
}

function keyOf(name: string, { arn }: ClusterRef): string {
  return `${arn}\n${name}`;
}

function isCluster({ name, arn }: ClusterRef, nameOrArn: string): boolean {
  return name === nameOrArn || arn === nameOrArn;
}
