import { posix } from 'path';
import { ExtractContext } from '../../../ecosystem';
import { Stage, parseDockerfile } from '../../container/dockerfile';
import { isDockerfile } from '../../container/names';
import { Command } from '../../container/shell';

/** Dockerfiles beyond that are not looked at. */
const MAX_DOCKERFILES = 100;

/** An installation of requirements in an image, with the constraints that hold for it: paths in the repository. */
interface Installation {
  requirements: string[];
  constraints: string[];
}

/**
 * The constraints files that the Dockerfiles of a repository give pip or uv beside that requirements file: by `-c`, or by
 * `PIP_CONSTRAINT` and `UV_CONSTRAINT`. Where several images install it, only what holds in all of them.
 */
export async function constraintsInImages(
  path: string,
  context: ExtractContext,
): Promise<string[]> {
  const all = await context.once('constraints in images', () =>
    installations(context),
  );
  const mine = all.filter(({ requirements }) => requirements.includes(path));
  const [first, ...others] = mine;
  return (first?.constraints ?? []).filter(constraint =>
    others.every(({ constraints }) => constraints.includes(constraint)),
  );
}

async function installations(context: ExtractContext): Promise<Installation[]> {
  const found: Installation[] = [];
  const paths = context.below('').filter(isDockerfile);
  for (const path of paths.slice(0, MAX_DOCKERFILES)) {
    const text = await context.read(path);
    if (text === undefined) continue;
    for (const stage of stagesOf(text)) {
      for (const command of stage.commands) {
        const requirements = filesAfter(command, /^(-r|--requirements?)$/);
        if (requirements.length === 0) continue;
        found.push({
          requirements: requirements.flatMap(file =>
            inRepository(file, path, stage, context),
          ),
          constraints: constraintsOf(command, stage).flatMap(file =>
            inRepository(file, path, stage, context),
          ),
        });
      }
    }
  }
  return found;
}

function stagesOf(text: string): Stage[] {
  try {
    return parseDockerfile(text);
  } catch {
    // It is reported as a file of its own.
    return [];
  }
}

/** The constraints files of one command, as it names them. */
export function constraintsOf(command: Command, stage: Stage): string[] {
  const isPip = command.words.some(word => /(^|\/)(pip[\d.]*|uv)$/.test(word));
  if (!isPip) return [];
  const set = ['PIP_CONSTRAINT', 'UV_CONSTRAINT'].flatMap(
    name => stage.environment.get(name)?.split(/\s+/).filter(Boolean) ?? [],
  );
  return [...filesAfter(command, /^(-c|--constraints?)$/), ...set];
}

/** `-c file`, `-cfile`, `--constraint=file`. */
function filesAfter({ words }: Command, flag: RegExp): string[] {
  return words.flatMap((word, index) => {
    if (flag.test(word)) return words[index + 1] ?? [];
    const joined =
      /^(--[a-z]+)=(.+)$/.exec(word) ?? /^(-[rc])(\S+)$/.exec(word);
    return joined && flag.test(joined[1]) ? joined[2] : [];
  });
}

/** A file of an image is that of the repository which is copied there, or lies beside the Dockerfile or at the root under its name. */
export function inRepository(
  file: string,
  dockerfile: string,
  { copies }: Stage,
  context: ExtractContext,
): string[] {
  const name = posix.basename(file);
  const folder = posix.dirname(dockerfile);
  const copied = copies
    .flatMap(({ sources }) => sources)
    .filter(source => posix.basename(source) === name);
  const candidates = [...copied, file, name]
    .map(each => each.replace(/^\/+/, ''))
    .flatMap(each => [posix.join(folder, each), posix.normalize(each)]);
  const found = candidates.find(candidate => context.has(candidate));
  return found === undefined ? [] : [found];
}
