import { ResponseError } from '@backstage/errors';

const names: Record<number, string> = {
  400: 'InputError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
};

/** The error that the client rejects with when the backend answers so. */
export async function responseError(
  status: number,
  message: string,
): Promise<ResponseError> {
  const name = names[status] ?? 'Error';
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: name,
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () =>
      JSON.stringify({
        error: { name, message },
        response: { statusCode: status },
      }),
  } as unknown as Response);
}
