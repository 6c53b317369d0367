import { FileFault } from '../ecosystem';
import { tokenize } from './tokens';

const QUOTES = '"""';

function textsIn(code: string): string[] {
  return tokenize(code)
    .filter(({ kind }) => kind === 'text')
    .map(({ value }) => value);
}

describe('tokens of build scripts', () => {
  it.each([
    {
      name: 'an expression goes over lines and has texts of its own',
      code: 'a = s"x${if (b) "main"\n  else "v"}/y"\nc = "z"',
      texts: ['x${if (b) "main"\n  else "v"}/y', 'z'],
    },
    {
      name: 'an expression in three quotes has such texts of its own',
      code: `a = s${QUOTES}x \${m.map(t => s${QUOTES}"$t"${QUOTES})} y${QUOTES}\nb = "z"`,
      texts: [`x \${m.map(t => s${QUOTES}"$t"${QUOTES})} y`, 'z'],
    },
    {
      name: 'what only looks like the beginning of an expression is text',
      code: 'a = "${"\nb = "z"',
      texts: ['${', 'z'],
    },
    {
      name: 'single quotes hold no expressions',
      code: "a = '${'\nb = 'z'",
      texts: ['${', 'z'],
    },
  ])('$name', ({ code, texts }) => {
    expect(textsIn(code)).toEqual(texts);
  });

  it.each([
    { name: 'a text', code: 'a = "x' },
    { name: 'an expression', code: 'a = "x${b(' },
    { name: 'three quotes', code: `a = ${QUOTES}x\${b}` },
  ])('$name that does not end is a fault', ({ code }) => {
    expect(() => tokenize(code)).toThrow(FileFault);
  });

  it('does not take long over expressions that never end', () => {
    const started = performance.now();
    expect(() => tokenize('"${'.repeat(100_000))).toThrow(FileFault);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
