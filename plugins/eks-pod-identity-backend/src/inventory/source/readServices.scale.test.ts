import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { NotModifiedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { MemoryEvidenceCache } from '../../__testUtils__/memoryEvidenceCache';
import { readServices } from './readServices';
import { parserVersionOf } from './repositories';

const REPOSITORIES = 5_000;
const root = (index: number) =>
  `https://git.example.org/acme/r${index}/tree/main/`;

describe('a catalog of 5,000 services', () => {
  it('is read from the cache where no repository changed, and says which could not be asked', async () => {
    const cache = new MemoryEvidenceCache();
    for (let index = 0; index < REPOSITORIES; index++) {
      await cache.set(
        {
          location: root(index),
          revision: 'known',
          parserVersion: parserVersionOf(),
        },
        {
          source: {
            files: [],
            verdict: 'no-aws-sdk',
            sdks: [],
            explicitProviders: [],
            imageEnvironment: [],
          },
          terraform: [],
        },
      );
    }
    const entities = Array.from(
      { length: REPOSITORIES },
      (_each, index): Entity => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: `s${index}`,
          annotations: { 'backstage.io/source-location': `url:${root(index)}` },
        },
      }),
    );
    let asked = 0;
    let atOnce = 0;
    let most = 0;
    const { services } = await readServices({
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [
              {
                host: 'git.example.org',
                apiBaseUrl: 'https://git.example.org/api/v3',
              },
            ],
          },
        }),
      ),
      cache,
      logger: mockServices.logger.mock(),
      signal: new AbortController().signal,
      urlReader: {
        readUrl: () => Promise.reject(new Error('is not asked')),
        search: () => Promise.reject(new Error('is not asked')),
        readTree: async (url, options) => {
          asked += 1;
          atOnce += 1;
          most = Math.max(most, atOnce);
          await new Promise(resolve => setImmediate(resolve));
          atOnce -= 1;
          expect(options?.etag).toBe('known');
          if (url === root(7)) throw new Error('502 Bad Gateway');
          throw new NotModifiedError();
        },
      },
    });
    const list = services.seen ? services.value : [];
    expect(list).toHaveLength(REPOSITORIES);
    expect(asked).toBe(REPOSITORIES);
    expect(most).toBeLessThanOrEqual(4);
    expect(
      list.filter(({ source }) => !source.seen).map(({ name }) => name),
    ).toEqual(['s7']);
  }, 60_000);
});
