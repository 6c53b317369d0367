import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { RouteName, routes } from './routes';

type Input<N extends RouteName> = Present<{
  params: z.input<(typeof routes)[N]['params']>;
  query: z.input<(typeof routes)[N]['query']>;
  body: z.input<(typeof routes)[N]['body']>;
}>;

/** Leaves out members without any key of their own; makes members optional whose keys all are. */
type Present<T> = {
  [K in keyof T as keyof T[K] extends never
    ? never
    : {} extends T[K]
    ? never
    : K]: T[K];
} & {
  [K in keyof T as keyof T[K] extends never
    ? never
    : {} extends T[K]
    ? K
    : never]?: T[K];
};

type Output<N extends RouteName> = z.output<(typeof routes)[N]['response']>;

type Arguments<N extends RouteName> = {} extends Input<N>
  ? [input?: Input<N>, options?: CallOptions]
  : [input: Input<N>, options?: CallOptions];

/** Options of every call. */
export interface CallOptions {
  /** Backstage token; not needed where the fetch API adds one. */
  token?: string;
  signal?: AbortSignal;
}

/** A client with one method per route of {@link routes}. Rejects with ResponseError for any answer that is not 2xx. */
export type EksPodIdentityApi = {
  [N in RouteName]: (...args: Arguments<N>) => Promise<Output<N>>;
};

/** What the client needs: the plugin's base URL and fetch. Both of Backstage's frontend and backend APIs fit. */
export interface ClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** The id under which the backend is mounted. */
export const PLUGIN_ID = 'eks-pod-identity';

/** Creates the client of the HTTP API; it is derived from the same routes that the backend validates by. */
export function createEksPodIdentityClient({
  discoveryApi,
  fetchApi,
}: ClientOptions): EksPodIdentityApi {
  const call = async (
    name: RouteName,
    input: {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      body?: unknown;
    } = {},
    options: CallOptions = {},
  ) => {
    const route = routes[name];
    const base = await discoveryApi.getBaseUrl(PLUGIN_ID);
    const path = route.path.replace(/\{(\w+)\}/g, (_, key) =>
      encodeURIComponent(String(input.params?.[key])),
    );
    const url = new URL(`${base}${path}`);
    for (const [key, value] of Object.entries(input.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(key, String(value));
      }
    }
    const response = await fetchApi.fetch(url.toString(), {
      method: route.method.toUpperCase(),
      signal: options.signal,
      headers: {
        ...(input.body === undefined
          ? {}
          : { 'content-type': 'application/json' }),
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      },
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return route.mediaType === 'application/json'
      ? response.json()
      : response.text();
  };
  return Object.fromEntries(
    Object.keys(routes).map(name => [
      name,
      (input?: object, options?: CallOptions) =>
        call(name as RouteName, input, options),
    ]),
  ) as EksPodIdentityApi;
}
