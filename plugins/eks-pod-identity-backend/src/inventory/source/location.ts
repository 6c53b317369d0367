import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { ScmIntegration, ScmIntegrationRegistry } from '@backstage/integration';
import { Sight } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** A folder of a repository. */
export interface SourceLocation {
  /** URL of the folder, as an entity or the config names it. */
  url: string;
  /** URL of the repository's root, with the branch where one is named: what is read at once. */
  repository: string;
  /** Path of the folder within it; `''` for the whole repository. */
  folder: string;
}

type Unseen = Extract<Sight<never>, { seen: false }>;

/** Hosts of buckets: a URL there is a folder by itself, without a repository around it. */
const BUCKETS: ReadonlySet<string> = new Set([
  'awsS3',
  'googleGcs',
  'azureBlobStorage',
]);

/**
 * The folder of an entity's source: `backstage.io/source-location`, else the folder of the file that it was registered by.
 * Answers why there is none where there is none.
 */
export function sourceLocationOf(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): SourceLocation | Unseen {
  const annotations = entity.metadata.annotations ?? {};
  const own = annotations[ANNOTATION_SOURCE_LOCATION];
  const ref = own ?? annotations[ANNOTATION_LOCATION];
  const name = own ? ANNOTATION_SOURCE_LOCATION : ANNOTATION_LOCATION;
  if (!ref) {
    return unseen(
      'absent',
      `the entity has no annotation ${ANNOTATION_SOURCE_LOCATION}`,
    );
  }
  let parsed: { type: string; target: string };
  try {
    parsed = parseLocationRef(ref);
  } catch {
    return unseen(
      'invalid',
      `${name}: '${ref}' is not a location; write url:https://host/owner/repository/tree/main/folder/`,
    );
  }
  if (parsed.type !== 'url') {
    return unseen(
      'absent',
      `the entity was registered from a ${parsed.type} and has no annotation ${ANNOTATION_SOURCE_LOCATION} with a url`,
    );
  }
  return locate(parsed.target, integrations, { isFile: !own, name });
}

/** The folder that a URL names. `isFile`: the URL is that of a file in it. */
export function locate(
  url: string,
  integrations: ScmIntegrationRegistry,
  { isFile = false, name }: { isFile?: boolean; name: string },
): SourceLocation | Unseen {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return unseen('invalid', `${name}: '${url}' is not an http(s) URL`);
  }
  const integration = integrations.byUrl(url);
  if (!integration || BUCKETS.has(integration.type)) {
    const repository = isFile ? new URL('.', url).toString() : url;
    return { url: repository, repository, folder: '' };
  }
  try {
    const repository = rootOf(integration, url);
    const path = pathWithin(repository, url);
    const folder = isFile ? path.split('/').slice(0, -1).join('/') : path;
    return {
      url: isFile
        ? integration.resolveUrl({ url: `/${folder}`, base: url })
        : url,
      repository,
      folder,
    };
  } catch (error) {
    return unseen(
      'invalid',
      `${name}: '${url}' names no repository (${
        error instanceof Error ? error.message : error
      })`,
    );
  }
}

/** Whether it is a location, not the reason why there is none. */
export function isLocation(
  found: SourceLocation | Unseen,
): found is SourceLocation {
  return 'repository' in found;
}

function unseen(why: Unseen['why'], reason: string): Unseen {
  return {
    seen: false,
    why,
    reason,
    ...(why === 'absent' ? { permission: ANNOTATION_SOURCE_LOCATION } : {}),
  };
}

/** URL of the root of the repository that a URL lies in, with its branch. */
function rootOf(integration: ScmIntegration, url: string): string {
  // Gitea's URLs have one step more than Backstage's resolver counts: src/branch/main.
  const gitea =
    integration.type === 'gitea' &&
    /^(https?:\/\/[^?#]+?\/src\/(?:branch|commit|tag)\/[^/?#]+)/.exec(url);
  return gitea
    ? `${gitea[1]}/`
    : integration.resolveUrl({ url: '/', base: url });
}

/** The path that a URL names within its repository. Azure DevOps writes it as a parameter, the others below the root. */
function pathWithin(repository: string, url: string): string {
  const parameter = new URL(url).searchParams.get('path');
  if (parameter !== null) return trimSlashes(parameter);
  const steps = ({ pathname }: URL) =>
    trimSlashes(decodeURIComponent(pathname)).split('/');
  // A file's URL says blob where the root's says tree: only their number counts.
  return steps(new URL(url))
    .slice(steps(new URL(repository)).length)
    .join('/');
}

function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
