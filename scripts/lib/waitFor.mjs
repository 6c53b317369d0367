// Waiting for servers of ours.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 * @param ask - resolves with undefined (or rejects) while there is none
 * @param server - of startServer; when it ends there will be no answer any more
 * @returns the answer; undefined when the server ended or the time is over
 */
export async function waitFor(ask, server, { timeoutMs, everyMs = 200 }) {
  const until = Date.now() + timeoutMs;
  let isEnded = false;
  server.ended.then(() => (isEnded = true));
  while (!isEnded && Date.now() < until) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => undefined);
    if (answer !== undefined) {
      return answer;
    }
    await Promise.race([sleep(everyMs), server.ended]);
  }
  return undefined;
}

/** GET, POST: the JSON that a server answers with. @throws where it is not 2xx */
export async function fetchJson(url, { method = 'GET', token } = {}) {
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) {
    throw new Error(`${method} ${url} answered ${response.status}`);
  }
  return response.json();
}
