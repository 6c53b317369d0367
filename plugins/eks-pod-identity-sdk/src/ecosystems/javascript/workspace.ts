import { posix } from 'path';
import picomatch from 'picomatch';
import { ExtractContext } from '../../ecosystem';
import { Manifest, parseManifest, workspaceGlobs } from './manifest/schema';

/** A member of a workspace: its folder relative to the root (`''`) and its package.json. */
export interface Member {
  folder: string;
  manifest: Manifest;
}

/** The package.json of a folder; undefined where it is absent or broken (it is reported as a file of its own). */
export async function readManifest(
  folder: string,
  context: ExtractContext,
): Promise<Manifest | undefined> {
  const path = posix.join(folder, 'package.json');
  const text = await context.read(path);
  if (text === undefined) return undefined;
  try {
    return parseManifest(text);
  } catch {
    return undefined;
  }
}

/** The root and the members that its `workspaces` globs name, as far as they can be read. */
export async function readWorkspace(
  root: string,
  context: ExtractContext,
): Promise<Member[]> {
  const manifest = await readManifest(root, context);
  if (!manifest) return [];
  const members: Member[] = [{ folder: '', manifest }];
  const globs = workspaceGlobs(manifest).map(glob =>
    glob.replace(/^\.\//, '').replace(/\/$/, ''),
  );
  if (globs.length === 0) return members;
  const isMember = picomatch(
    globs.filter(glob => !glob.startsWith('!')),
    {
      ignore: globs
        .filter(glob => glob.startsWith('!'))
        .map(glob => glob.slice(1)),
    },
  );
  for (const path of context.below(root)) {
    if (posix.basename(path) !== 'package.json') continue;
    const folder = posix.relative(root, posix.dirname(path));
    if (folder === '' || !isMember(folder)) continue;
    const member = await readManifest(posix.join(root, folder), context);
    if (member) members.push({ folder, manifest: member });
  }
  return members;
}
