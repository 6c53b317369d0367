import { blankInlineTests } from './inlineTests';

describe('blankInlineTests', () => {
  it.each([
    [
      'a module of tests',
      '#[cfg(test)]\nmod tests {\n  fn a() { KEYS }\n}\n',
      '',
    ],
    ['a test', '#[test]\nfn a() { KEYS }\nfn b() {}', 'fn b() {}'],
    ['an asynchronous test', '#[tokio::test]\nasync fn a() { KEYS }', ''],
    ['a module in a file of its own', '#[cfg(test)]\nmod tests;\nCODE', 'CODE'],
    ['braces in strings', '#[test]\nfn a() { b("}"); KEYS }\nCODE', 'CODE'],
    ['quotes as characters', "#[test]\nfn a() { b('\"'); KEYS }\nCODE", 'CODE'],
    [
      'what is not for tests',
      '#[cfg(not(test))]\nfn a() {}',
      '#[cfg(not(test))]\nfn a() {}',
    ],
    [
      'what may be in the image, too',
      '#[cfg(any(test, x))]\nfn a() {}',
      '#[cfg(any(test, x))]\nfn a() {}',
    ],
    ['what never ends', '#[test]\nfn a() { CODE', '#[test]\nfn a() { CODE'],
  ])('of Rust: %s', (_name, text, left) => {
    const blanked = blankInlineTests(text, 'rust');
    expect(blanked.trim()).toBe(left);
    expect(blanked.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('of JavaScript: tests within a source file', () => {
    expect(
      blankInlineTests(
        'a();\nif (import.meta.vitest) { KEYS }',
        'javascript',
      ).trim(),
    ).toBe('a();');
  });

  it('leaves other languages alone', () => {
    expect(blankInlineTests('#[test]\n{ }', 'python')).toBe('#[test]\n{ }');
  });
});
