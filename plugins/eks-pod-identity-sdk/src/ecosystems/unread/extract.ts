import { posix } from 'path';
import { UnreadStack } from '../../data/unreadStacks';
import { ExtractContext, Extraction, SourceFile } from '../../ecosystem';

/** More callers than any repository has. */
const MAX_CALLERS = 200;

const DOCKERFILE = /(^|\/)([^/]+\.)?(Dockerfile|Containerfile)([._-][^/]+)?$/i;

const PUBLISHES =
  /\b(?:docker|podman|buildah|skopeo|crane|kaniko|ghcr|ecr|oci|image|kubectl|helm)\b/i;

/** Files that say how a project is built, beside containers. */
export const BUILD_FILES: readonly RegExp[] = [
  /(^|\/)(GNUm|m|M)akefile$/,
  /(^|\/)(justfile|Justfile|\.justfile)$/,
  /(^|\/)[Tt]askfile\.ya?ml$/,
  /(^|\/)(Earthfile|Jenkinsfile|Tiltfile)$/,
  /(^|\/)(skaffold|buildspec|cloudbuild|garnix|\.gitlab-ci)\.ya?ml$/,
  /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
];

/** A file that is recognised and not read: what it is, and whether it counts. */
export async function extractUnread(
  stack: UnreadStack,
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const { what, contains } = stack;
  if (contains && !contains.test(file.text)) {
    return { packages: [], graph: 'none' };
  }
  const counts = await doesCount(stack, file, context);
  return {
    packages: [],
    graph: 'none',
    unread: { what, counts },
    notes: [`It is ${what}: not read.`],
  };
}

async function doesCount(
  stack: UnreadStack,
  file: SourceFile,
  context: ExtractContext,
): Promise<boolean> {
  if (stack.toldBy && isTold(file.path, stack.toldBy, context)) return false;
  return (
    stack.kind === 'language' ||
    stack.makesImage?.test(file.text) === true ||
    (await isCalled(stack, file.path, context))
  );
}

/** Whether a file of that name lies in the folder, or in one above. */
function isTold(path: string, names: RegExp, context: ExtractContext): boolean {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const prefix = folder === '.' ? '' : `${folder}/`;
    const isThere = context
      .below(prefix === '' ? '' : folder)
      .some(
        other =>
          !other.slice(prefix.length).includes('/') &&
          names.test(other.slice(prefix.length)),
      );
    if (isThere) return true;
    if (folder === '.' || folder === '/') return false;
  }
}

/** Whether a container or a build above or below the file takes from it. */
async function isCalled(
  { calledInImage, calledInBuild }: UnreadStack,
  path: string,
  context: ExtractContext,
): Promise<boolean> {
  const folder = posix.dirname(path);
  const callers = context
    .below('')
    .filter(
      other =>
        isDockerfile(other) || BUILD_FILES.some(name => name.test(other)),
    )
    .filter(other => areNear(folder, posix.dirname(other)))
    .slice(0, MAX_CALLERS);
  for (const caller of callers) {
    const words = isDockerfile(caller) ? calledInImage : calledInBuild;
    const text = words && (await context.read(caller));
    if (text === undefined) continue;
    const plain = withoutComments(text);
    // A workflow that builds and publishes no image only checks that it can be built.
    const mayPublish =
      !/(^|\/)\.github\/workflows\//.test(caller) || PUBLISHES.test(plain);
    if (mayPublish && words!.test(plain)) return true;
  }
  return false;
}

function isDockerfile(path: string): boolean {
  return DOCKERFILE.test(path) && !/\.dockerignore$/i.test(path);
}

/** `.github/workflows` belongs to the folder that it lies in. */
function areNear(folder: string, other: string): boolean {
  const own = other.replace(/(^|\/)\.github\/workflows$/, '') || '.';
  return isWithin(folder, own) || isWithin(own, folder);
}

function isWithin(folder: string, above: string): boolean {
  return above === '.' || folder === above || folder.startsWith(`${above}/`);
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter(row => !/^\s*#/.test(row))
    .join('\n');
}
