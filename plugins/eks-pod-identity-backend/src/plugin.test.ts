import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AnyCheck,
  eksPodIdentityChecksExtensionPoint,
  eksPodIdentityPlanRenderersExtensionPoint,
  eksPodIdentitySdkEvidenceExtensionPoint,
  PlanRenderer,
  SdkEvidenceSource,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import request from 'supertest';
import eksPodIdentityPlugin from '.';

const config = mockServices.rootConfig.factory({
  data: {
    eksPodIdentity: {
      account: { accountId: '111122223333', regions: ['ap-northeast-2'] },
    },
  },
});

// Nothing is to be read in these tests.
const scheduler = mockServices.scheduler.factory({
  skipTaskRunOnStartup: true,
});

const check = (id: string): AnyCheck => ({
  id,
  scope: 'workload',
  title: 'Ours',
  needs: [],
  run: () => ({ outcome: 'pass', message: 'Fine', evidence: [] }),
});
const source = (id: string): SdkEvidenceSource => ({
  id,
  list: async () => [],
});
const renderer = (format: string): PlanRenderer => ({
  format,
  title: format,
  render: () => ({ format, title: format, files: [], notes: [] }),
});

function moduleThatAdds(added: {
  checks?: AnyCheck[];
  sources?: SdkEvidenceSource[];
  renderers?: PlanRenderer[];
}) {
  return createBackendModule({
    pluginId: 'eks-pod-identity',
    moduleId: 'ours',
    register(env) {
      env.registerInit({
        deps: {
          checks: eksPodIdentityChecksExtensionPoint,
          sources: eksPodIdentitySdkEvidenceExtensionPoint,
          renderers: eksPodIdentityPlanRenderersExtensionPoint,
        },
        async init({ checks, sources, renderers }) {
          checks.addChecks(...(added.checks ?? []));
          sources.addSources(...(added.sources ?? []));
          renderers.addRenderers(...(added.renderers ?? []));
        },
      });
    },
  });
}

describe('the plugin', () => {
  it('starts without any other plugin and answers before the first sync', async () => {
    const { server } = await startTestBackend({
      features: [
        eksPodIdentityPlugin,
        config,
        scheduler,
        catalogServiceMock.factory(),
        moduleThatAdds({
          checks: [check('shop:tags')],
          sources: [source('shop:scanner')],
          renderers: [renderer('pulumi')],
        }),
      ],
    });
    const answer = await request(server)
      .get('/api/eks-pod-identity/v1/fleet/summary')
      .set('authorization', mockCredentials.user.header());
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      accountId: '111122223333',
      regions: ['ap-northeast-2'],
      services: { ready: 0 },
    });
  });

  it.each([
    ['check', { checks: [check('sdk-version')] }, 'workload:sdk-version'],
    ['source', { sources: [source('x'), source('x')] }, "'x'"],
    ['renderer', { renderers: [renderer('terraform')] }, "'terraform'"],
  ])(
    'does not start where a module adds a %s of a name that is taken',
    async (_, added, name) => {
      await expect(
        startTestBackend({
          features: [
            eksPodIdentityPlugin,
            config,
            scheduler,
            catalogServiceMock.factory(),
            moduleThatAdds(added),
          ],
        }),
      ).rejects.toThrow(name);
    },
  );
});
