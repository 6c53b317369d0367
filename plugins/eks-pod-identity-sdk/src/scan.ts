import { setImmediate } from 'timers/promises';
import { FileReader, ScanFiles } from './context';
import { ReadFile, coverageOf } from './coverage';
import { buildsOnlyDocuments, manifestOf } from './documents';
import { FileFault, Scope, SourceFile } from './ecosystem';
import { KnownFormat, formatOf } from './formats';
import { judgeExtraction, scopeDecides } from './judge';
import { MinimumOverrides, Minimums } from './minimums';
import { NotRead, Progress, unwatched } from './pool/progress';
import { ScanResult, ScannedFile, SdkFinding } from './result';
import {
  isSearched,
  searchedSources,
  sourceLanguageOf,
  untoldSources,
} from './sources';
import { staleFindings } from './stale';
import { scopeOfSurroundings } from './surroundings';
import { refuseMergeConflict } from './text';
import { UnreadFile, verdictOf } from './verdict';

/** How a scan is done. */
export interface ScanOptions {
  /** Effective minimums that replace those of the table. */
  minimums?: MinimumOverrides;
  /** Why the caller could not hand over everything ('only the first 5,000 files were read'): the verdict is `unknown` at best. */
  incomplete?: string;
  /** Is told before each file is parsed; what it throws is the file's fault. */
  progress?: Progress;
}

/** A file that could be read, with its format. */
export type Read = ReadFile &
  KnownFormat & {
    /** For what it is there, where what it asks for tells that a service does not run it. */
    aside?: Scope;
  };

/** What the files told, one by one. */
export interface Reading {
  scanned: ScannedFile[];
  read: Read[];
  /** Paths of sources of languages that are compiled with dependencies. */
  sources: readonly string[];
}

/**
 * Reads files and judges the AWS SDKs that they name. Pure but for the reader: no network, no clock. Never throws for
 * what is in a file; throws an Error for overrides that are wrong.
 */
export async function scanFiles(
  files: readonly SourceFile[] | FileReader,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const minimums = new Minimums(options.minimums);
  const { progress } = options;
  const reading = await readFiles(files, { progress });
  return conclude(reading, minimums, { incomplete: options.incomplete });
}

/** Reads all files that `isWanted` names; the others only where those ask for them. */
export async function readFiles(
  files: readonly SourceFile[] | FileReader,
  {
    isWanted = () => true,
    progress = unwatched,
  }: { isWanted?: (path: string) => boolean; progress?: Progress } = {},
): Promise<Reading> {
  const scanned: ScannedFile[] = [];
  const read: Read[] = [];
  const reader = 'read' in files ? files : inMemory(files);
  const source = new ScanFiles(reader);
  const { sources = [] } = reader;
  const paths = source.paths().filter(path => !isSearched(path));
  for (const path of [...paths, ...searchedSources(sources)]) {
    const known = isWanted(path) ? formatOf(path) : undefined;
    if (!known) continue;
    // Parsing is synchronous: let others have a turn between two files.
    await setImmediate();
    const outcome = await readFile(path, known, source, progress);
    const isSilent =
      !outcome.notRead && !outcome.read?.extraction.packages.length;
    if (known.format.isSource && isSilent) continue;
    scanned.push(outcome.file);
    if (outcome.read) read.push(outcome.read);
  }
  progress.phase();
  return { scanned, read, sources };
}

function inMemory(files: readonly SourceFile[]): FileReader {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return {
    paths: texts.keys(),
    sources: [...texts.keys()].filter(
      path => isSearched(path) || sourceLanguageOf(path),
    ),
    read: async path => texts.get(path),
  };
}

async function readFile(
  path: string,
  known: KnownFormat,
  source: ScanFiles,
  progress: Progress,
): Promise<{ file: ScannedFile; read?: Read; notRead?: boolean }> {
  const { ecosystem, format } = known;
  const file: ScannedFile = { file: path, format: format.name, ok: false };
  try {
    progress.begin(path);
    const text = await source.text(path);
    if (text === undefined) throw new FileFault('went away while it was read');
    refuseMergeConflict(text, path);
    const extraction = await format.extract(
      { path, text },
      source.contextFor(ecosystem.registry),
    );
    return {
      file: {
        ...file,
        ok: true,
        ...(extraction.notes?.length ? { notes: extraction.notes } : {}),
      },
      read: {
        path,
        ...known,
        extraction,
        ...((await isForDocuments(path, format.name, source))
          ? { aside: 'development' }
          : {}),
      },
    };
  } catch (error) {
    return {
      file: { ...file, error: faultText(error) },
      notRead: error instanceof NotRead,
    };
  }
}

async function isForDocuments(
  path: string,
  format: string,
  source: ScanFiles,
): Promise<boolean> {
  const manifest = manifestOf(path, format);
  const text = manifest && (await source.text(manifest.path));
  return text !== undefined && buildsOnlyDocuments(manifest!.format, text);
}

function faultText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // Parsers quote what they stumbled over; one line of it is enough.
  return (text.split('\n')[0] || 'can not be read').slice(0, 300);
}

/**
 * Judges what files told. `asideOf` tells which of them are not what a service runs.
 */
export function conclude(
  { scanned, read, sources }: Reading,
  minimums: Minimums,
  {
    incomplete,
    asideOf = scopeOfSurroundings,
  }: { incomplete?: string; asideOf?: typeof scopeOfSurroundings },
): ScanResult {
  const isTelling = ({ extraction }: Read) =>
    extraction.graph !== 'none' || extraction.unread !== undefined;
  const modules = new Set(
    read.flatMap(({ path, format }) => (format.name === 'go-mod' ? path : [])),
  );
  const scopeOf = (file: Read) =>
    asideOf(file.path) ??
    file.aside ??
    (isModuleOfTools(file.path, modules) ? 'build' : undefined);
  // A service whose only manifest lies among documents or tests is judged by it, whatever scripts lie elsewhere.
  const tells = read.some(isTelling) ? read.filter(isTelling) : read;
  const allAside = tells.every(scopeOf);
  const coveredBy = coverageWithout(read, file =>
    allAside ? undefined : scopeOf(file),
  );
  const known = new Map(read.map(file => [file.path, file]));
  const findings: SdkFinding[] = [];
  const complete: string[] = [];
  const open: string[] = [];
  const silent: { path: string; build: string | undefined }[] = [];
  const unread: UnreadFile[] = [];
  const telling = new Set<string>();
  for (const file of read) {
    const { registry } = file.ecosystem;
    const cover = coveredBy.get(file.path);
    if (cover !== undefined) {
      findings.push(
        ...staleFindings(file, known.get(cover)!, registry, minimums),
      );
      continue;
    }
    const aside = allAside ? undefined : scopeOf(file);
    const found = judgeExtraction(
      file.path,
      aside ? setAside(file, aside) : file.extraction,
      registry,
      minimums,
    );
    findings.push(...found);
    if (aside) continue;
    if (file.extraction.unread) {
      unread.push({ path: file.path, ...file.extraction.unread });
    }
    if (file.extraction.graph === 'complete') complete.push(file.path);
    const isSilent = !found.some(finding => finding.decides);
    const build =
      file.extraction.build === undefined
        ? undefined
        : `${file.ecosystem.name} ${file.extraction.build}`;
    if (build !== undefined && !isSilent) telling.add(build);
    if (file.extraction.graph !== 'partial') continue;
    if (isSilent) silent.push({ path: file.path, build });
    else open.push(file.path);
  }
  unread.push(
    ...untoldSources(sources, scanned, path => asideOf(path) !== undefined),
  );
  const sdks = withoutRepeats(findings);
  const { verdict, reason } = verdictOf({
    findings: sdks,
    failed: scanned.filter(
      ({ file, ok }) => !ok && (allAside || !asideOf(file)),
    ),
    complete,
    silent: silent
      .filter(({ build }) => build === undefined || !telling.has(build))
      .map(({ path }) => path),
    open,
    unread,
    incomplete,
  });
  const files = scanned.map(file => {
    const cover = coveredBy.get(file.file);
    return cover === undefined ? file : { ...file, coveredBy: cover };
  });
  const notRead = unread.flatMap(({ path, what, counts }) =>
    counts ? `${path} is ${what}: not read` : [],
  );
  return {
    files,
    sdks,
    verdict,
    reason,
    ...(notRead.length > 0 ? { unread: notRead } : {}),
  };
}

/** `tools/go.mod` below another go.mod: the convention for pinning what builds and checks the code. */
function isModuleOfTools(path: string, modules: ReadonlySet<string>): boolean {
  const root =
    /^(?:(.*)\/)?(?:\.bingo|_?tools|hack(?:\/[^/]+)?|(?:build|internal)\/tools)\/go\.mod$/.exec(
      path,
    );
  return root !== null && modules.has(root[1] ? `${root[1]}/go.mod` : 'go.mod');
}

/** Which files others resolve; what is not for running resolves nothing that is. */
function coverageWithout(
  read: readonly Read[],
  scopeOf: (file: Read) => Scope | undefined,
): Map<string, string> {
  const counted = read.filter(file => !scopeOf(file));
  const names = new Set(counted.map(({ path }) => path));
  const coveredBy = coverageOf(counted);
  for (const [path, cover] of coverageOf(read)) {
    if (!names.has(path)) coveredBy.set(path, cover);
  }
  return coveredBy;
}

/** The same packages, as those of a project for tests or documents. */
function setAside(
  { extraction }: Read,
  scope: NonNullable<ReturnType<typeof scopeOfSurroundings>>,
) {
  return {
    ...extraction,
    packages: extraction.packages.map(found =>
      scopeDecides(found.scope) ? { ...found, scope } : found,
    ),
  };
}

/** A file that several others include tells the same thing several times. */
function withoutRepeats(findings: readonly SdkFinding[]): SdkFinding[] {
  const byIdentity = new Map<string, SdkFinding>();
  for (const finding of findings) {
    const key = JSON.stringify([
      finding.sdk,
      finding.package,
      finding.version,
      finding.range,
      finding.file,
      finding.line,
      finding.decides,
      finding.supportsPodIdentity,
    ]);
    if (!byIdentity.has(key)) byIdentity.set(key, finding);
  }
  return [...byIdentity.values()];
}
