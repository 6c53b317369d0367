import { Statement, statementsOf } from '../../code/statements';
import { Token, tokenize } from '../../code/tokens';
import { Variables, namedTexts, variablesOf } from '../../code/variables';

/** How a bill of materials is taken in: as a wish, or as an order. */
export type PlatformKind = 'platform' | 'enforced';

/** A dependency as a script writes it. */
export interface Notation {
  /** `group:artifact`. */
  name: string;
  /** With `$name` and `${expression}` not yet replaced; absent where none is written. */
  version?: string;
  line: number;
  /** The configuration that it is added to (`testImplementation`), or whatever word its statement begins with. */
  configuration: string;
  blocks: string[];
  platform?: PlatformKind;
  /** Only given a name here (`ext.awsS3 = '…'`), to be added by that name elsewhere. */
  names: string[];
}

/** A name that is added to a configuration: an alias of a version catalog, or a variable. */
export interface Reference {
  name: string;
  line: number;
  configuration: string;
  blocks: string[];
  platform?: PlatformKind;
}

/** A script of Gradle, or Kotlin or Groovy code that scripts use, as data. */
export interface GradleScript {
  variables: Variables;
  notations: Notation[];
  references: Reference[];
  /** Whether it adds any dependency, of whatever kind. */
  hasDependencies: boolean;
}

const COORDINATES =
  /^([\w.-]+):([\w.-]+)(?::((?:\$\{[^}]*\}|[^:@])*)(?::[^@]*)?)?(?:@\w+)?$/;
const PLATFORMS = new Map<string, PlatformKind>([
  ['platform', 'platform'],
  ['enforcedPlatform', 'enforced'],
  ['mavenBom', 'enforced'],
  ['bom', 'platform'],
]);
/** Statements of which no dependency comes. */
const EXCLUDING = /^(exclude|because|description|import|package)$/;

/** Throws a FileFault for what is cut off. */
export function parseScript(text: string): GradleScript {
  const statements = statementsOf(tokenize(text));
  const notations: Notation[] = [];
  const references: Reference[] = [];
  let hasDependencies = false;
  for (const statement of statements) {
    hasDependencies ||= isInDependencies(statement);
    const configuration = configurationOf(statement);
    if (EXCLUDING.test(configuration)) continue;
    notations.push(...notationsIn(statement, configuration));
    if (isInDependencies(statement)) {
      references.push(...referencesIn(statement, configuration));
    }
  }
  return {
    variables: variablesOf(statements),
    notations,
    references,
    hasDependencies,
  };
}

function isInDependencies({ blocks }: Statement): boolean {
  return blocks.some(block => /(^|[ .])dependencies$/.test(block));
}

function configurationOf({ tokens }: Statement): string {
  const [first] = tokens;
  if (first?.value === 'add') {
    return tokens.find(({ kind }) => kind === 'text')?.value ?? 'add';
  }
  return first?.kind === 'mark' ? '' : first?.value ?? '';
}

/** For every token whether a word before it makes a platform of it. */
function platformsIn(tokens: readonly Token[]): (PlatformKind | undefined)[] {
  let platform: PlatformKind | undefined;
  return tokens.map(({ kind, value }) => {
    const before = platform;
    if (kind === 'word') {
      platform = PLATFORMS.get(value.split('.').pop()!) ?? platform;
    }
    return before;
  });
}

function notationsIn(statement: Statement, configuration: string): Notation[] {
  const { tokens, blocks } = statement;
  const platforms = platformsIn(tokens);
  const names = new Map<Token, string[]>();
  for (const { name, text } of namedTexts(statement)) {
    names.set(text, [...(names.get(text) ?? []), name]);
  }
  const common = { configuration, blocks };
  const notations: Notation[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'text') return;
    const match = COORDINATES.exec(withConcatenation(tokens, at));
    if (!match) return;
    const [, group, artifact, version] = match;
    notations.push({
      name: `${group}:${artifact}`,
      ...(version ? { version } : {}),
      line: token.line,
      platform: platforms[at],
      names: names.get(token) ?? [],
      ...common,
    });
  });
  return [
    ...notations,
    ...mapNotations(tokens).map(notation => ({ ...notation, ...common })),
    ...positional(tokens).map(notation => ({ ...notation, ...common })),
  ];
}

/** `'group:artifact:' + version` is the text with a reference. */
function withConcatenation(tokens: readonly Token[], at: number): string {
  let text = tokens[at].value;
  for (let next = at + 1; tokens[next]?.value === '+'; ) {
    const part = tokens[next + 1];
    if (part?.kind === 'text') {
      text += part.value;
      next += 2;
    } else {
      const { reference, end } = expressionFrom(tokens, next + 1);
      text += reference;
      next = end;
    }
  }
  return text;
}

type Bare = Omit<Notation, 'configuration' | 'blocks'>;

/** `group: 'g', name: 'a', version: v` of Groovy, `group = "g", name = "a"` of Kotlin. */
function mapNotations(tokens: readonly Token[]): Bare[] {
  const notations: Bare[] = [];
  let group: Token | undefined;
  let artifact: string | undefined;
  let version: string | undefined;
  const finish = () => {
    if (group && artifact) {
      notations.push({
        name: `${group.value}:${artifact}`,
        ...(version ? { version } : {}),
        line: group.line,
        names: [],
      });
    }
    group = artifact = version = undefined;
  };
  tokens.forEach((token, at) => {
    const sign = tokens[at + 1]?.value;
    const value = tokens[at + 2];
    if (token.kind !== 'word' || !value || (sign !== ':' && sign !== '=')) {
      return;
    }
    if (token.value === 'group') {
      finish();
      group = value.kind === 'text' ? value : undefined;
    } else if (token.value === 'name' && value.kind === 'text') {
      artifact = value.value;
    } else if (token.value === 'version') {
      version =
        value.kind === 'text'
          ? value.value
          : expressionFrom(tokens, at + 2).reference;
    }
  });
  finish();
  return notations;
}

/** An expression up to the next comma, plus sign or closing parenthesis, as a reference in a text. */
function expressionFrom(
  tokens: readonly Token[],
  at: number,
): { reference: string; end: number } {
  let expression = '';
  let depth = 0;
  let end = at;
  for (; end < tokens.length; end++) {
    const { kind, value } = tokens[end];
    if (kind === 'mark' && '(['.includes(value)) depth += 1;
    if (kind === 'mark' && ')]'.includes(value)) depth -= 1;
    const isEnd = kind === 'mark' && ',+'.includes(value);
    if (depth < 0 || (depth === 0 && isEnd)) break;
    expression += kind === 'text' ? `'${value}'` : value;
  }
  return { reference: `\${${expression}}`, end };
}

/** Kotlin's `implementation("g", "a", "v")`. */
function positional(tokens: readonly Token[]): Bare[] {
  const at = tokens.findIndex(({ value }) => value === '(');
  const [group, comma, artifact, second] = tokens.slice(at + 1);
  const isPair =
    at > 0 &&
    tokens[at - 1].kind !== 'mark' &&
    group?.kind === 'text' &&
    comma?.value === ',' &&
    artifact?.kind === 'text' &&
    /^[\w-]+(\.[\w-]+)+$/.test(group.value);
  if (!isPair) return [];
  return [
    {
      name: `${group.value}:${artifact.value}`,
      ...(second?.value === ','
        ? {
            version:
              tokens[at + 5]?.kind === 'text'
                ? tokens[at + 5].value
                : expressionFrom(tokens, at + 5).reference,
          }
        : {}),
      line: group.line,
      names: [],
    },
  ];
}

function referencesIn(
  { tokens, blocks }: Statement,
  configuration: string,
): Reference[] {
  const platforms = platformsIn(tokens);
  return tokens.flatMap((token, at): Reference[] => {
    if (token.kind !== 'word' || at === 0) return [];
    const found =
      /(?:^|\.)findLibrary$/.test(token.value) &&
      tokens[at + 2]?.kind === 'text'
        ? `libs.${tokens[at + 2].value}`
        : token.value;
    return [
      {
        name: found,
        line: token.line,
        configuration,
        blocks,
        platform: platforms[at],
      },
    ];
  });
}
