import { FileReader } from './context';
import { coverageOf } from './coverage';
import { SourceFile } from './ecosystem';
import { formatOf } from './formats';
import { Minimums } from './minimums';
import { ScanResult, ScannedFile } from './result';
import { Read, Reading, ScanOptions, conclude, readFiles } from './scan';
import { untoldSources } from './sources';
import { scopeOfSurroundings } from './surroundings';

/**
 * Judges several folders of one repository, the services of a monorepo, with one reading of its files. To a folder belong
 * the files in it, the lockfiles above it that resolve them (of these only what the folder's workspace members reach),
 * and, where it has no dependency file at all, those of the nearest folder above that has some. `''` is the whole
 * repository.
 */
export async function scanServices(
  files: readonly SourceFile[] | FileReader,
  folders: readonly string[],
  options: ScanOptions = {},
): Promise<Map<string, ScanResult>> {
  const minimums = new Minimums(options.minimums);
  const reading = await readFiles(files, {
    isWanted: path => folders.some(folder => isNear(path, folder)),
    progress: options.progress,
  });
  return new Map(
    folders.map(folder => [
      folder,
      conclude(partOf(reading, folder), minimums, {
        incomplete: options.incomplete,
        asideOf: path =>
          isBelow(path, folder)
            ? scopeOfSurroundings(path.slice(folder ? folder.length + 1 : 0))
            : undefined,
      }),
    ]),
  );
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '' : path.slice(0, end);
}

/** In the folder, or lying in a folder above it. */
function isNear(path: string, folder: string): boolean {
  return isBelow(path, folder) || isBelow(`${folder}/`, folderOf(path));
}

function partOf(reading: Reading, folder: string): Reading {
  if (folder === '') return reading;
  const inside = reading.read.filter(({ path }) => isBelow(path, folder));
  const failed = reading.scanned.filter(({ ok }) => !ok);
  const isForOthers = ({ path, aside }: Read) =>
    aside ?? scopeOfSurroundings(path.slice(folder.length + 1));
  const hasOwn =
    inside.some(
      file =>
        (file.extraction.graph !== 'none' && !isForOthers(file)) ||
        (file.extraction.unread && folderOf(file.path) === folder),
    ) || failed.some(({ file }) => isBelow(file, folder));
  const sources = reading.sources.filter(path => isBelow(path, folder));
  const outside = hasOwn
    ? [
        ...resolversOf(reading.read, folder),
        ...buildersOf(sources, reading, folder),
      ]
    : nearestAbove(reading, folder);
  const read = [
    ...inside,
    ...[...new Set(outside)].map(file => narrowTo(folder, file, hasOwn)),
  ];
  const names = new Set(read.map(({ path }) => path));
  return {
    read,
    sources,
    scanned: reading.scanned.filter(
      ({ file, ok }) =>
        names.has(file) ||
        (!ok && (isBelow(file, folder) || mayResolve(file, inside, folder))),
    ),
  };
}

/** Lockfiles above a folder that resolve something in it. */
function resolversOf(read: readonly Read[], folder: string): Read[] {
  const lockfiles = read.filter(
    ({ path, extraction }) =>
      isBelow(path, folder) ||
      (extraction.graph === 'complete' && isNear(path, folder)),
  );
  const coveredBy = coverageOf(lockfiles);
  const wanted = new Set<string>();
  for (const path of coveredBy.keys()) {
    if (!isBelow(path, folder)) continue;
    for (
      let cover = coveredBy.get(path);
      cover !== undefined && !wanted.has(cover);
      cover = coveredBy.get(cover)
    ) {
      wanted.add(cover);
    }
  }
  return lockfiles.filter(
    ({ path }) => wanted.has(path) && !isBelow(path, folder),
  );
}

/** The builds above a folder with which its sources are compiled, though it has files of other languages. */
function buildersOf(
  sources: readonly string[],
  reading: Reading,
  folder: string,
): Read[] {
  const inside = reading.scanned.filter(({ file }) => isBelow(file, folder));
  return untoldSources(
    sources,
    inside,
    path => scopeOfSurroundings(path.slice(folder.length + 1)) !== undefined,
  ).flatMap(({ language }) =>
    nearestAbove(
      {
        ...reading,
        read: reading.read.filter(({ ecosystem }) =>
          language.toldBy.includes(ecosystem.name),
        ),
        scanned: [],
      },
      folder,
    ),
  );
}

/** The dependency files of the nearest folder above that has some. */
function nearestAbove({ read, scanned }: Reading, folder: string): Read[] {
  for (let above = folder; above !== ''; ) {
    above = folderOf(above);
    const here = read.filter(
      ({ path, extraction }) =>
        folderOf(path) === above && extraction.graph !== 'none',
    );
    const isBroken = scanned.some(
      ({ file, ok }) => !ok && folderOf(file) === above,
    );
    if (here.length > 0 || isBroken) return here;
  }
  return [];
}

/** A broken lockfile above can't tell what it resolves: it counts where it is of the same ecosystem, or nothing else is there. */
function mayResolve(
  file: ScannedFile['file'],
  inside: readonly Read[],
  folder: string,
): boolean {
  const known = formatOf(file);
  return (
    known !== undefined &&
    isNear(file, folder) &&
    (inside.length === 0 ||
      (known.format.locks !== undefined &&
        inside.some(({ ecosystem }) => ecosystem === known.ecosystem)))
  );
}

function narrowTo(folder: string, file: Read, hasOwn: boolean): Read {
  if (!hasOwn) return file;
  // Members are told relative to their lockfile.
  const root = folderOf(file.path);
  const fromRoot = (member: string) =>
    [root, member].filter(part => part !== '').join('/');
  const members = new Set(
    file.extraction.packages.flatMap(found =>
      (found.members ?? []).map(fromRoot),
    ),
  );
  const own = [...members].filter(
    member => member === folder || isBelow(member, folder),
  );
  const around = [...members]
    .filter(member => member !== root && isBelow(folder, member))
    .sort((a, b) => b.length - a.length)
    .slice(0, 1);
  const mine = new Set(own.length > 0 ? own : around);
  return {
    ...file,
    extraction: {
      ...file.extraction,
      packages: file.extraction.packages.filter(
        found =>
          found.members === undefined ||
          found.members.some(member => mine.has(fromRoot(member))),
      ),
    },
  };
}
