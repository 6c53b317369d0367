import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isKnownSdk } from '../data/sdkUserAgents';
import type { AccountFile, ClusterSpec } from './schema';
import { parseTime } from './time';

type Fault = { path: PropertyKey[]; message: string };
type Path = PropertyKey[];

/** Members that hold a time, wherever they are. */
const timeMembers =
  /^(createdAt|modifiedAt|podsCreatedAt|annotatedAt|lastUsedAt|lastRefreshTime|eventTime)$/;

function walk(
  value: unknown,
  path: Path,
  visit: (value: unknown, path: Path) => void,
): void {
  visit(value, path);
  if (value && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) {
      walk(child, [...path, Array.isArray(value) ? Number(key) : key], visit);
    }
  }
}

function checkValues(account: AccountFile): Fault[] {
  const faults: Fault[] = [];
  const clusters = new Set((account.clusters ?? []).map(({ name }) => name));
  walk(account, [], (value, path) => {
    const member = path[path.length - 1];
    if (typeof value !== 'string' || path.includes('objects')) {
      return;
    }
    if (typeof member === 'string' && timeMembers.test(member)) {
      try {
        parseTime(value, new Date());
      } catch {
        faults.push({ path, message: `'${value}' is not a time` });
      }
    }
    if (member === 'sdk' && !isKnownSdk(value)) {
      faults.push({
        path,
        message: `'${
          value.split(' ')[0]
        }' is not an SDK that the simulator has a user agent for`,
      });
    }
    for (const [, name] of value.matchAll(/\$\{oidc:([^}]*)\}/g)) {
      if (!clusters.has(name)) {
        faults.push({ path, message: `there is no cluster '${name}'` });
      }
    }
  });
  return faults;
}

function duplicates<T>(
  items: T[] | undefined,
  path: Path,
  key: (item: T) => string,
  what: string,
): Fault[] {
  const seen = new Set<string>();
  return (items ?? []).flatMap((item, index) => {
    const text = key(item);
    if (seen.has(text)) {
      return [
        {
          path: [...path, index],
          message: `a second ${what} '${text}'; names must be unique`,
        },
      ];
    }
    seen.add(text);
    return [];
  });
}

function checkCluster(cluster: ClusterSpec, path: Path): Fault[] {
  const named = (item: { name: string }) => item.name;
  const addons = new Set((cluster.addons ?? []).map(named));
  const fargateNeeded = (cluster.kubernetes?.workloads ?? []).flatMap(
    (workload, index) => {
      const known = [
        'fargate',
        'windows',
        'auto',
        'hybrid',
        'outposts',
        'self-managed',
        'karpenter',
        ...(cluster.nodegroups ?? []).map(named),
        ...(cluster.nodes ?? []).flatMap(node => node.name ?? []),
      ];
      const numbered = (cluster.nodes ?? []).some(
        node => node.name && workload.runsOn?.startsWith(`${node.name}-`),
      );
      const generated = /^(ip|i|fargate)-/.test(workload.runsOn ?? '');
      return workload.runsOn === undefined ||
        known.includes(workload.runsOn) ||
        numbered ||
        generated
        ? []
        : [
            {
              path: [...path, 'kubernetes', 'workloads', index, 'runsOn'],
              message: `there is no node group or node '${
                workload.runsOn
              }'; it may be ${known.join(', ')}`,
            },
          ];
    },
  );
  return [
    ...duplicates(cluster.addons, [...path, 'addons'], named, 'add-on'),
    ...duplicates(
      cluster.nodegroups,
      [...path, 'nodegroups'],
      named,
      'node group',
    ),
    ...duplicates(
      cluster.fargateProfiles,
      [...path, 'fargateProfiles'],
      named,
      'Fargate profile',
    ),
    ...duplicates(
      cluster.podIdentityAssociations,
      [...path, 'podIdentityAssociations'],
      item => `${item.namespace}/${item.serviceAccount}`,
      'association for',
    ),
    ...duplicates(
      cluster.kubernetes?.workloads,
      [...path, 'kubernetes', 'workloads'],
      item =>
        `${item.kind ?? 'Deployment'} ${item.namespace ?? 'default'}/${
          item.name
        }`,
      'workload',
    ),
    ...duplicates(
      cluster.kubernetes?.serviceAccounts,
      [...path, 'kubernetes', 'serviceAccounts'],
      item => `${item.namespace ?? 'default'}/${item.name}`,
      'service account',
    ),
    ...(cluster.podIdentityAssociations ?? []).flatMap((item, index) =>
      item.ownerAddon && !addons.has(item.ownerAddon)
        ? [
            {
              path: [...path, 'podIdentityAssociations', index, 'ownerAddon'],
              message: `the cluster has no add-on '${item.ownerAddon}'`,
            },
          ]
        : [],
    ),
    ...fargateNeeded,
  ];
}

function checkRoles(account: AccountFile): Fault[] {
  const clusters = new Set((account.clusters ?? []).map(({ name }) => name));
  return (account.iam?.roles ?? []).flatMap((role, index) => {
    const irsa = 'irsa' in role.trust ? role.trust.irsa : undefined;
    return (Array.isArray(irsa) ? (irsa as string[]) : []).flatMap(
      (entry, position) =>
        clusters.has(entry.split('/')[0])
          ? []
          : [
              {
                path: ['iam', 'roles', index, 'trust', 'irsa', position],
                message: `there is no cluster '${entry.split('/')[0]}'`,
              },
            ],
    );
  });
}

function checkFolders(account: AccountFile, baseFolder: string): Fault[] {
  return (account.repositories ?? []).flatMap((repository, index) => {
    if (repository.folder === undefined) {
      return [];
    }
    const folder = resolve(baseFolder, repository.folder);
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory()
      ? []
      : [
          {
            path: ['repositories', index, 'folder'],
            message: `there is no folder '${repository.folder}' beside the account file`,
          },
        ];
  });
}

/**
 * What a schema cannot say of an account file: names that must be unique or must exist.
 * A role that nobody declares is no fault: that a role is gone is something to be simulated.
 * @returns the faults, none where the file is sound.
 */
export function checkAccount(
  account: AccountFile,
  baseFolder: string,
): Fault[] {
  const regions = account.regions;
  return [
    ...checkValues(account),
    ...duplicates(
      account.clusters,
      ['clusters'],
      cluster => `${cluster.name}@${cluster.region ?? regions?.[0] ?? ''}`,
      'cluster',
    ),
    ...duplicates(
      account.iam?.roles,
      ['iam', 'roles'],
      role => role.name,
      'role',
    ),
    ...duplicates(
      account.callers,
      ['callers'],
      caller => caller.accessKeyId,
      'caller with access key',
    ),
    ...duplicates(
      account.repositories,
      ['repositories'],
      repository => repository.name.toLowerCase(),
      'repository',
    ),
    ...(account.clusters ?? []).flatMap((cluster, index) => [
      ...(cluster.region && regions && !regions.includes(cluster.region)
        ? [
            {
              path: ['clusters', index, 'region'],
              message: `'${cluster.region}' is not among the account's regions`,
            },
          ]
        : []),
      ...checkCluster(cluster, ['clusters', index]),
    ]),
    ...checkRoles(account),
    ...checkFolders(account, baseFolder),
  ];
}
