import { Token } from './tokens';

/** One statement: a call with its arguments, an assignment. Newlines are left out. */
export interface Statement {
  tokens: Token[];
  /** First words of the blocks around it, from the outside in: `['subprojects', 'dependencies']`. */
  blocks: string[];
}

/**
 * Cuts tokens into statements: at a newline outside of parentheses, at a semicolon, at the braces of blocks. A line
 * that ends or begins with an operator or a comma goes on.
 */
export function statementsOf(tokens: readonly Token[]): Statement[] {
  const statements: Statement[] = [];
  const blocks: { name: string; depth: number }[] = [];
  let current: Token[] = [];
  let depth = 0;
  const finish = () => {
    if (current.length > 0) {
      statements.push({
        tokens: current,
        blocks: blocks.map(({ name }) => name),
      });
    }
    current = [];
  };
  tokens.forEach((token, at) => {
    if (token.kind === 'newline') {
      if (depth === 0 && !goesOn(current, tokens, at)) finish();
      return;
    }
    if (token.kind === 'mark') {
      if (token.value === '{') {
        const name = blockName(current);
        finish();
        blocks.push({ name, depth });
        depth = 0;
        return;
      }
      if (token.value === '}') {
        finish();
        depth = blocks.pop()?.depth ?? 0;
        return;
      }
      if (token.value === ';') {
        finish();
        return;
      }
      if ('(['.includes(token.value)) depth += 1;
      if (')]'.includes(token.value)) depth = Math.max(0, depth - 1);
    }
    current.push(token);
  });
  finish();
  return statements;
}

/** `object Versions`, `named("test")`, `val commonTest by getting`: words and texts, which say what a block is for. */
function blockName(tokens: readonly Token[]): string {
  return tokens
    .filter(({ kind }) => kind !== 'mark')
    .map(({ value }) => value)
    .slice(-6)
    .join(' ');
}

const OPERATORS = new Set([',', '+', '%', '=', ':', '.', '?', '<']);

function goesOn(
  current: readonly Token[],
  tokens: readonly Token[],
  newline: number,
): boolean {
  const last = current[current.length - 1];
  if (last?.kind === 'mark' && OPERATORS.has(last.value)) return true;
  let next = newline;
  while (tokens[next]?.kind === 'newline') next += 1;
  const { kind, value } = tokens[next] ?? {};
  return (
    current.length > 0 &&
    kind === 'mark' &&
    value !== undefined &&
    ['%', '.', '+', ',', '?'].includes(value)
  );
}
