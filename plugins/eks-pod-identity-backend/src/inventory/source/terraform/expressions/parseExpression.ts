import { Expression, ExpressionFault, ForExpression } from './expression';
import { Reader } from './reader';

/** Deeper and longer ones are of no person's making. */
const MAX_DEPTH = 60;
const MAX_LENGTH = 64 * 1024;

/** Operators by how tightly they bind, the loosest first. */
const OPERATORS: string[][] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

function joinedOrOnly(parts: (string | Expression)[]): Expression {
  const [only] = parts;
  return parts.length === 1 && typeof only !== 'string' ? only : joined(parts);
}

function joined(parts: (string | Expression)[]): Expression {
  return parts.every(part => typeof part === 'string')
    ? { type: 'literal', value: parts.join('') }
    : { type: 'template', parts };
}

class Parser {
  #depth = 0;

  constructor(private readonly reader: Reader) {}

  /** The parts of a template up to where it ends. */
  templateParts(
    ends: (reader: Reader) => boolean,
    options: { escapes?: boolean } = {},
  ): (string | Expression)[] {
    const { reader } = this;
    const parts: (string | Expression)[] = [];
    let text = '';
    while (!ends(reader)) {
      if (reader.atEnd) throw new ExpressionFault('a text without an end');
      if (reader.take('$${')) text += '${';
      else if (reader.take('%%{')) text += '%{';
      else if (reader.startsWith('%{')) {
        throw new ExpressionFault('a template with directives');
      } else if (reader.take('${')) {
        reader.take('~');
        if (text) parts.push(text);
        text = '';
        parts.push(this.expression());
        reader.skip();
        reader.take('~');
        reader.expect('}');
      } else if (options.escapes && reader.take('\\')) {
        text += unescaped(reader.text[reader.at] ?? '');
        reader.at += 1;
      } else {
        text += reader.text[reader.at];
        reader.at += 1;
      }
    }
    if (text || parts.length === 0) parts.push(text);
    return parts;
  }

  expression(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new ExpressionFault('is too deep');
    try {
      const condition = this.#binary(0);
      this.reader.skip();
      if (!this.reader.take('?')) return condition;
      const yes = this.expression();
      this.reader.skip();
      this.reader.expect(':');
      return { type: 'conditional', condition, yes, no: this.expression() };
    } finally {
      this.#depth -= 1;
    }
  }

  #binary(level: number): Expression {
    if (level === OPERATORS.length) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      this.reader.skip();
      const operator = this.#operator(level);
      if (!operator) return left;
      left = { type: 'binary', operator, left, right: this.#binary(level + 1) };
    }
  }

  #operator(level: number): string | undefined {
    const { reader } = this;
    // `=>` and `...` end an expression, and `/*` was skipped as a comment.
    return OPERATORS[level].find(operator => reader.take(operator));
  }

  #unary(): Expression {
    const { reader } = this;
    reader.skip();
    for (const operator of ['!', '-']) {
      if (reader.take(operator)) {
        this.#depth += 1;
        if (this.#depth > MAX_DEPTH) throw new ExpressionFault('is too deep');
        const of = this.#unary();
        this.#depth -= 1;
        return { type: 'unary', operator, of };
      }
    }
    return this.#postfix(this.#term());
  }

  /** Attributes, indices and splats behind a term. */
  #postfix(term: Expression): Expression {
    const { reader } = this;
    let of = term;
    for (;;) {
      const before = reader.at;
      reader.skip();
      if (reader.take('[*]') || reader.take('.*')) {
        return {
          type: 'splat',
          of,
          each: this.#postfix({ type: 'element' }),
        };
      }
      if (reader.startsWith('...')) return of;
      if (reader.take('.')) {
        const digits = reader.number();
        const name = digits ?? reader.identifier();
        if (!name) throw new ExpressionFault('no name after a dot');
        of = digits
          ? {
              type: 'index',
              of,
              key: { type: 'literal', value: Number(digits) },
            }
          : { type: 'attribute', of, name };
        continue;
      }
      // A bracket on a line of its own belongs to what comes next.
      reader.at = before;
      reader.skipInLine();
      if (!reader.take('[')) return of;
      of = { type: 'index', of, key: this.expression() };
      reader.skip();
      reader.expect(']');
    }
  }

  #term(): Expression {
    const { reader } = this;
    if (reader.take('(')) {
      const inner = this.expression();
      reader.skip();
      reader.expect(')');
      return inner;
    }
    if (reader.take('"')) return this.#quoted();
    if (reader.startsWith('<<')) return this.#heredoc();
    if (reader.take('[')) return this.#forOr(']', () => this.#list());
    if (reader.take('{')) return this.#forOr('}', () => this.#object());
    const number = reader.number();
    if (number) return { type: 'literal', value: Number(number) };
    return this.#named();
  }

  #named(): Expression {
    const { reader } = this;
    let name = reader.identifier();
    if (!name) throw new ExpressionFault('nothing where a value is expected');
    while (reader.take('::')) name += `::${reader.identifier() ?? ''}`;
    const before = reader.at;
    reader.skipInLine();
    if (reader.take('(')) return this.#call(name);
    reader.at = before;
    switch (name) {
      case 'null':
        return { type: 'literal', value: null };
      case 'true':
      case 'false':
        return { type: 'literal', value: name === 'true' };
      default:
        return { type: 'reference', name };
    }
  }

  #call(name: string): Expression {
    const { reader } = this;
    const given: Expression[] = [];
    let expand = false;
    for (;;) {
      reader.skip();
      if (reader.take(')')) break;
      given.push(this.expression());
      reader.skip();
      expand = reader.take('...');
      reader.skip();
      if (reader.take(')')) break;
      reader.expect(',');
    }
    return { type: 'call', name, arguments: given, expand };
  }

  #quoted(): Expression {
    const parts = this.templateParts(reader => reader.take('"'), {
      escapes: true,
    });
    return joinedOrOnly(parts);
  }

  #heredoc(): Expression {
    const { reader } = this;
    reader.expect('<<');
    reader.take('-');
    const mark = reader.identifier();
    const start = reader.text.indexOf('\n', reader.at);
    if (!mark || start === -1) throw new ExpressionFault('a heredoc');
    const lines = reader.text.slice(start + 1).split('\n');
    const end = lines.findIndex(line => line.trim() === mark);
    if (end === -1) throw new ExpressionFault('a heredoc without an end');
    const body = lines.slice(0, end).join('\n');
    reader.at = start + 1 + lines.slice(0, end + 1).join('\n').length;
    return joinedOrOnly(
      new Parser(new Reader(body ? `${body}\n` : '')).templateParts(
        inner => inner.atEnd,
      ),
    );
  }

  #list(): Expression {
    const { reader } = this;
    const items: Expression[] = [];
    for (;;) {
      reader.skip();
      if (reader.take(']')) break;
      items.push(this.expression());
      reader.skip();
      if (!reader.take(',')) {
        reader.expect(']');
        break;
      }
    }
    return { type: 'list', items };
  }

  #object(): Expression {
    const { reader } = this;
    const items: [Expression, Expression][] = [];
    for (;;) {
      reader.skip();
      while (reader.take(',')) reader.skip();
      if (reader.take('}')) break;
      const key = this.#key();
      reader.skip();
      if (!reader.take('=') && !reader.take(':')) {
        throw new ExpressionFault('a key without a value');
      }
      items.push([key, this.expression()]);
    }
    return { type: 'object', items };
  }

  /** A bare word as a key is a text. */
  #key(): Expression {
    const before = this.reader.at;
    const word = this.reader.identifier();
    if (word) {
      this.reader.skip();
      if (this.reader.startsWith('=') || this.reader.startsWith(':')) {
        return { type: 'literal', value: word };
      }
      this.reader.at = before;
    }
    return this.expression();
  }

  #forOr(end: string, otherwise: () => Expression): Expression {
    const { reader } = this;
    const before = reader.at;
    reader.skip();
    if (reader.identifier() !== 'for') {
      reader.at = before;
      return otherwise();
    }
    reader.skip();
    const first = reader.identifier();
    if (!first) {
      reader.at = before;
      return otherwise();
    }
    return this.#for(first, end);
  }

  #for(first: string, end: string): ForExpression {
    const { reader } = this;
    reader.skip();
    let second: string | undefined;
    if (reader.take(',')) {
      reader.skip();
      second = reader.identifier();
      reader.skip();
    }
    if (reader.identifier() !== 'in')
      throw new ExpressionFault('for without in');
    const collection = this.expression();
    reader.skip();
    reader.expect(':');
    let value = this.expression();
    let key: Expression | undefined;
    reader.skip();
    if (reader.take('=>')) {
      key = value;
      value = this.expression();
      reader.skip();
    }
    const grouped = reader.take('...');
    reader.skip();
    let condition: Expression | undefined;
    if (reader.identifier() === 'if') {
      condition = this.expression();
      reader.skip();
    }
    reader.expect(end);
    return {
      type: 'for',
      ...(second ? { keyName: first } : {}),
      valueName: second ?? first,
      collection,
      ...(key ? { key } : {}),
      value,
      ...(condition ? { condition } : {}),
      grouped,
    };
  }
}

function unescaped(char: string): string {
  return { n: '\n', t: '\t', r: '\r' }[char] ?? char;
}

/**
 * Parses a string as HashiCorp's parser hands it over: text with `${…}` in it (HCL native syntax specification, sections
 * Expressions and Templates). That parser also makes syntax trees, but one call of it takes milliseconds and a thread.
 * @throws ExpressionFault for what is not understood
 */
export function parseTemplate(text: string): Expression {
  if (text.length > MAX_LENGTH) throw new ExpressionFault('is too long');
  const parser = new Parser(new Reader(text));
  const parts = parser.templateParts(reader => reader.atEnd);
  return joinedOrOnly(parts);
}
