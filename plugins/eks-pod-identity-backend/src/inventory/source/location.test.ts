import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { sourceLocationOf } from './location';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [
        {
          host: 'git.example.org',
          apiBaseUrl: 'https://git.example.org/api/v3',
        },
      ],
      gitlab: [
        {
          host: 'gitlab.example.org',
          apiBaseUrl: 'https://gitlab.example.org/api/v4',
        },
      ],
      gitea: [{ host: 'gitea.example.org' }],
      bitbucketServer: [
        {
          host: 'bitbucket.example.org',
          apiBaseUrl: 'https://bitbucket.example.org/rest/api/1.0',
        },
      ],
    },
  }),
);

function locationOf(annotations: Record<string, string>) {
  return sourceLocationOf(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'orders', annotations },
    },
    integrations,
  );
}

const source = (url: string) => ({ 'backstage.io/source-location': url });
const managed = (url: string) => ({ 'backstage.io/managed-by-location': url });

describe('where the source of a service is', () => {
  it.each([
    [
      'a folder on GitHub',
      source(
        'url:https://git.example.org/acme/shop/tree/main/services/orders/',
      ),
      'https://git.example.org/acme/shop/tree/main/',
      'services/orders',
    ],
    [
      'a repository on GitHub, without a branch',
      source('url:https://git.example.org/acme/shop'),
      'https://git.example.org/acme/shop/',
      '',
    ],
    [
      'the folder of the file that the entity was registered by',
      managed(
        'url:https://git.example.org/acme/shop/blob/main/services/orders/catalog-info.yaml',
      ),
      'https://git.example.org/acme/shop/tree/main/',
      'services/orders',
    ],
    [
      'the root, where that file lies there',
      managed(
        'url:https://git.example.org/acme/shop/blob/main/catalog-info.yaml',
      ),
      'https://git.example.org/acme/shop/tree/main/',
      '',
    ],
    [
      'a folder on GitLab, in a subgroup',
      source('url:https://gitlab.example.org/acme/web/shop/-/tree/main/orders'),
      'https://gitlab.example.org/acme/web/shop/-/tree/main/',
      'orders',
    ],
    [
      'a folder on Azure DevOps',
      source(
        'url:https://dev.azure.com/acme/shop/_git/shop?path=/orders&version=GBmain',
      ),
      'https://dev.azure.com/acme/shop/_git/shop?path=%2F&version=GBmain',
      'orders',
    ],
    [
      'a folder on Bitbucket Cloud',
      source('url:https://bitbucket.org/acme/shop/src/main/orders/'),
      'https://bitbucket.org/acme/shop/src/main/',
      'orders',
    ],
    [
      'a folder on Bitbucket Server',
      source(
        'url:https://bitbucket.example.org/projects/ACME/repos/shop/browse/orders?at=main',
      ),
      'https://bitbucket.example.org/projects/ACME/repos/shop/browse/?at=main',
      'orders',
    ],
    [
      'a folder on Gitea',
      source('url:https://gitea.example.org/acme/shop/src/branch/main/orders'),
      'https://gitea.example.org/acme/shop/src/branch/main/',
      'orders',
    ],
    [
      'a folder of a bucket, which has no repository around it',
      source('url:https://sources.s3.amazonaws.com/shop/orders/'),
      'https://sources.s3.amazonaws.com/shop/orders/',
      '',
    ],
  ])('is %s', (_name, annotations, repository, folder) => {
    expect(locationOf(annotations as Record<string, string>)).toMatchObject({
      repository,
      folder,
    });
  });

  it.each([
    [
      'there is no annotation',
      {},
      'absent',
      /no annotation backstage.io\/source-location/,
    ],
    [
      'it was registered from a file',
      managed('file:/srv/catalog/orders.yaml'),
      'absent',
      /registered from a file/,
    ],
    [
      'the annotation is no location',
      source('orders'),
      'invalid',
      /'orders' is not a location; write url:https/,
    ],
    [
      'the annotation has no host',
      source('url:orders'),
      'invalid',
      /'orders' is not an http\(s\) URL/,
    ],
    [
      'the URL is of another kind',
      source('url:ssh://git@git.example.org/a/b'),
      'invalid',
      /not an http\(s\) URL/,
    ],
  ])('is not told where %s', (_name, annotations, why, reason) => {
    expect(locationOf(annotations as Record<string, string>)).toMatchObject({
      seen: false,
      why,
      reason: expect.stringMatching(reason as RegExp),
    });
  });
});
