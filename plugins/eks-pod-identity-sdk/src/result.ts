import { Scope } from './ecosystem';
import { BelowMinimum, SdkId } from './data/sdkMinimums';

/** Over all SDKs and files, the worst decides. `unknown` is also the answer where evidence is missing. */
export type SdkVerdict = 'supported' | 'too-old' | 'unknown' | 'no-aws-sdk';

/** One file that was recognised, whether it could be read or not. */
export interface ScannedFile {
  file: string;
  format: string;
  ok: boolean;
  /** What is wrong with it, with the line where there is one. */
  error?: string;
  /** What limits its evidence. */
  notes?: string[];
  /** The lockfile that resolves it, so that it does not count itself. */
  coveredBy?: string;
}

/** One SDK, in one version, as one file tells of it. */
export interface SdkFinding {
  sdk: SdkId;
  package: string;
  /** The installed version; null where the file does not tell. */
  version: string | null;
  /** What the manifest asks for, where no version is known. */
  range?: string;
  file: string;
  line: number;
  direct: boolean | null;
  scope: Scope;
  via: string[];
  /** Workspace members that reach it, where the lockfile tells them apart. */
  members?: string[];
  /** The effective minimum, by which it is judged; null where no version is known to be the first. */
  minimum: string | null;
  /** What AWS publishes. */
  officialMinimum: string | null;
  supportsPodIdentity: boolean | null;
  /** A sentence or two for people. */
  reason: string;
  /** Whether it counts for the verdict: development-only ones do not. */
  decides: boolean;
  /** What a version that is too old does; only where it is too old. */
  below?: BelowMinimum;
  /** Where the minimum comes from. */
  minimumSource: string;
}

/** What the files of one folder tell. */
export interface ScanResult {
  files: ScannedFile[];
  sdks: SdkFinding[];
  verdict: SdkVerdict;
  /** Why that verdict, in a sentence or two. */
  reason: string;
  /** Files that are recognised and not read, and can bring something into what runs: `flake.nix is a Nix flake: not read`. */
  unread?: string[];
}
