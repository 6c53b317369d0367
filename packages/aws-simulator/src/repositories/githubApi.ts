import type { Repository } from '../state/types';
import { tarball } from './archive';
import { commitTime, knowsRef, snapshotOf, type Snapshot } from './gitObjects';
import type { Answer } from './answer';
import { fileAnswer, jsonAnswer, notFoundAnswer } from './answer';

/** A request to the API, below `/repos/OWNER/NAME`. */
export interface ApiCall {
  /** URL of the host, without a slash at its end. */
  base: string;
  /** Decoded steps after the repository. */
  steps: string[];
  query: URLSearchParams;
  accept: string;
}

/** Where the API is, as on GitHub Enterprise Server. */
export const apiPath = '/api/v3';

function repositoryUrl(base: string, repository: Repository): string {
  return `${base}${apiPath}/repos/${repository.name}`;
}

/** The repository as the API describes it. */
function describe(base: string, repository: Repository) {
  const [owner, name] = repository.name.split('/');
  const url = repositoryUrl(base, repository);
  return {
    id: 1,
    node_id: repository.name,
    name,
    full_name: repository.name,
    private: false,
    owner: { login: owner, type: 'Organization' },
    html_url: `${base}/${repository.name}`,
    description: repository.description ?? null,
    fork: false,
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    branches_url: `${url}/branches{/branch}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    commits_url: `${url}/commits{/sha}`,
    contents_url: `${url}/contents/{+path}`,
    trees_url: `${url}/git/trees{/sha}`,
    default_branch: repository.defaultBranch,
    visibility: 'public',
    archived: false,
  };
}

function describeCommit(url: string, snapshot: Snapshot) {
  const person = {
    name: 'Simulator',
    email: 'simulator@example.org',
    date: commitTime.toISOString(),
  };
  return {
    sha: snapshot.commit,
    url: `${url}/commits/${snapshot.commit}`,
    commit: {
      author: person,
      committer: person,
      message: 'Present state of the repository',
      tree: { sha: snapshot.tree, url: `${url}/git/trees/${snapshot.tree}` },
    },
    parents: [],
  };
}

function commits(call: ApiCall, repository: Repository): Answer {
  const { base, steps, accept } = call;
  const snapshot = snapshotOf(repository);
  const wantsStatus = steps[steps.length - 1] === 'status';
  const ref = (wantsStatus ? steps.slice(1, -1) : steps.slice(1)).join('/');
  if (!knowsRef(repository, snapshot, ref)) {
    return jsonAnswer(422, { message: `No commit found for SHA: ${ref}` });
  }
  const url = repositoryUrl(base, repository);
  if (wantsStatus) {
    return jsonAnswer(200, {
      state: 'pending',
      statuses: [],
      sha: snapshot.commit,
      total_count: 0,
      repository: describe(base, repository),
      commit_url: `${url}/commits/${snapshot.commit}`,
      url: `${url}/commits/${snapshot.commit}/status`,
    });
  }
  return accept.includes('sha')
    ? {
        ...jsonAnswer(200, {}),
        contentType: 'text/plain',
        body: Buffer.from(snapshot.commit),
      }
    : jsonAnswer(200, describeCommit(url, snapshot));
}

function branches(call: ApiCall, repository: Repository): Answer {
  const branch = {
    name: repository.defaultBranch,
    commit: { sha: snapshotOf(repository).commit },
    protected: true,
  };
  const wanted = call.steps.slice(1).join('/');
  if (wanted === '') {
    return jsonAnswer(200, [branch]);
  }
  return wanted === branch.name ? jsonAnswer(200, branch) : notFoundAnswer();
}

function contents(call: ApiCall, repository: Repository): Answer {
  const { base, query, accept } = call;
  const snapshot = snapshotOf(repository);
  const ref = query.get('ref') ?? repository.defaultBranch;
  const path = call.steps.slice(1).join('/');
  if (!knowsRef(repository, snapshot, ref)) {
    return jsonAnswer(404, { message: `No commit found for the ref ${ref}` });
  }
  const url = repositoryUrl(base, repository);
  const describeEntry = (entryPath: string) => {
    const entry = snapshot.entries.get(entryPath);
    const isFile = entry?.type === 'blob';
    return {
      name: entryPath.split('/').pop(),
      path: entryPath,
      sha: entry?.sha,
      size: entry?.size ?? 0,
      type: isFile ? 'file' : 'dir',
      url: `${url}/contents/${entryPath}?ref=${ref}`,
      git_url: `${url}/git/${isFile ? 'blobs' : 'trees'}/${entry?.sha}`,
      html_url: `${base}/${repository.name}/${
        isFile ? 'blob' : 'tree'
      }/${ref}/${entryPath}`,
      download_url: isFile
        ? `${base}/raw/${repository.name}/${ref}/${entryPath}`
        : null,
    };
  };
  const content = repository.files.get(path);
  if (content) {
    return accept.includes('raw')
      ? fileAnswer(path, content, snapshot)
      : jsonAnswer(200, {
          ...describeEntry(path),
          encoding: 'base64',
          content: content.toString('base64'),
        });
  }
  const isFolder = path === '' || snapshot.entries.has(path);
  const prefix = path === '' ? '' : `${path}/`;
  return isFolder
    ? jsonAnswer(
        200,
        [...snapshot.entries.keys()]
          .filter(
            each =>
              each.startsWith(prefix) &&
              !each.slice(prefix.length).includes('/'),
          )
          .sort()
          .map(describeEntry),
      )
    : notFoundAnswer();
}

function trees(call: ApiCall, repository: Repository): Answer {
  const { base, query, steps } = call;
  const snapshot = snapshotOf(repository);
  const sha = steps.slice(2).join('/');
  const folder = [...snapshot.entries.values()].find(
    entry => entry.type === 'tree' && entry.sha === sha,
  );
  const isRoot = sha === snapshot.tree || knowsRef(repository, snapshot, sha);
  if (!folder && !isRoot) {
    return notFoundAnswer();
  }
  const prefix = isRoot ? '' : `${folder?.path}/`;
  const recursive = query.has('recursive');
  const url = repositoryUrl(base, repository);
  const tree = [...snapshot.entries.values()]
    .filter(({ path }) => path.startsWith(prefix))
    .map(entry => ({ ...entry, path: entry.path.slice(prefix.length) }))
    .filter(({ path }) => recursive || !path.includes('/'))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(entry => ({
      ...entry,
      url: `${url}/git/${entry.type}s/${entry.sha}`,
    }));
  const rootSha = isRoot ? snapshot.tree : sha;
  return jsonAnswer(200, {
    sha: rootSha,
    url: `${url}/git/trees/${rootSha}`,
    tree,
    truncated: false,
  });
}

function blobs(call: ApiCall, repository: Repository): Answer {
  const sha = call.steps[2];
  const entry = [...snapshotOf(repository).entries.values()].find(
    each => each.type === 'blob' && each.sha === sha,
  );
  const content = entry && repository.files.get(entry.path);
  return content
    ? jsonAnswer(200, {
        sha,
        size: content.length,
        encoding: 'base64',
        content: content.toString('base64'),
        url: `${repositoryUrl(call.base, repository)}/git/blobs/${sha}`,
      })
    : notFoundAnswer();
}

function archive(call: ApiCall, repository: Repository): Answer {
  const snapshot = snapshotOf(repository);
  const ref = call.steps.slice(1).join('/') || repository.defaultBranch;
  return knowsRef(repository, snapshot, ref)
    ? {
        status: 200,
        contentType: 'application/x-gzip',
        etag: `"${snapshot.commit}"`,
        body: tarball(repository, snapshot),
      }
    : notFoundAnswer();
}

/** Answers a call about one repository. */
export function answerApi(call: ApiCall, repository: Repository): Answer {
  const [first, second] = call.steps;
  switch (first) {
    case undefined:
      return jsonAnswer(200, describe(call.base, repository));
    case 'commits':
      return call.steps.length > 1
        ? commits(call, repository)
        : jsonAnswer(200, [
            describeCommit(
              repositoryUrl(call.base, repository),
              snapshotOf(repository),
            ),
          ]);
    case 'branches':
      return branches(call, repository);
    case 'contents':
      return contents(call, repository);
    case 'tarball':
      return archive(call, repository);
    case 'git':
      if (second === 'trees') {
        return trees(call, repository);
      }
      return second === 'blobs' ? blobs(call, repository) : notFoundAnswer();
    default:
      return notFoundAnswer();
  }
}
