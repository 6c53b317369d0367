import type { Document, LineCounter } from 'yaml';
import { isNode } from 'yaml';
import type { z } from 'zod';

/** One fault of an account file: where, and what is wrong. */
export interface AccountFault {
  /** Such as `clusters[0].addons[2].version`; empty for the file as a whole. */
  path: string;
  line?: number;
  column?: number;
  message: string;
}

type Key = string | number;

/** An account file that cannot be used; the message names file, place and fault of each. */
export class AccountFileError extends Error {
  constructor(readonly file: string, readonly faults: AccountFault[]) {
    super(
      faults
        .slice(0, 10)
        .map(fault => {
          const place = fault.line
            ? `${file}:${fault.line}:${fault.column}`
            : file;
          return `${place}: ${fault.path ? `${fault.path}: ` : ''}${
            fault.message
          }`;
        })
        .concat(
          faults.length > 10 ? [`… and ${faults.length - 10} more faults`] : [],
        )
        .join('\n'),
    );
    this.name = 'AccountFileError';
  }
}

/** Writes a path as one would in code: clusters[0].name. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') {
      return `${text}[${key}]`;
    }
    const name = String(key);
    if (!/^[\w$-]+$/.test(name)) {
      return `${text}[${JSON.stringify(name)}]`;
    }
    return text ? `${text}.${name}` : name;
  }, '');
}

/** Line and column of a path in a YAML document, or of the nearest parent that is there. */
export function placeOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): { line: number; column: number } | undefined {
  for (let length = path.length; length >= 0; length--) {
    const keys = path.slice(0, length) as Key[];
    const node = length ? document.getIn(keys, true) : document.contents;
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return undefined;
}

type Issue = z.core.$ZodIssue;

function depth(issues: Issue[]): number {
  return Math.max(...issues.map(issue => issue.path.length));
}

/** Of a failed union, the branch that got furthest tells what the author had in mind. */
function nearestBranch(branches: Issue[][]): Issue[] {
  return [...branches].sort(
    (a, b) => depth(b) - depth(a) || a.length - b.length,
  )[0];
}

function typeFault(expected: string, message: string): string {
  const received = /received (\w+)$/.exec(message)?.[1];
  if (received === 'undefined') {
    return `is missing: it must be ${expected}`;
  }
  return expected === 'string' && received === 'number'
    ? 'must be text, and YAML reads it as a number: put it in quotes'
    : `must be ${expected}, not ${received ?? 'this'}`;
}

function describe(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown member ${issue.keys
        .map(key => `'${key}'`)
        .join(', ')}; check the spelling against schema/account.schema.json`;
    case 'invalid_type':
      return typeFault(issue.expected, issue.message);
    case 'invalid_value':
      return `must be one of ${issue.values
        .map(value => String(value))
        .join(', ')}`;
    default:
      return issue.message;
  }
}

/** zod's issues as faults, with the path of the member in question. */
export function faultsOf(
  issues: Issue[],
  base: readonly PropertyKey[] = [],
): { path: PropertyKey[]; message: string }[] {
  return issues.flatMap(issue => {
    const path = [...base, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      return faultsOf(nearestBranch(issue.errors), path);
    }
    const at =
      issue.code === 'unrecognized_keys' ? [...path, issue.keys[0]] : path;
    return [{ path: at, message: describe(issue) }];
  });
}
