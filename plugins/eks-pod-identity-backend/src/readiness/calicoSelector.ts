/** What can be said of something that is not wholly seen. */
export type Likely = 'yes' | 'maybe' | 'no';

/** The worst of several that all have to hold. */
export function allOf(answers: Likely[]): Likely {
  if (answers.includes('no')) {
    return 'no';
  }
  return answers.includes('maybe') ? 'maybe' : 'yes';
}

/** The best of several of which one has to hold. */
export function anyOf(answers: Likely[]): Likely {
  if (answers.includes('yes')) {
    return 'yes';
  }
  return answers.includes('maybe') ? 'maybe' : 'no';
}

function negate(answer: Likely): Likely {
  if (answer === 'maybe') {
    return 'maybe';
  }
  return answer === 'yes' ? 'no' : 'yes';
}

/** Labels as far as they are known: `undefined` for one that may be there with any value, `null` for one that is not there. */
export type LabelLookup = (key: string) => string | null | undefined;

/** Far more than any selector that a person writes. */
const longest = 4096;

const TOKEN =
  /\s*(?:("[^"]*"|'[^']*')|(==|!=|&&|\|\||[!(){},])|([A-Za-z0-9_./-]+))/y;

function tokensOf(text: string): string[] | undefined {
  if (text.length > longest) {
    return undefined;
  }
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (!match) {
      return undefined;
    }
    tokens.push(match[1] ?? match[2] ?? match[3]);
  }
  return tokens;
}

class Unreadable extends Error {}

/** Evaluates one selector, from left to right without going back. */
class Evaluation {
  private position = 0;
  private depth = 0;

  constructor(
    private readonly tokens: string[],
    private readonly labels: LabelLookup,
  ) {}

  whole(): Likely {
    const answer = this.either();
    if (this.position < this.tokens.length) {
      throw new Unreadable();
    }
    return answer;
  }

  private either(): Likely {
    const answers = [this.both()];
    while (this.take('||')) {
      answers.push(this.both());
    }
    return anyOf(answers);
  }

  private both(): Likely {
    const answers = [this.one()];
    while (this.take('&&')) {
      answers.push(this.one());
    }
    return allOf(answers);
  }

  private one(): Likely {
    this.depth += 1;
    if (this.depth > 100) {
      throw new Unreadable();
    }
    try {
      if (this.take('!')) {
        return negate(this.one());
      }
      if (this.take('(')) {
        const answer = this.either();
        this.need(')');
        return answer;
      }
      return this.condition();
    } finally {
      this.depth -= 1;
    }
  }

  private condition(): Likely {
    const word = this.next();
    if (word === 'all' || word === 'global') {
      this.need('(');
      this.need(')');
      return word === 'all' ? 'yes' : 'no';
    }
    if (word === 'has') {
      this.need('(');
      const key = this.next();
      this.need(')');
      return this.ask(key, value => value !== null);
    }
    const operator = this.next();
    switch (operator) {
      case '==': {
        const wanted = this.text();
        return this.ask(word, value => value === wanted);
      }
      case '!=': {
        const wanted = this.text();
        return this.ask(word, value => value !== wanted);
      }
      case 'in': {
        const wanted = this.texts();
        return this.ask(word, value => value !== null && wanted.has(value));
      }
      case 'not': {
        this.need('in');
        const wanted = this.texts();
        return this.ask(word, value => value === null || !wanted.has(value));
      }
      default:
        return this.part(word, operator);
    }
  }

  /** `contains`, `starts with`, `ends with`. */
  private part(key: string, operator: string): Likely {
    if (operator === 'starts' || operator === 'ends') {
      this.need('with');
    } else if (operator !== 'contains') {
      throw new Unreadable();
    }
    const wanted = this.text();
    return this.ask(key, value => {
      if (value === null) {
        return false;
      }
      if (operator === 'contains') {
        return value.includes(wanted);
      }
      return operator === 'starts'
        ? value.startsWith(wanted)
        : value.endsWith(wanted);
    });
  }

  private ask(key: string, holds: (value: string | null) => boolean): Likely {
    const value = this.labels(key);
    if (value === undefined) {
      return 'maybe';
    }
    return holds(value) ? 'yes' : 'no';
  }

  private texts(): Set<string> {
    const texts = new Set<string>();
    this.need('{');
    while (!this.take('}')) {
      texts.add(this.text());
      this.take(',');
    }
    return texts;
  }

  private text(): string {
    const token = this.next();
    if (!/^["']/.test(token)) {
      throw new Unreadable();
    }
    return token.slice(1, -1);
  }

  private take(token: string): boolean {
    const taken = this.tokens[this.position] === token;
    if (taken) {
      this.position += 1;
    }
    return taken;
  }

  private need(token: string): void {
    if (!this.take(token)) {
      throw new Unreadable();
    }
  }

  private next(): string {
    const token = this.tokens[this.position];
    if (token === undefined) {
      throw new Unreadable();
    }
    this.position += 1;
    return token;
  }
}

/**
 * Whether a selector of Calico fits labels (Calico documentation, NetworkPolicy, selectors). An empty one fits all; one that
 * can't be read may fit.
 */
export function calicoSelects(text: string, labels: LabelLookup): Likely {
  const tokens = tokensOf(text);
  if (!tokens) {
    return 'maybe';
  }
  if (!tokens.length) {
    return 'yes';
  }
  try {
    return new Evaluation(tokens, labels).whole();
  } catch (error) {
    if (error instanceof Unreadable) {
      return 'maybe';
    }
    throw error;
  }
}
