import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Simulator, startSimulator } from '@leaving-irsa/aws-simulator';
import { ServiceFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { MemoryEvidenceCache } from '../../__testUtils__/memoryEvidenceCache';
import { DEFAULT_LIMITS } from './selection';
import { ReadServicesOptions, readServices } from './readServices';

// Parsers load at their first file.
jest.setTimeout(30_000);

const fixtures = join(__dirname, '__fixtures__', 'repositories');
const now = () => new Date('2026-11-24T10:00:00.000Z');

function filesOf(name: string): Record<string, string> {
  const root = join(fixtures, name);
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => {
        const path = join(entry.parentPath, entry.name);
        return [
          relative(root, path).split(sep).join('/'),
          readFileSync(path, 'utf8'),
        ];
      }),
  );
}

function repositories() {
  return [
    { name: 'acme/orders', files: filesOf('orders') },
    { name: 'acme/shop', files: filesOf('shop') },
    { name: 'acme/platform', files: filesOf('platform') },
    { name: 'acme/gone', missing: true },
    {
      // Node is there for its tools only; the service itself is in Python.
      name: 'acme/report',
      files: {
        'package-lock.json': JSON.stringify({
          name: 'report',
          lockfileVersion: 3,
          packages: {
            '': { name: 'report', devDependencies: { husky: '9.0.0' } },
            'node_modules/husky': { version: '9.0.0', dev: true },
          },
        }),
        'report.py': 'import boto3\n',
        'catalog/entries.yaml': 'kind: Component\n',
      },
    },
    {
      name: 'acme/boms',
      files: {
        'ledger.cdx.json': JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.5',
          components: [
            {
              type: 'library',
              name: 'core',
              version: '2.20.0',
              purl: 'pkg:maven/software.amazon.awssdk/auth@2.20.0',
            },
          ],
        }),
      },
    },
  ];
}

describe('services, read from a source host over HTTP', () => {
  let simulator: Simulator;
  let requests: string[];

  beforeAll(async () => {
    simulator = await startSimulator({
      account: {
        accountId: '111122223333',
        regions: ['us-east-1'],
        clusters: [],
        repositories: repositories(),
      },
      clock: 'stopped',
    });
  });
  afterAll(() => simulator.close());
  beforeEach(() => {
    requests = [];
  });

  function component(
    name: string,
    source: string | undefined,
    annotations: Record<string, string> = {},
    spec: object = {},
  ): Entity {
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: {
          'aws.amazon.com/eks-service-accounts': `shop/${name}`,
          ...(source
            ? {
                'backstage.io/source-location': `url:${simulator.url}/${source}`,
              }
            : {}),
          ...annotations,
        },
      },
      spec: { type: 'service', owner: 'team-a', ...spec },
    };
  }

  function optionsFor(
    entities: Entity[],
    options: Partial<ReadServicesOptions> = {},
  ): ReadServicesOptions {
    const config = new ConfigReader({
      backend: { reading: { allow: [] } },
      integrations: {
        github: [
          {
            host: new URL(simulator.url).host,
            apiBaseUrl: `${simulator.url}/api/v3`,
            rawBaseUrl: `${simulator.url}/raw`,
          },
        ],
      },
    });
    const logger = mockServices.logger.mock();
    const reader = UrlReaders.default({ logger, config });
    return {
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
      urlReader: {
        readUrl: (url, more) => {
          requests.push(`file ${url}`);
          return reader.readUrl(url, more);
        },
        readTree: async (url, more) => {
          const tree = await reader.readTree(url, more);
          requests.push(`tree ${url.slice(simulator.url.length)}`);
          return tree;
        },
        search: reader.search,
      },
      integrations: ScmIntegrations.fromConfig(config),
      cache: new MemoryEvidenceCache(),
      logger,
      signal: new AbortController().signal,
      now,
      ...options,
    };
  }

  async function read(
    entities: Entity[],
    options: Partial<ReadServicesOptions> = {},
  ) {
    const { services, platformTerraform } = await readServices(
      optionsFor(entities, options),
    );
    const list = services.seen ? services.value : [];
    return { services, list, platformTerraform };
  }

  function sourceOf({ source }: ServiceFacts) {
    if (!source.seen) throw new Error(source.reason);
    return source.value;
  }

  it('tells the SDKs of a service with file, line, link and time', async () => {
    const { list } = await read([
      component('orders', 'acme/orders/tree/main/'),
    ]);
    const { sdks, verdict, revision } = sourceOf(list[0]);
    expect(verdict).toBe('too-old');
    expect(revision).toMatch(/^[0-9a-f]{40}$/);
    expect(sdks).toContainEqual(
      expect.objectContaining({
        source: 'manifest',
        sdk: 'python-botocore',
        version: '1.31.85',
        supportsPodIdentity: false,
        minimum: '1.34.41',
        evidence: {
          what: 'botocore 1.31.85',
          source: 'repository',
          where: 'requirements.txt:2',
          url: `${simulator.url}/acme/orders/blob/${revision}/requirements.txt#L2`,
          readAt: '2026-11-24T10:00:00.000Z',
        },
      }),
    );
    const link = sdks[0].evidence.url!;
    expect((await fetch(link)).status).toBe(200);
  });

  it('tells who the service is', async () => {
    const { list } = await read([
      component('orders', 'acme/orders/tree/main/', {}, { system: 'shop' }),
    ]);
    expect(list[0]).toMatchObject({
      entityRef: 'component:default/orders',
      name: 'orders',
      owner: 'group:default/team-a',
      system: 'system:default/shop',
      annotations: { 'aws.amazon.com/eks-service-accounts': 'shop/orders' },
    });
  });

  it('tells explicit providers in code, but not in comments and tests', async () => {
    const { list } = await read([
      component('orders', 'acme/orders/tree/main/'),
    ]);
    expect(
      sourceOf(list[0]).explicitProviders.map(({ what, kind, evidence }) => [
        what,
        kind,
        evidence.where,
      ]),
    ).toEqual([['aws_access_key_id=', 'static-keys', 'src/app.py:13']]);
  });

  it('tells the variables that the image carries, but not those of its build', async () => {
    const { list } = await read([
      component('orders', 'acme/orders/tree/main/'),
    ]);
    expect(
      sourceOf(list[0]).imageEnvironment.map(({ name, evidence }) => [
        name,
        evidence.where,
      ]),
    ).toEqual([
      ['AWS_REGION', 'Dockerfile:6'],
      ['AWS_SHARED_CREDENTIALS_FILE', 'Dockerfile:7'],
    ]);
  });

  it('names place and fault of a broken Terraform file, and reads the rest', async () => {
    const { list } = await read([
      component('orders', 'acme/orders/tree/main/'),
    ]);
    const { files, terraform } = sourceOf(list[0]);
    expect(files).toContainEqual({
      file: 'infra/queue.tf',
      format: 'terraform',
      ok: false,
      error: expect.stringMatching(/^line 2: Invalid expression/),
    });
    expect(terraform?.associations).toEqual([
      expect.objectContaining({
        clusterName: 'main',
        namespace: 'orders',
        serviceAccount: 'orders',
        evidence: expect.objectContaining({
          where: 'infra/association.tf:1',
        }),
      }),
    ]);
  });

  it('reads a monorepo once for all of its services, each by the lockfile above it', async () => {
    const { list } = await read([
      component('cart', 'acme/shop/tree/main/services/cart/'),
      component('web', 'acme/shop/tree/main/services/web/'),
    ]);
    const [cart, web] = list.map(sourceOf);
    expect(cart.verdict).toBe('too-old');
    expect(cart.sdks[0]).toMatchObject({
      source: 'lockfile',
      sdk: 'js-v3',
      version: '3.490.0',
    });
    expect(cart.explicitProviders).toEqual([
      expect.objectContaining({
        what: 'fromTokenFile()',
        kind: 'web-identity',
      }),
    ]);
    expect(web.verdict).toBe('no-aws-sdk');
    expect(web.explicitProviders).toEqual([]);
    expect(requests).toEqual(['tree /acme/shop/tree/main/']);
  });

  it('reads nothing again while the revision is the same', async () => {
    const cache = new MemoryEvidenceCache();
    const entities = [
      component('cart', 'acme/shop/tree/main/services/cart/'),
      component('orders', 'acme/orders/tree/main/'),
    ];
    const first = await read(entities, { cache });
    expect(requests).toHaveLength(2);
    requests = [];
    const later = () => new Date('2026-11-25T10:00:00.000Z');
    const second = await read(entities, { cache, now: later });
    expect(requests).toEqual([]);
    expect(sourceOf(second.list[0]).sdks[0].evidence.readAt).toBe(
      '2026-11-25T10:00:00.000Z',
    );
    expect(sourceOf(second.list[1]).sdks.length).toBe(
      sourceOf(first.list[1]).sdks.length,
    );
  });

  it('reads again what other minimums judge in another way', async () => {
    const cache = new MemoryEvidenceCache();
    const entities = [component('cart', 'acme/shop/tree/main/services/cart/')];
    await read(entities, { cache });
    const { list } = await read(entities, {
      cache,
      minimums: { 'js-v3': '3.400.0' },
    });
    expect(sourceOf(list[0]).verdict).toBe('supported');
  });

  it('says why a repository could not be read, and reads the others', async () => {
    const { list } = await read([
      component('gone', 'acme/gone/tree/main/'),
      component('lost', 'acme/orders/tree/main/no/such/folder/'),
      component('homeless', undefined),
      component('web', 'acme/shop/tree/main/services/web/'),
    ]);
    expect(list.map(({ name, source }) => [name, source])).toEqual([
      [
        'gone',
        expect.objectContaining({
          seen: false,
          why: 'denied',
          reason: expect.stringMatching(
            /acme\/gone.*is not there, or the token/,
          ),
        }),
      ],
      [
        'lost',
        expect.objectContaining({
          seen: false,
          why: 'invalid',
          reason: expect.stringMatching(/has no folder no\/such\/folder/),
        }),
      ],
      [
        'homeless',
        expect.objectContaining({
          seen: false,
          why: 'absent',
          reason: expect.stringMatching(/backstage.io\/source-location/),
        }),
      ],
      ['web', expect.objectContaining({ seen: true })],
    ]);
  });

  it('keeps what was read last where a repository can no longer be read', async () => {
    const cache = new MemoryEvidenceCache(now);
    const options = optionsFor(
      [component('orders', 'acme/orders/tree/main/')],
      { cache },
    );
    await readServices(options);
    const { services } = await readServices({
      ...options,
      urlReader: {
        ...options.urlReader,
        readTree: async () => {
          throw new Error('Request failed, 502 Bad Gateway');
        },
      },
      now: () => new Date('2026-11-26T10:00:00.000Z'),
    });
    const [{ source }] = services.seen ? services.value : [];
    expect(source).toMatchObject({
      seen: false,
      why: 'unreachable',
      reason: expect.stringMatching(/502/),
      last: {
        value: {
          verdict: 'too-old',
          location: expect.stringContaining('orders'),
        },
        read: { readAt: '2026-11-24T10:00:00.000Z' },
      },
    });
  });

  it('takes an annotated SBOM for a service whose code can not be read', async () => {
    const { list } = await read([
      component('ledger', undefined, {
        'aws.amazon.com/eks-sbom': `${simulator.url}/acme/boms/blob/main/ledger.cdx.json`,
      }),
    ]);
    expect(list[0].source.seen).toBe(false);
    expect(list[0].sdkEvidence).toEqual([
      expect.objectContaining({
        source: 'sbom',
        sdk: 'java-v2',
        version: '2.20.0',
        supportsPodIdentity: false,
        evidence: expect.objectContaining({
          where: expect.stringMatching(/ledger\.cdx\.json:\d+$/),
          readAt: now().toISOString(),
        }),
      }),
    ]);
  });

  it('says which annotated SBOM could not be read', async () => {
    const { list } = await read([
      component('web', 'acme/shop/tree/main/services/web/', {
        'aws.amazon.com/eks-sbom': `${simulator.url}/acme/boms/blob/main/nothing.json`,
      }),
    ]);
    expect(sourceOf(list[0]).files).toContainEqual({
      file: `${simulator.url}/acme/boms/blob/main/nothing.json`,
      format: 'sbom',
      ok: false,
      error: expect.stringMatching(/is not there/),
    });
  });

  it('reads the Terraform of platform repositories module by module', async () => {
    const { platformTerraform, list } = await read(
      [component('web', 'acme/shop/tree/main/services/web/')],
      { terraformRepositories: [`${simulator.url}/acme/platform/tree/main`] },
    );
    expect(list.map(({ name }) => name)).toEqual(['web']);
    const byFile = new Map(
      platformTerraform.flatMap(facts =>
        facts.addons.map(addon => [
          `${addon.evidence.where} ${addon.name}`,
          { ...addon, supports: facts.supportsAddonPodIdentityAssociation },
        ]),
      ),
    );
    expect([...byFile.keys()].sort()).toEqual([
      'clusters/legacy/main.tf:7 aws-ebs-csi-driver',
      'clusters/main/main.tf:19 coredns',
      'clusters/main/main.tf:21 aws-ebs-csi-driver',
      'clusters/main/main.tf:25 vpc-cni',
      'modules/addons/main.tf:5 aws-efs-csi-driver',
    ]);
    expect(
      byFile.get('clusters/main/main.tf:21 aws-ebs-csi-driver'),
    ).toMatchObject({
      clusterName: 'main',
      through: 'module',
      hasServiceAccountRole: true,
      hasPodIdentityAssociation: false,
      supports: true,
    });
    expect(
      byFile.get('clusters/legacy/main.tf:7 aws-ebs-csi-driver'),
    ).toMatchObject({
      clusterName: 'legacy',
      supports: false,
    });
    // The lockfile of the folder that calls the module counts.
    expect(
      byFile.get('modules/addons/main.tf:5 aws-efs-csi-driver'),
    ).toMatchObject({
      through: 'resource',
      supports: true,
    });
    const broken = platformTerraform.find(({ faults }) => faults);
    expect(broken?.faults?.[0]).toMatchObject({
      where: expect.stringMatching(/^clusters\/broken\/main\.tf:\d+$/),
    });
  });

  it('says which platform repository could not be read', async () => {
    const { platformTerraform } = await read([], {
      terraformRepositories: [`${simulator.url}/acme/gone/tree/main`],
    });
    expect(platformTerraform).toEqual([
      expect.objectContaining({
        supportsAddonPodIdentityAssociation: null,
        faults: [
          expect.objectContaining({
            what: expect.stringMatching(/acme\/gone.*is not there/),
            where: `${simulator.url}/acme/gone/tree/main`,
          }),
        ],
      }),
    ]);
  });

  it('takes an entity that is marked as a platform repository, and does not count its code twice', async () => {
    const marked = component('platform', 'acme/platform/tree/main/', {
      'aws.amazon.com/eks-terraform': 'true',
    });
    const { platformTerraform, list } = await read([marked]);
    expect(platformTerraform.length).toBeGreaterThan(0);
    expect(list.map(({ name }) => name)).toEqual(['platform']);
    expect(sourceOf(list[0]).terraform).toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  it('isolates a source of a third party that throws, and one that hangs', async () => {
    const evidence = {
      source: 'whatever',
      sdk: 'go-v2',
      package: 'config',
      supportsPodIdentity: true,
      reason: 'seen',
      evidence: { what: 'seen', source: 'data' as const, where: 'store' },
    };
    const { list } = await read(
      [component('web', 'acme/shop/tree/main/services/web/')],
      {
        timeoutMs: 2_000,
        sdkEvidenceSources: [
          {
            id: 'broken',
            list: async () => {
              throw new Error('no');
            },
          },
          { id: 'scanner', list: async () => [evidence] },
        ],
      },
    );
    expect(list[0].sdkEvidence).toEqual([{ ...evidence, source: 'scanner' }]);
    const hanging = await read(
      [component('web', 'acme/shop/tree/main/services/web/')],
      {
        timeoutMs: 2_000,
        sdkEvidenceSources: [
          { id: 'hangs', list: () => new Promise(() => {}) },
          { id: 'scanner', list: async () => [evidence] },
        ],
      },
    );
    expect(hanging.list[0].sdkEvidence).toHaveLength(1);
  });

  it('does not ask a source again that hangs, or that goes on failing', async () => {
    const asked = { hangs: 0, fails: 0 };
    await read(
      Array.from({ length: 8 }, (_each, index) =>
        component(`s${index}`, undefined),
      ),
      {
        concurrency: 1,
        timeoutMs: 50,
        sdkEvidenceSources: [
          {
            id: 'hangs',
            list: () => {
              asked.hangs += 1;
              return new Promise(() => {});
            },
          },
          {
            id: 'fails',
            list: async () => {
              asked.fails += 1;
              throw new Error('503');
            },
          },
        ],
      },
    );
    expect(asked).toEqual({ hangs: 1, fails: 5 });
  });

  it('says what was too much to be read, and takes nothing for proven then', async () => {
    const { list } = await read(
      [
        component('cart', 'acme/shop/tree/main/services/cart/'),
        component('web', 'acme/shop/tree/main/services/web/'),
      ],
      {
        limits: {
          ...DEFAULT_LIMITS,
          dependencies: { ...DEFAULT_LIMITS.dependencies, fileBytes: 500 },
          code: { ...DEFAULT_LIMITS.code, files: 1 },
        },
      },
    );
    for (const source of list.map(sourceOf)) {
      expect(source.verdict).toBe('unknown');
      expect(source.searchGap).toMatch(/more than 1 source files/);
    }
  });

  it('does not take code that imports an SDK for code without one', async () => {
    const { list } = await read([
      component('report', 'acme/report/tree/main/'),
      component('entries', 'acme/report/tree/main/catalog/'),
    ]);
    expect(list.map(each => sourceOf(each).verdict)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  it('reads on where the cache fails', async () => {
    const broken = async () => {
      throw new Error('database is locked');
    };
    const { list } = await read(
      [component('orders', 'acme/orders/tree/main/')],
      { cache: { get: broken, set: broken, newest: broken, prune: broken } },
    );
    expect(sourceOf(list[0]).verdict).toBe('too-old');
  });

  it('says that the catalog could not be read', async () => {
    const { services } = await read([], {
      catalog: {
        queryEntities: async () => {
          throw new Error('Request failed with 503');
        },
      },
    });
    expect(services).toMatchObject({
      seen: false,
      why: 'unreachable',
      reason: expect.stringMatching(/503/),
    });
  });

  it('reports how far it is', async () => {
    const steps: string[] = [];
    await read(
      [
        component('cart', 'acme/shop/tree/main/services/cart/'),
        component('orders', 'acme/orders/tree/main/'),
      ],
      {
        concurrency: 1,
        onProgress: ({ done, total }) => steps.push(`${done}/${total}`),
      },
    );
    expect(steps).toEqual(['1/2', '2/2']);
  });

  it('ends at once when it is cancelled, and leaves everything unseen', async () => {
    const { list } = await read(
      [component('orders', 'acme/orders/tree/main/')],
      { signal: AbortSignal.abort() },
    );
    expect(list).toEqual([]);
  });
});
