// Waits until the fleet page shows what the account holds.
import { fetchJson, waitFor } from './waitFor.mjs';

const catalogMs = 30_000;
const syncMs = 240_000;

/** Number of components that the account's repositories describe. */
export async function countComponents(account) {
  const { parseAllDocuments } = await import('yaml');
  return (account.repositories ?? [])
    .filter(({ missing }) => !missing)
    .flatMap(({ files = {} }) =>
      Object.entries(files)
        .filter(([path]) => /(?:^|\/)catalog-info\.ya?ml$/.test(path))
        .flatMap(([, text]) => parseAllDocuments(text)),
    )
    .filter(
      document =>
        document.errors.length === 0 &&
        String(document.get?.('kind')).toLowerCase() === 'component',
    ).length;
}

/**
 * Waits for the catalog to know the components, then for a sync that began after that.
 * @returns the sync, `undefined` where Backstage ended or took too long
 */
export async function waitForFleet({ baseUrl, server, components }) {
  const signedIn = await waitFor(
    () => fetchJson(`${baseUrl}/api/auth/guest/refresh`),
    server,
    { timeoutMs: 120_000 },
  );
  if (!signedIn) {
    return undefined;
  }
  const { token } = signedIn.backstageIdentity;
  const api = `${baseUrl}/api/eks-pod-identity/v1`;
  const readCatalog = async () => {
    const { totalItems } = await fetchJson(
      `${baseUrl}/api/catalog/entities/by-query?filter=kind=component&limit=0`,
      { token },
    );
    return totalItems >= components ? totalItems : undefined;
  };
  // A descriptor that Backstage refuses never arrives; the page tells of the rest.
  await waitFor(readCatalog, server, { timeoutMs: catalogMs });
  const since = new Date().toISOString();
  const readSync = async () => {
    const { lastSync } = await fetchJson(`${api}/fleet/summary`, { token });
    if (lastSync?.state === 'running') {
      return undefined;
    }
    if (lastSync && lastSync.startedAt >= since) {
      return lastSync;
    }
    await fetchJson(`${api}/syncs`, { method: 'POST', token });
    return undefined;
  };
  return waitFor(readSync, server, { timeoutMs: syncMs, everyMs: 500 });
}
