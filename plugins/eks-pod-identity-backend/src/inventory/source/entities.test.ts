import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  isService,
  listEntities,
  serviceOf,
  terraformMarkOf,
} from './entities';

function entity(
  kind: string,
  annotations: Record<string, string> = {},
  more: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'orders', namespace: 'shop', annotations },
    ...more,
  };
}

const byUrl = {
  'backstage.io/managed-by-location':
    'url:https://git.example.org/a/b/blob/main/c.yaml',
};
const byFile = { 'backstage.io/managed-by-location': 'file:/srv/catalog.yaml' };

describe('entities of the catalog', () => {
  it.each<[string, string, Record<string, string>, boolean]>([
    ['a component with code at a URL', 'Component', byUrl, true],
    [
      'a component from a file, without annotations',
      'Component',
      byFile,
      false,
    ],
    [
      'a component from a file that names service accounts',
      'Component',
      { ...byFile, 'aws.amazon.com/eks-service-accounts': 'a/b' },
      true,
    ],
    [
      'a component with annotations of Kubernetes',
      'Component',
      { ...byFile, 'backstage.io/kubernetes-id': 'a' },
      true,
    ],
    ['a resource with code at a URL', 'Resource', byUrl, false],
    [
      'a resource that names service accounts',
      'Resource',
      { 'aws.amazon.com/eks-service-accounts': 'a/b' },
      true,
    ],
    [
      'a system that declares an SDK',
      'System',
      { 'aws.amazon.com/eks-sdk': 'go-v2@1.25.0' },
      true,
    ],
    [
      'a platform repository',
      'Component',
      { ...byUrl, 'aws.amazon.com/eks-terraform': 'true' },
      false,
    ],
    [
      'a platform repository with workloads of its own',
      'Component',
      {
        ...byUrl,
        'aws.amazon.com/eks-terraform': 'true',
        'backstage.io/kubernetes-id': 'a',
      },
      true,
    ],
  ])('are services or not: %s', (_name, kind, annotations, expected) => {
    expect(isService(entity(kind, annotations))).toBe(expected);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['true', 'true', 'true'],
    ['a URL', 'https://git.example.org/a/b', 'https://git.example.org/a/b'],
    ['false', 'false', undefined],
    ['empty', ' ', undefined],
    ['absent', undefined, undefined],
  ])(
    'are marked as platform repositories where the annotation is %s',
    (_name, value, mark) => {
      expect(
        terraformMarkOf(
          entity(
            'Resource',
            value === undefined
              ? {}
              : { 'aws.amazon.com/eks-terraform': value },
          ),
        ),
      ).toBe(mark);
    },
  );

  it.each<[string, Partial<Entity>, string | undefined, string | undefined]>([
    [
      'relations',
      {
        spec: { owner: 'x' },
        relations: [
          { type: 'ownedBy', targetRef: 'user:default/ann' },
          { type: 'partOf', targetRef: 'component:shop/web' },
          { type: 'partOf', targetRef: 'system:shop/web' },
        ],
      },
      'user:default/ann',
      'system:shop/web',
    ],
    [
      'what is written, where there are no relations yet',
      { spec: { owner: 'user:ann', system: 'default/web' } },
      'user:shop/ann',
      'system:default/web',
    ],
    ['nothing, where nothing is written', { spec: {} }, undefined, undefined],
    [
      'nothing, where it is no reference',
      { spec: { owner: '', system: 7 } },
      undefined,
      undefined,
    ],
  ])('have owner and system by %s', (_name, more, owner, system) => {
    const service = serviceOf(entity('Component', {}, more));
    expect([service.owner, service.system]).toEqual([owner, system]);
    expect(service.entityRef).toBe('component:shop/orders');
  });

  it('are listed page by page, with a token per page', async () => {
    const entities = Array.from({ length: 1_234 }, (_each, index) => ({
      ...entity('Component', byUrl),
      metadata: { name: `c${index}`, namespace: 'default', annotations: byUrl },
    }));
    const auth = mockServices.auth.mock();
    auth.getOwnServiceCredentials.mockResolvedValue(
      mockCredentials.service('plugin:eks-pod-identity'),
    );
    const listed = await listEntities({
      catalog: catalogServiceMock({ entities }),
      auth,
      signal: new AbortController().signal,
    });
    expect(new Set(listed.map(each => each.metadata.name)).size).toBe(1_234);
    expect(auth.getOwnServiceCredentials).toHaveBeenCalledTimes(3);
  });

  it('are listed only where they can be of use', async () => {
    const listed = await listEntities({
      catalog: catalogServiceMock({
        entities: [
          entity('Component'),
          entity('Resource', byUrl),
          entity('Resource', { 'aws.amazon.com/eks-terraform': 'true' }),
          entity('System', { 'aws.amazon.com/eks-service-accounts': 'a/b' }),
          entity('API', { 'aws.amazon.com/eks-service-accounts': 'a/b' }),
        ],
      }),
      auth: mockServices.auth(),
      signal: new AbortController().signal,
    });
    expect(listed.map(({ kind }) => kind)).toEqual([
      'Component',
      'Resource',
      'System',
    ]);
  });

  it('are not listed any more after a cancellation', async () => {
    await expect(
      listEntities({
        catalog: catalogServiceMock(),
        auth: mockServices.auth(),
        signal: AbortSignal.abort(new Error('cancelled')),
      }),
    ).rejects.toThrow('cancelled');
  });
});
