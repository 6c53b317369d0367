/** How much the parsing of other people's files may use. */
export interface ParsingLimits {
  /** Milliseconds for one file. */
  fileMs: number;
  /** Milliseconds for all files of one repository, files that used up their time included. */
  repositoryMs: number;
  /** Megabytes of memory for one thread. */
  memoryMb: number;
  /** Threads at the same time. */
  threads: number;
}

/** A hundred times what the largest lockfiles of public repositories take; an end for what is made to hurt. */
export const DEFAULT_PARSING_LIMITS: ParsingLimits = {
  fileMs: 2_000,
  repositoryMs: 60_000,
  memoryMb: 512,
  threads: 2,
};

/** More files of one repository that use up their budget are not sorted out: the repository is not read. */
export const MAX_RESTARTS = 20;

/** The budget of a repository is used up: nothing of it counts as read. */
export class BudgetExceeded extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BudgetExceeded';
  }
}

/** Why a file is not read: its time. */
export function tookTooLong(fileMs: number): string {
  return `not read: took longer than ${secondsText(fileMs)}`;
}

/** Why a file is not read: its memory. */
export function tookTooMuchMemory(memoryMb: number): string {
  return `not read: needed more than ${memoryMb} MB of memory`;
}

/** `2 s`, `0.5 s`. */
export function secondsText(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
