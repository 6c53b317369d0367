import { Registry } from './registry';

/**
 * For what a package is installed. `runtime`, `optional` and `unknown` decide a verdict; `development`, `test` and
 * `build` are reported and do not. `provided` (the platform brings it, at a version of its own) is never proof.
 */
export type Scope =
  | 'runtime'
  | 'optional'
  | 'unknown'
  | 'provided'
  | 'development'
  | 'test'
  | 'build';

/** One file as text: decoded, without byte order mark, with `\n` line ends. The path is relative to the scanned folder, with `/`. */
export interface SourceFile {
  path: string;
  text: string;
}

/** One wanted package as one file tells of it. The same package in two versions is two of these. */
export interface FoundPackage {
  /** As its registry writes it (see {@link Registry.normalizeName}). */
  name: string;
  /** Only where it is another one than the ecosystem's: an SBOM names packages of several. */
  registry?: Registry;
  /** The one version that is installed: locked, or pinned exactly. Absent where the file does not tell. */
  version?: string;
  /** What a manifest asks for where that is not one version, as it is written there. */
  range?: string;
  /** Why there is no version, in words that complete 'its version is not known: …' (`taken from git`, `the parent pom is absent`). */
  unresolved?: string;
  /** Where the package (or its version) is written, where that is another file than the one being read. */
  file?: string;
  /** First line of the package's entry, from 1. */
  line: number;
  /** Whether the project itself asks for it; null where the file does not tell. */
  direct: boolean | null;
  scope: Scope;
  /** Names from a direct dependency down to the one that asks for this package, without the package itself; empty for a direct one, or where the file does not know. */
  via: string[];
  /** Folders of the workspace members that reach the package, `''` for the root; absent where the file does not tell them apart. */
  members?: string[];
}

/** What one file told. */
export interface Extraction {
  /** Only packages that `context.wanted` wants. */
  packages: FoundPackage[];
  /**
   * What it means that a package is *not* in the file. `complete`: it is not installed (a lockfile; also a manifest
   * that has no dependency at all). `partial`: it may be installed all the same, by a dependency that the file does not
   * spell out. `none`: the file describes no dependency graph (a script), so its silence means nothing.
   */
  graph: 'complete' | 'partial' | 'none';
  /**
   * Manifests whose packages this lockfile has resolved, beside the ones that {@link FileFormat.locks} tells: the
   * members of a workspace, the input of a compiled requirements file. They are read, but no longer judged.
   */
  covers?: string[];
  /**
   * The build that this file is one part of (the folder of its root). Where one part of a build names an SDK, the
   * silence of the others is not held against the verdict.
   */
  build?: string;
  /**
   * What the file is, where it can bring dependencies and nobody here reads it (`a Nix flake`). Then no other file tells
   * everything. Where `counts` is false it is only noted.
   */
  unread?: { what: string; counts: boolean };
  /** What limits the evidence, as full sentences ('The parent pom … is not in the repository.'). */
  notes?: string[];
}

/** What an extractor may ask for while it reads a file. All paths are relative to the scanned folder. */
export interface ExtractContext {
  /** Whether a package of this name matters to anybody: skip all others as early as possible. */
  wanted(name: string): boolean;
  /** Whether the folder has this file (among those that are worth reading). */
  has(path: string): boolean;
  /** The files of a folder and its subfolders, sorted; `''` is the scanned folder. */
  below(folder: string): string[];
  /** A neighbouring file; undefined where it is absent, too large or not text. */
  read(path: string): Promise<string | undefined>;
  /** Computes something once per key during a scan (a parsed parent pom). It is forgotten when memory asks for it, so `make` has to be repeatable. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/** One kind of file. */
export interface FileFormat {
  /** Printed as `format` of a file: `package-lock`, `gemfile-lock`. Unique over all ecosystems. */
  name: string;
  /** Matches whole paths; patterns end in `$` and begin their file name with `(^|/)`. */
  patterns: RegExp[];
  /**
   * Most files of its kind name nothing: source code. They are searched where they are at hand, do not count among the
   * files that are read, and are told of only where they name a package.
   */
  isSource?: boolean;
  /** Names of the manifest formats which a file of this format resolves when they lie in the same folder. */
  locks?: string[];
  /**
   * Text in, packages out. Throws a {@link FileFault} for a file that is broken; whatever else it throws is reported
   * the same way, with less of an explanation. Must not guess: a file that was cut off or conflicts is a fault.
   */
  extract(
    file: SourceFile,
    context: ExtractContext,
  ): Extraction | Promise<Extraction>;
}

/** One ecosystem: the files it knows and the registry whose packages they name. */
export interface Ecosystem {
  /** Name of its folder. */
  name: string;
  registry: Registry;
  formats: FileFormat[];
  /** Files that are not read on their own account but asked for by extractors (`gradle.properties`). Same rules as {@link FileFormat.patterns}. */
  neighbours?: RegExp[];
}

/** A file that cannot be read: what is wrong, and where (line, from 1). The message says neither the file nor 'error'. */
export class FileFault extends Error {
  readonly line?: number;

  constructor(message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`);
    this.name = 'FileFault';
    this.line = line;
  }
}
