import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  identityKinds,
  policyKinds,
  resourceOf,
} from './inventory/kubernetes/customKinds';

/** Text of all sources of the inventory, tests left out. */
function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name.startsWith('__') ? '' : sources(path);
      }
      return /(?<!\.test)\.ts$/.test(entry.name)
        ? readFileSync(path, 'utf8')
        : '';
    })
    .join('\n');
}

const inventory = sources(join(__dirname, 'inventory'));
const deployed = (name: string) =>
  readFileSync(join(__dirname, '../deploy', name), 'utf8');

/** Actions by the commands and paginators that the inventory imports from each client. */
function calledActions(): string[] {
  const imports = inventory.matchAll(
    /import\s+(?:type\s+)?{([^}]*)}\s+from\s+'@aws-sdk\/client-(\w+)'/g,
  );
  return [...imports].flatMap(([, names, service]) =>
    [
      ...names.matchAll(
        /\b(?:paginate)?([A-Z]\w+?)(?:Command)?\b(?=\s*[,}\s]|$)/g,
      ),
    ]
      .filter(
        ([name]) => name.startsWith('paginate') || name.endsWith('Command'),
      )
      .map(([, operation]) => `${service}:${operation}`),
  );
}

describe('what an operator deploys', () => {
  it('is an IAM policy with exactly the actions that the inventory calls', () => {
    const policy = JSON.parse(deployed('iam-policy.json'));
    const actions = policy.Statement.flatMap(({ Action }: any) => Action);
    expect([...actions].sort()).toEqual([...new Set(calledActions())].sort());
    expect(actions.length).toBeGreaterThan(20);
    expect(
      actions.filter(
        (action: string) => !/:(Get|List|Describe|Lookup)/.test(action),
      ),
    ).toEqual([]);
  });

  it('is a ClusterRole with exactly the lists that the inventory reads, and no secrets', () => {
    const [role, binding] = parseAllDocuments(
      deployed('cluster-role.yaml'),
    ).map(document => document.toJS());
    const custom = [...policyKinds, ...identityKinds].map(resourceOf);
    const granted: string[] = role.rules.flatMap(
      ({ apiGroups, resources: list }: any) =>
        apiGroups.flatMap((group: string) =>
          list.map((resource: string) => `${resource}.${group}`),
        ),
    );
    expect(granted).toEqual(expect.arrayContaining(custom));
    const resources = granted
      .filter(resource => !(custom as string[]).includes(resource))
      .map(resource => resource.slice(0, resource.indexOf('.')));
    const read = [
      ...sources(join(__dirname, 'inventory/kubernetes')).matchAll(
        /\.list([A-Z]\w*?)(?:ForAllNamespaces)?\((?=page|request|\{|options)/g,
      ),
    ].map(([, kind]) =>
      `${kind.replace(/Policy$/, 'Policie')}s`.toLocaleLowerCase('en-US'),
    );
    expect([...resources].sort()).toEqual([...new Set(read)].sort());
    expect(new Set(role.rules.flatMap(({ verbs }: any) => verbs))).toEqual(
      new Set(['list']),
    );
    expect(resources).not.toContain('secrets');
    expect(binding.roleRef.name).toBe(role.metadata.name);
  });
});
