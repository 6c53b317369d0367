import { z } from 'zod';

/** One route of the HTTP API: validated by the backend, called by the client, described in OpenAPI. */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post';
  /** Relative to the plugin's base URL, parameters as `{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly status: 200 | 201 | 202;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  readonly mediaType: string;
}

const none = z.object({});
type None = typeof none;

/** Defines a route that reads. */
export function get<
  R extends z.ZodType,
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
>(
  path: string,
  tag: string,
  summary: string,
  response: R,
  input: { params?: P; query?: Q; mediaType?: string } = {},
): Route<P, Q, None, R> {
  return {
    method: 'get',
    path,
    tag,
    summary,
    status: 200,
    params: input.params ?? (none as unknown as P),
    query: input.query ?? (none as unknown as Q),
    body: none,
    response,
    mediaType: input.mediaType ?? 'application/json',
  };
}

/** Defines a route that changes something. */
export function post<
  R extends z.ZodType,
  P extends z.ZodType = None,
  B extends z.ZodType = None,
>(
  path: string,
  tag: string,
  summary: string,
  response: R,
  input: { params?: P; body?: B; status?: 200 | 201 | 202 } = {},
): Route<P, None, B, R> {
  return {
    method: 'post',
    path,
    tag,
    summary,
    status: input.status ?? 200,
    params: input.params ?? (none as unknown as P),
    query: none,
    body: input.body ?? (none as unknown as B),
    response,
    mediaType: 'application/json',
  };
}
