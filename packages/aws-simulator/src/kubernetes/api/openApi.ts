import type { ClusterContext } from '../context';
import { apiVersionOf, type Resource } from '../store/resources';
import type { DiscoveryDocument } from './discovery';

/**
 * As much of `/openapi/v3` as kubectl needs before it applies or creates: that writes take
 * `fieldValidation`, so that the server and not the client checks the fields. The schemas
 * themselves are not told.
 */

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
}

function operation(resource: Resource, action: string) {
  return {
    parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map(name => ({
      name,
      in: 'query',
      schema: { type: 'string', uniqueItems: true },
    })),
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': {
      group: resource.group,
      version: resource.version,
      kind: resource.kind,
    },
  };
}

function pathsOf(resource: Resource): [string, unknown][] {
  const scope = resource.namespaced ? 'namespaces/{namespace}/' : '';
  const collection = `/${rootOf(apiVersionOf(resource))}/${scope}${
    resource.plural
  }`;
  return [
    [collection, { post: operation(resource, 'post') }],
    [
      `${collection}/{name}`,
      {
        patch: operation(resource, 'patch'),
        put: operation(resource, 'put'),
      },
    ],
  ];
}

/** Answers `/openapi/v3` and the documents below it; undefined for any other path. */
export function openApi(
  context: ClusterContext,
  steps: string[],
): DiscoveryDocument | undefined {
  const [root, version, ...rest] = steps;
  if (root !== 'openapi' || version !== 'v3') {
    return undefined;
  }
  const resources = context.store.registry.list();
  const apiVersions = [...new Set(resources.map(apiVersionOf))];
  const contentType = 'application/json';
  if (rest.length === 0) {
    return {
      contentType,
      body: {
        paths: Object.fromEntries(
          apiVersions.map(each => [
            rootOf(each),
            { serverRelativeURL: `/openapi/v3/${rootOf(each)}` },
          ]),
        ),
      },
    };
  }
  const wanted = apiVersions.find(each => rootOf(each) === rest.join('/'));
  return wanted === undefined
    ? undefined
    : {
        contentType,
        body: {
          openapi: '3.0.0',
          info: { title: 'Kubernetes', version: `v${context.cluster.version}` },
          paths: Object.fromEntries(
            resources
              .filter(each => apiVersionOf(each) === wanted)
              .flatMap(pathsOf),
          ),
          components: { schemas: {} },
        },
      };
}
