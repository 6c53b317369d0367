import type { ServerResponse } from 'node:http';
import type { ClusterContext } from '../context';
import type { KubeObject } from '../objects';
import { KubeError } from '../status';
import { apiVersionOf, type Resource } from '../store/resources';
import type { Predicate } from '../store/selectors';
import type { StoreEvent } from '../store/store';
import { presentObject, type Presentation } from './present';
import { flagOf, numberOf } from './request';

/** Without timeoutSeconds, a watch ends after this time, as the API server's minimum does. */
const defaultTimeoutSeconds = 1800;
/** How often a bookmark is sent to who wants them. */
const bookmarkSeconds = 60;

/** What a change means to a watcher who sees only some objects: coming into view is ADDED, leaving it DELETED. */
function seenAs(
  event: StoreEvent,
  fits: Predicate,
): { type: string; object: KubeObject } | undefined {
  const before = event.previous !== undefined && fits(event.previous);
  const after = event.type !== 'DELETED' && fits(event.object);
  if (after) {
    return { type: before ? 'MODIFIED' : 'ADDED', object: event.object };
  }
  return before ? { type: 'DELETED', object: event.object } : undefined;
}

/**
 * Answers a watch: one JSON document a line, until the client leaves or the time is over. Timeouts
 * are of the wall clock: they belong to the connection, not to the account.
 */
export function serveWatch(
  context: ClusterContext,
  resource: Resource,
  request: {
    query: URLSearchParams;
    fits: Predicate;
    presentation: Presentation;
  },
  response: ServerResponse,
): void {
  const { store } = context;
  const { query, fits, presentation } = request;
  const from = numberOf(query, 'resourceVersion') ?? 0;
  const bookmarks = flagOf(query, 'allowWatchBookmarks');
  let columnsSent = false;
  const send = (type: string, object: unknown) =>
    response.write(`${JSON.stringify({ type, object })}\n`);
  const sendObject = (type: string, object: KubeObject) => {
    send(
      type,
      presentObject(
        resource,
        object,
        { ...presentation, now: context.state.clock.now() },
        !columnsSent,
      ),
    );
    columnsSent = true;
  };
  const sendBookmark = (annotations?: Record<string, string>) =>
    send('BOOKMARK', {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(store.revision),
        creationTimestamp: null,
        ...(annotations && { annotations }),
      },
    });
  response.writeHead(200, {
    'content-type': 'application/json',
    'transfer-encoding': 'chunked',
  });
  response.flushHeaders();
  const initial = flagOf(query, 'sendInitialEvents');
  try {
    if (from === 0 || initial) {
      store
        .list(resource)
        .filter(fits)
        .forEach(object => sendObject('ADDED', object));
      if (initial && bookmarks) {
        sendBookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else {
      for (const event of store.eventsAfter(from)) {
        const seen = event.resource === resource && seenAs(event, fits);
        if (seen) {
          sendObject(seen.type, seen.object);
        }
      }
    }
  } catch (error) {
    if (error instanceof KubeError) {
      send('ERROR', error.body());
      response.end();
      return;
    }
    throw error;
  }
  const unsubscribe = store.subscribe(event => {
    const seen = event.resource === resource && seenAs(event, fits);
    if (seen) {
      sendObject(seen.type, seen.object);
    }
  });
  const ticker = bookmarks
    ? setInterval(() => sendBookmark(), bookmarkSeconds * 1000)
    : undefined;
  const seconds = numberOf(query, 'timeoutSeconds') || defaultTimeoutSeconds;
  const end = setTimeout(() => {
    if (bookmarks) {
      sendBookmark();
    }
    response.end();
  }, Math.min(seconds * 1000, 0x7fffffff));
  end.unref();
  ticker?.unref();
  response.on('close', () => {
    unsubscribe();
    clearTimeout(end);
    clearInterval(ticker);
  });
}
