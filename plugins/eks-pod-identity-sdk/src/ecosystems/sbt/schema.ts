import { Statement, statementsOf } from '../../code/statements';
import { Token, tokenize } from '../../code/tokens';
import { Variables, variablesOf } from '../../code/variables';

/** A dependency as sbt writes it: `"group" % "artifact" % version % Test`. */
export interface SbtModule {
  group: string;
  /** `*` where it is not a text (`"group" % name % version`). */
  artifact: string;
  /** With `$name` and `${name}` not yet replaced. */
  version: string;
  line: number;
  /** `Test`, `Provided`: as it is written. */
  configuration?: string;
  /** First word of its statement: `addSbtPlugin`. */
  head: string;
}

/** Scala code of a build as data. */
export interface SbtCode {
  variables: Variables;
  modules: SbtModule[];
  hasDependencies: boolean;
}

/** Throws a FileFault for what is cut off. */
export function parseSbt(text: string): SbtCode {
  const statements = statementsOf(tokenize(text));
  return {
    variables: variablesOf(statements),
    modules: statements.flatMap(modulesIn),
    hasDependencies: statements.some(({ tokens }) =>
      tokens.some(({ value }) =>
        /(^|\.)(libraryDependencies|dependencyOverrides|ivyDeps|mvnDeps)$/.test(
          value,
        ),
      ),
    ),
  };
}

function modulesIn({ tokens }: Statement): SbtModule[] {
  const modules: SbtModule[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'text') return;
    const mill = /^([\w.-]+):{1,3}([\w.-]+):+([^:].*)$/.exec(token.value);
    if (mill && /^(ivy|mvn|dep)$/.test(tokens[at - 1]?.value ?? '')) {
      modules.push({
        group: mill[1],
        artifact: mill[2],
        version: mill[3],
        line: token.line,
        head: '',
      });
    }
    const module = sbtModule(tokens, at);
    if (module) modules.push(module);
  });
  return modules;
}

/** Behind the percent signs at that place; undefined where there are none. */
function behindPercents(tokens: readonly Token[], at: number) {
  let to = at;
  while (tokens[to]?.value === '%') to += 1;
  return to > at ? to : undefined;
}

function sbtModule(
  tokens: readonly Token[],
  at: number,
): SbtModule | undefined {
  if (tokens[at - 1]?.value === '%') return undefined;
  const second = behindPercents(tokens, at + 1);
  const artifact = second === undefined ? undefined : tokens[second];
  if (second === undefined || !artifact) return undefined;
  const third = behindPercents(tokens, second + 1);
  if (third === undefined || !tokens[third]) return undefined;
  const version = tokens[third];
  const fourth = behindPercents(tokens, third + 1);
  return {
    group: tokens[at].value,
    artifact: artifact.kind === 'text' ? artifact.value : '*',
    version: version.kind === 'text' ? version.value : `\${${version.value}}`,
    line: tokens[at].line,
    configuration: fourth === undefined ? undefined : tokens[fourth]?.value,
    head: tokens[0].value,
  };
}
