// Ports on this machine's loopback.
import { createServer } from 'node:net';

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: taken } = server.address();
      server.close(() => resolve(taken));
    });
  });
}

/**
 * Whether nothing listens there. Both loopback addresses count: `localhost` in a browser may mean either.
 * @throws where the port may not be used at all, such as a privileged one
 */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::1']) {
    try {
      await listenOnce(port, host);
    } catch (error) {
      if (error.code === 'EADDRINUSE') {
        return false;
      }
      // A machine without IPv6 has no ::1 to be taken.
      if (host === '127.0.0.1') {
        throw error;
      }
    }
  }
  return true;
}

/** A port that was free a moment ago. */
export function freePort() {
  return listenOnce(0, '127.0.0.1');
}
