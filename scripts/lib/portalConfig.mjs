// The part of Backstage's configuration that follows from the simulated account and the ports.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './install.mjs';

/** Key with which the portal calls the simulator; examples/account.yaml gives it read-only permissions. */
export const portalKey = {
  accessKeyId: 'AKIAPORTALREADER0001',
  secretAccessKey: 'simulator',
};

const descriptor = /(?:^|\/)catalog-info\.ya?ml$/;

/** URLs of every catalog-info.yaml in the account's repositories. */
export function catalogTargets(account, simulatorUrl) {
  return (account.repositories ?? [])
    .filter(({ missing }) => !missing)
    .flatMap(({ name, defaultBranch = 'main', files = {} }) =>
      Object.keys(files)
        .filter(path => descriptor.test(path))
        .map(path => `${simulatorUrl}/${name}/blob/${defaultBranch}/${path}`),
    );
}

/**
 * @param account - the account as the simulator exports it
 * @returns the configuration, to be laid over app-config.yaml
 */
export function portalConfig({ account, simulatorUrl, port, frontend }) {
  const baseUrl = `http://localhost:${port}`;
  const repositoryHost = {
    apiBaseUrl: `${simulatorUrl}/api/v3`,
    rawBaseUrl: `${simulatorUrl}/raw`,
  };
  return {
    app: {
      baseUrl,
      ...(frontend === 'legacy' ? { packageName: 'app-legacy' } : {}),
    },
    backend: { baseUrl, listen: { host: '127.0.0.1', port } },
    integrations: {
      github: [
        // Where links lead in the browser, and the name that catalog entities may call the same host by.
        { host: new URL(simulatorUrl).host, ...repositoryHost },
        { host: 'github.example.org', ...repositoryHost },
      ],
    },
    aws: { accounts: [{ accountId: account.accountId, ...portalKey }] },
    eksPodIdentity: {
      account: {
        accountId: account.accountId,
        regions: account.regions,
        endpoint: simulatorUrl,
      },
    },
    catalog: {
      locations: [
        {
          type: 'file',
          target: '../../examples/catalog/organization.yaml',
        },
        ...catalogTargets(account, simulatorUrl).map(target => ({
          type: 'url',
          target,
        })),
      ],
    },
  };
}

/** Writes a configuration where Backstage reads it (JSON is YAML too). @returns the file's path */
export function writeConfig(config, name) {
  const folder = join(cacheFolder, 'portal');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `app-config.${name}.yaml`);
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}
