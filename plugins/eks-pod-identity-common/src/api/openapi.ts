import { z } from 'zod';
import { createDocument, ZodOpenApiPathsObject } from 'zod-openapi';
import { routes } from './routes';

const errorSchema = z
  .object({
    error: z.object({ name: z.string(), message: z.string() }),
    response: z.object({ statusCode: z.number().int() }),
  })
  .meta({ id: 'Error' });

/** The OpenAPI 3.1 document of the HTTP API, derived from {@link routes}. */
export function createOpenApiDocument(): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, route] of Object.entries(routes)) {
    const hasBody = route.method === 'post';
    const error = (description: string) => ({
      description,
      content: { 'application/json': { schema: errorSchema } },
    });
    paths[route.path] = {
      ...paths[route.path],
      [route.method]: {
        operationId,
        summary: route.summary,
        tags: [route.tag],
        requestParams: { path: route.params, query: route.query },
        ...(hasBody && Object.keys(route.body.shape).length
          ? {
              requestBody: {
                required: true,
                content: { 'application/json': { schema: route.body } },
              },
            }
          : {}),
        responses: {
          [route.status]: {
            description: route.summary,
            content: { [route.mediaType]: { schema: route.response } },
          },
          400: error('The input is not valid; the message names the field'),
          401: error('No valid Backstage token'),
          403: error('Not permitted'),
          404: error('No such thing'),
          ...(hasBody
            ? { 409: error('In conflict with the present state') }
            : {}),
        },
      },
    };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'EKS Pod Identity',
      version: '1',
      description:
        'Readiness of every service of one AWS account for EKS Pod Identity, and requests to move there.',
    },
    servers: [{ url: '/api/eks-pod-identity' }],
    paths: paths as ZodOpenApiPathsObject,
  });
}
