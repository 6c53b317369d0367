import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Route } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Request, Response, Router } from 'express';
import { z } from 'zod';
import { Caller } from '../permissions/access';

/** What an implementation is given: all of it was validated. */
export interface Call<R extends Route> {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<R['body']>;
  caller: Caller;
  request: Request;
}

/** Serves routes by the schemas that the client calls them by. */
export type Serve = <R extends Route>(
  route: R,
  implementation: (
    call: Call<R>,
    response: Response,
  ) => Promise<z.output<R['response']>>,
  options?: { peopleOnly?: boolean },
) => void;

/**
 * Creates the function that serves routes: parameters, query and body are parsed by the route's schemas, and whatever
 * does not fit is answered with 400 and the name of the member. `peopleOnly`: services are refused, since a request names
 * who is behind it.
 */
export function createServe({
  router,
  httpAuth,
}: {
  router: Router;
  httpAuth: HttpAuthService;
}): Serve {
  return (route, implementation, { peopleOnly = false } = {}) => {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    router[route.method](path, async (request, response) => {
      const caller: Caller = await httpAuth.credentials(request, {
        allow: peopleOnly ? ['user'] : ['user', 'service'],
      });
      const input = {
        params: parse(route.params, request.params, 'path'),
        query: parse(strict(route.query), request.query, 'query'),
        body: parse(strict(route.body), bodyOf(request), 'body'),
      } as Pick<Call<typeof route>, 'params' | 'query' | 'body'>;
      const result = await implementation(
        {
          ...input,
          caller,
          request,
        },
        response,
      );
      response.status(route.status).set('cache-control', 'private, no-cache');
      if (route.mediaType === 'application/json') {
        response.json(result);
      } else {
        response.type(route.mediaType).send(result);
      }
    });
  };
}

/** Members that nobody knows are refused: a filter with a slip in its name would filter nothing. */
function strict<S extends z.ZodType>(schema: S): S {
  return schema instanceof z.ZodObject
    ? (schema.strict() as unknown as S)
    : schema;
}

function bodyOf(request: Request): unknown {
  if (request.method === 'GET') {
    return {};
  }
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !request.is('application/json')) {
    throw new InputError(
      `body: is '${
        request.headers['content-type'] ?? 'of no type'
      }'; send it as application/json`,
    );
  }
  return request.body ?? {};
}

/**
 * Parses input by its schema.
 * @param where `path`, `query` or `body`, for the message
 * @throws InputError with one line per fault: the member's name, and what is wrong with it
 */
export function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
  where: string,
): z.output<S> {
  const result = schema.safeParse(input);
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(({ path, message }) => `${[where, ...path].join('.')}: ${message}`)
        .join('; '),
    );
  }
  refuseNul(input, where);
  return result.data;
}

/** Postgres has no NUL characters in texts, and no value of ours has one. */
function refuseNul(value: unknown, where: string): void {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new InputError(`${where}: contains a NUL character; leave it out`);
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      refuseNul(member, `${where}.${key}`);
    }
  }
}
