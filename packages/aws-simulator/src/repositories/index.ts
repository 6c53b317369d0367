import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { CreateRepositoryHost } from '../contracts';
import type { Repository } from '../state/types';
import { fileAnswer, jsonAnswer, notFoundAnswer, type Answer } from './answer';
import { commitTime, knowsRef, snapshotOf } from './gitObjects';
import { answerApi, apiPath } from './githubApi';

/** Pages of a repository as people (and Backstage) link to them. */
const pageKinds = ['blob', 'edit', 'raw', 'tree'];

function stepsOf(path: string): string[] | undefined {
  try {
    return path
      .split('/')
      .filter(step => step !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function find(
  repositories: Repository[],
  owner: string,
  name: string,
): Repository | undefined {
  const wanted = `${owner}/${name.replace(/\.git$/, '')}`.toLowerCase();
  return repositories.find(
    each => each.name.toLowerCase() === wanted && !each.missing,
  );
}

/** Splits `REF/PATH`; branch names may hold slashes. */
function splitRef(
  repository: Repository,
  steps: string[],
): { path: string } | undefined {
  const snapshot = snapshotOf(repository);
  for (let length = 1; length <= steps.length; length++) {
    if (knowsRef(repository, snapshot, steps.slice(0, length).join('/'))) {
      return { path: steps.slice(length).join('/') };
    }
  }
  return undefined;
}

function fileAt(repository: Repository | undefined, steps: string[]): Answer {
  const at = repository && splitRef(repository, steps);
  const content = at && repository.files.get(at.path);
  return content
    ? fileAnswer(at.path, content, snapshotOf(repository))
    : notFoundAnswer();
}

/** A folder as a page: the names in it, one a line. */
function folderAt(repository: Repository | undefined, steps: string[]): Answer {
  const at =
    repository &&
    splitRef(repository, steps.length > 0 ? steps : [repository.defaultBranch]);
  if (!at) {
    return notFoundAnswer();
  }
  if (repository.files.has(at.path)) {
    return fileAt(repository, steps);
  }
  const prefix = at.path === '' ? '' : `${at.path}/`;
  const names = [...repository.files.keys()]
    .filter(path => path.startsWith(prefix))
    .sort();
  return names.length > 0
    ? {
        status: 200,
        contentType: 'text/plain; charset=utf-8',
        body: Buffer.from(`${names.join('\n')}\n`),
      }
    : notFoundAnswer();
}

function answerTo(
  repositories: Repository[],
  base: string,
  url: URL,
  accept: string,
): Answer | undefined {
  const isApi =
    url.pathname === apiPath || url.pathname.startsWith(`${apiPath}/`);
  const steps = stepsOf(
    isApi ? url.pathname.slice(apiPath.length) : url.pathname,
  );
  if (!steps) {
    return undefined;
  }
  if (isApi) {
    const [root, owner, name, ...rest] = steps;
    if (root === 'rate_limit') {
      const rate = { limit: 5000, remaining: 5000, reset: 0, used: 0 };
      return jsonAnswer(200, { resources: { core: rate }, rate });
    }
    const repository =
      root === 'repos' && name ? find(repositories, owner, name) : undefined;
    return repository
      ? answerApi(
          { base, steps: rest, query: url.searchParams, accept },
          repository,
        )
      : notFoundAnswer();
  }
  if (steps[0] === 'raw' && steps.length > 3) {
    return fileAt(find(repositories, steps[1], steps[2]), steps.slice(3));
  }
  const [owner, name, kind, ...rest] = steps;
  if (pageKinds.includes(kind)) {
    const repository = find(repositories, owner, name);
    return kind === 'tree'
      ? folderAt(repository, rest)
      : fileAt(repository, rest);
  }
  const repository =
    steps.length === 2 ? find(repositories, owner, name) : undefined;
  return repository && folderAt(repository, []);
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  const headers = {
    ...(answer.etag && { etag: answer.etag }),
    ...(answer.status === 200 && {
      'last-modified': commitTime.toUTCString(),
      'cache-control': 'private, max-age=60',
    }),
  };
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map(each => each.trim().replace(/^W\//, ''));
  if (answer.etag && known.includes(answer.etag)) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(answer.status, {
    ...headers,
    'content-type': answer.contentType,
  });
  if (request.method === 'HEAD') {
    response.end();
  } else if (Buffer.isBuffer(answer.body)) {
    response.end(answer.body);
  } else {
    await pipeline(answer.body, response);
  }
}

/**
 * A host of repositories that speaks as much of GitHub's API as Backstage's GithubUrlReader asks:
 * API below `/api/v3`, files as they are below `/raw`, and the pages that entities link to.
 */
export const createRepositoryHost: CreateRepositoryHost =
  state => async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return false;
    }
    const base = `http://${request.headers.host ?? 'localhost'}`;
    if (!URL.canParse(request.url ?? '/', base)) {
      return false;
    }
    const answer = answerTo(
      state().repositories,
      base,
      new URL(request.url ?? '/', base),
      request.headers.accept ?? '',
    );
    if (!answer) {
      return false;
    }
    await send(request, response, answer);
    return true;
  };
