import { UrlReaderServiceReadUrlResponse } from '@backstage/backend-plugin-api';

/**
 * The body of a response, no more than so many bytes of it in memory: it is read piece by piece, and given up where it is
 * larger.
 */
export async function bodyWithin(
  response: Pick<UrlReaderServiceReadUrlResponse, 'buffer' | 'stream'>,
  maxBytes: number,
): Promise<Buffer> {
  const tooLarge = () =>
    new Error(`is larger than ${maxBytes / 1024 / 1024} MiB and was not read`);
  if (!response.stream) {
    const whole = await response.buffer();
    if (whole.length > maxBytes) throw tooLarge();
    return whole;
  }
  const pieces: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop destroys the stream, and with it the connection.
  for await (const piece of response.stream()) {
    const buffer = Buffer.from(piece);
    bytes += buffer.length;
    if (bytes > maxBytes) throw tooLarge();
    pieces.push(buffer);
  }
  return Buffer.concat(pieces);
}
