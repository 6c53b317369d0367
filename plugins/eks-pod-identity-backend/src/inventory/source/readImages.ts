import {
  CarriedShadow,
  SourceFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { blankSettingComments } from '../../shadowing/flatten';
import { matchShadows } from '../../shadowing/match';
import { CopiedFiles, isSharedFile, readDockerfile } from './dockerfile';
import { isAside, isSharedFileName, isTooling } from './fileKinds';
import type { CheckedOut } from './folderFacts';
import { EvidenceAt } from './links';

/** What the Dockerfiles of a folder tell. */
export interface ImagesReading {
  variables: SourceFacts['imageEnvironment'];
  carried: CarriedShadow[];
  cliCalls: NonNullable<SourceFacts['cliCalls']>;
  faults: SourceFacts['files'];
  /** The Dockerfiles as they are, by which it is known which scripts an image holds. */
  texts: string[];
}

/** Reads what images carry: variables, shared config files, and what their commands say. */
export async function readImages(
  checkout: Pick<CheckedOut, 'files' | 'read'>,
  folder: string,
  paths: readonly string[],
  at: EvidenceAt,
): Promise<ImagesReading> {
  const reading: ImagesReading = {
    variables: [],
    carried: [],
    cliCalls: [],
    faults: [],
    texts: [],
  };
  const own = paths.filter(path => !isAside(path, folder));
  const deployed = own.filter(path => !isTooling(path));
  for (const path of deployed.length ? deployed : own) {
    try {
      await readOne(path, await checkout.read(path));
    } catch (error) {
      reading.faults.push({
        file: path,
        format: 'dockerfile',
        ok: false,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return reading;

  async function readOne(path: string, text: string) {
    const image = readDockerfile(text);
    reading.texts.push(text);
    for (const { name, line, value, fromArgument } of image.variables) {
      reading.variables.push({
        name,
        ...(value === undefined ? {} : { value }),
        ...(fromArgument ? { fromArgument } : {}),
        evidence: at(`ENV ${name}`, path, line),
      });
    }
    for (const { line, ...each } of image.shadows) {
      carry(each, path, line);
    }
    if (image.calls) {
      const { program, line } = image.calls;
      reading.cliCalls.push({
        ...at('a command of the image', path, line),
        program,
      });
    }
    for (const copy of image.copies) {
      await readCopy(path, copy);
    }
  }

  function carry(
    each: Omit<CarriedShadow, 'place' | 'evidence'>,
    path: string,
    line: number,
  ) {
    reading.carried.push({
      ...each,
      place: 'image',
      evidence: at(each.what, path, line),
    });
  }

  /** Shared config files of AWS among what is copied: what they hold counts; one that can't be read may hold a profile. */
  async function readCopy(path: string, { from, to, line }: CopiedFiles) {
    const files = sharedFilesOf(path, from, to);
    if (files === undefined) {
      carry(
        { what: `a copy to ${to}`, kind: 'profile', effect: 'unknown' },
        path,
        line,
      );
      return;
    }
    for (const file of files) {
      const plain = blankSettingComments(await checkout.read(file), file);
      for (const { line: ownLine, ...each } of matchShadows(
        plain,
        'shared-file',
      )) {
        carry(each, file, ownLine);
      }
    }
  }

  /** The copied files that SDKs read; undefined where what they read is not in the repository. */
  function sharedFilesOf(
    path: string,
    from: readonly string[],
    to: string,
  ): string[] | undefined {
    const found: string[] = [];
    for (const source of from) {
      const inside = filesIn(path, source);
      const isWhole = isSharedFile(to) || isSharedFile(source);
      found.push(
        ...(isWhole
          ? inside
          : inside.filter(
              file =>
                isSharedFileName(file) &&
                /\/\.aws\//.test(`/${file}`) &&
                isHome(file, source, to),
            )),
      );
    }
    return isSharedFile(to) && found.length === 0 ? undefined : found;
  }

  function filesIn(dockerfile: string, source: string): string[] {
    const clean = source.replace(/^\.?\/+/, '').replace(/\/+$/, '');
    const below = dockerfile.split('/').slice(0, -1).join('/');
    for (const context of [
      below,
      folder,
      below.split('/').slice(0, -1).join('/'),
      '',
    ]) {
      const base = [context, clean === '.' ? '' : clean]
        .filter(Boolean)
        .join('/');
      const files = checkout.files
        .map(file => file.path)
        .filter(
          file => file === base || base === '' || file.startsWith(`${base}/`),
        );
      if (files.length > 0) return files;
    }
    return [];
  }
}

/** Whether the `.aws` folder of what is copied comes to lie in a home folder, where SDKs look. */
function isHome(file: string, source: string, to: string): boolean {
  const rest = file.slice(0, file.indexOf('.aws/'));
  const last = source.replace(/\/+$/, '').split('/').pop() ?? '';
  const own =
    last && last !== '.'
      ? rest.slice(rest.indexOf(`${last}/`) + last.length)
      : rest;
  const folder = `${to.replace(/\/+$/, '')}/${own}`.replace(/\/+/g, '/');
  return /^(~|\$\{?HOME\}?|\/root|\/home\/[^/]+)\/$/.test(folder);
}
