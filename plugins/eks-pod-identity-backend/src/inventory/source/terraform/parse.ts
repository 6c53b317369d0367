import { parse } from '@cdktf/hcl2json';
import {
  FileFault,
  LineIndex,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { Node, ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { TerraformFileKind } from './files';
import { Positions, locateHcl } from './positions';

/** A body of HCL as plain data: blocks are lists, expressions are strings in `${…}`. */
export type Body = Record<string, unknown>;

/** A file as data, with the lines of its parts. */
export interface ParsedFile {
  path: string;
  kind: TerraformFileKind;
  body: Body;
  positions: Positions;
}

/**
 * Parses one file, HCL by HashiCorp's own parser.
 * @throws FileFault with the line and what is wrong there
 */
export async function parseTerraform(
  path: string,
  kind: TerraformFileKind,
  text: string,
): Promise<ParsedFile> {
  return kind === 'json' || kind.endsWith('-json')
    ? { path, kind, ...parseJsonFile(text) }
    : {
        path,
        kind,
        body: await parseHcl(text),
        positions: locateHcl(text),
      };
}

/** @throws FileFault */
export async function parseHcl(text: string): Promise<Body> {
  try {
    return (await parse('file.tf', text)) as Body;
  } catch (error) {
    throw faultOf(error instanceof Error ? error.message : String(error));
  }
}

const PLACE = /file\.tf:(\d+),\d+(?:-[\d,]+)?:\s*([^\]]*)/;

function faultOf(message: string): FileFault {
  const match = PLACE.exec(message);
  if (match) {
    return new FileFault(match[2].trim().slice(0, 300), Number(match[1]));
  }
  return new FileFault(
    /call stack/i.test(message)
      ? 'is nested too deeply to be read'
      : message.split('\n')[0].slice(0, 300),
  );
}

function parseJsonFile(text: string): { body: Body; positions: Positions } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false });
  const [fault] = errors;
  if (fault) {
    throw new FileFault(
      `is not JSON (${printParseErrorCode(fault.error)})`,
      new LineIndex(text).lineAt(fault.offset),
    );
  }
  if (tree?.type !== 'object') {
    throw new FileFault('is not a JSON object', 1);
  }
  const positions = new Positions();
  notePositions(tree, [], new LineIndex(text), positions);
  return { body: JSON.parse(text) as Body, positions };
}

function notePositions(
  node: Node,
  path: string[],
  lines: LineIndex,
  positions: Positions,
): void {
  for (const child of node.children ?? []) {
    if (node.type === 'object' && child.children?.length === 2) {
      const [key, value] = child.children;
      const here = [...path, String(key.value)];
      positions.set(here, lines.lineAt(key.offset));
      notePositions(value, here, lines, positions);
    } else if (node.type === 'array') {
      // Blocks may be written as lists; their place in the list is not part of a path.
      notePositions(child, path, lines, positions);
    }
  }
}

/** Whether a value is an object. */
export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The blocks of a kind: one, several, or none. */
export function blocksOf(value: unknown): Body[] {
  if (Array.isArray(value)) return value.filter(isBody);
  return isBody(value) ? [value] : [];
}

/** Labelled blocks: label and block. */
export function labelledBlocksOf(value: unknown): [string, Body][] {
  return blocksOf(value).flatMap(group =>
    Object.entries(group).flatMap(([label, blocks]) =>
      blocksOf(blocks).map((block): [string, Body] => [label, block]),
    ),
  );
}
