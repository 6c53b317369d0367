import { Readable } from 'node:stream';
import { bodyWithin } from './body';

const piece = Buffer.alloc(1024);

describe('a body of a response', () => {
  it('is read whole where it is small', async () => {
    const body = await bodyWithin(
      {
        buffer: async () => Buffer.alloc(0),
        stream: () => Readable.from([piece, piece]),
      },
      2048,
    );
    expect(body).toHaveLength(2048);
  });

  it('is given up before it is read whole where it is large', async () => {
    let given = 0;
    function* endless() {
      for (;;) {
        given += 1;
        yield piece;
      }
    }
    const source = Readable.from(endless());
    await expect(
      bodyWithin(
        { buffer: async () => Buffer.alloc(0), stream: () => source },
        1024 * 1024,
      ),
    ).rejects.toThrow('is larger than 1 MiB and was not read');
    expect(source.destroyed).toBe(true);
    expect(given).toBeLessThan(2000);
  });

  it('is bounded where the reader gives it only whole', async () => {
    await expect(
      bodyWithin({ buffer: async () => Buffer.alloc(2048) }, 1024),
    ).rejects.toThrow('was not read');
  });
});
