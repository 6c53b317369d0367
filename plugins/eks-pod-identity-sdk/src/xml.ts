import { DOMParser, Element, Node, ParseError } from '@xmldom/xmldom';
import { FileFault } from './ecosystem';

/** One element, as little of it as manifests need. */
export interface XmlElement {
  /** Without a namespace prefix. */
  name: string;
  line: number;
  /** The text directly within, trimmed. */
  text: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
}

/** More than any manifest of a public project has: the parser builds a whole tree in memory. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_DEPTH = 100;

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/** XML as elements. Throws a {@link FileFault} with the line of the fault. Entities that the document declares are not expanded. */
export function parseXml(text: string): XmlElement {
  if (text.trim() === '') throw new FileFault('is empty');
  if (text.length > MAX_CHARACTERS) {
    throw new FileFault(
      `has more than ${MAX_CHARACTERS} characters, which is more than is read`,
    );
  }
  const start = text.search(/\S/);
  const skipped = text.slice(0, start).split('\n').length - 1;
  const root = parse(text.slice(start), skipped);
  return convert(root, skipped, 0);
}

function parse(text: string, skipped: number): Element {
  try {
    const parser = new DOMParser({
      locator: true,
      onError(level, message, context) {
        if (level === 'warning' || message.startsWith('entity not found')) {
          return;
        }
        throw new FileFault(
          'is not XML; is it cut off?',
          lineOf(context as { locator?: Located }, skipped),
        );
      },
    });
    const { documentElement } = parser.parseFromString(text, 'text/xml');
    if (documentElement) return documentElement;
  } catch (error) {
    if (error instanceof FileFault) throw error;
    if (error instanceof ParseError) {
      throw new FileFault(
        'is not XML; is it cut off?',
        lineOf(error as { locator?: Located }, skipped),
      );
    }
    throw error;
  }
  throw new FileFault('is not XML: it has no element');
}

interface Located {
  lineNumber?: number;
}

function lineOf(
  { locator }: { locator?: Located } = {},
  skipped: number,
): number | undefined {
  return locator?.lineNumber ? locator.lineNumber + skipped : undefined;
}

function convert(element: Element, skipped: number, depth: number): XmlElement {
  if (depth > MAX_DEPTH) {
    throw new FileFault(`nests more than ${MAX_DEPTH} levels deep`);
  }
  const children: XmlElement[] = [];
  let text = '';
  for (
    let node: Node | null = element.firstChild;
    node;
    node = node.nextSibling
  ) {
    if (node.nodeType === ELEMENT) {
      children.push(convert(node as Element, skipped, depth + 1));
    } else if (node.nodeType === TEXT || node.nodeType === CDATA) {
      text += node.nodeValue ?? '';
    }
  }
  const attributes = new Map<string, string>();
  for (let at = 0; at < element.attributes.length; at++) {
    const attribute = element.attributes.item(at);
    if (attribute) attributes.set(attribute.name, attribute.value);
  }
  return {
    name: element.localName ?? element.tagName,
    line: (element.lineNumber ?? 1) + skipped,
    text: text.trim(),
    attributes,
    children,
  };
}

/** The first child of that name. */
export function childOf(
  element: XmlElement | undefined,
  name: string,
): XmlElement | undefined {
  return element?.children.find(child => child.name === name);
}

/** All children of that name. */
export function childrenOf(
  element: XmlElement | undefined,
  name: string,
): XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? [];
}

/** The text of the first child of that name; undefined where it is absent or empty. */
export function textOf(
  element: XmlElement | undefined,
  name: string,
): string | undefined {
  return childOf(element, name)?.text || undefined;
}
