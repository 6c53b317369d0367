import { Arg, Copy, DockerfileParser, Env, From } from 'dockerfile-ast';
import { Instruction } from 'dockerfile-ast';
import { FileFault } from '../../ecosystem';
import { Command, assign, commandsOf, replaceVariables } from './shell';

/** One stage of a build: what it is made from, and what is run in it. */
export interface Stage {
  name?: string;
  /** Image, or name of another stage, with variables replaced. */
  base: string;
  line: number;
  commands: Command[];
  /** Variables of the environment at its end. */
  environment: ReadonlyMap<string, string>;
  /** Files of the repository that are copied into it, with the place where they end up. */
  copies: { sources: string[]; target: string; line: number }[];
  /** Images and stages that files are copied from. */
  copiesFrom: { name: string; line: number }[];
}

/** More than any Dockerfile has. */
const MAX_CHARACTERS = 512 * 1024;

/** The stages of a Dockerfile, with build arguments at their defaults. Throws a FileFault where it has no FROM. */
export function parseDockerfile(text: string): Stage[] {
  if (text.length > MAX_CHARACTERS) {
    throw new FileFault(
      `has more than ${MAX_CHARACTERS} characters, which is more than is read`,
    );
  }
  const rows = text.split('\n');
  const globals = new Map<string, string>();
  const stages: Stage[] = [];
  const scopes = new Map<string, StageScope>();
  let scope: StageScope = newScope();
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const stage = stages[stages.length - 1];
    const line = instruction.getRange().start.line + 1;
    switch (instruction.getKeyword()) {
      case 'FROM': {
        const next = stageOf(instruction as From, line, globals);
        // A stage that is made from another one has its variables.
        scope = newScope(scopes.get(next.base));
        stages.push({ ...next, environment: scope.variables });
        scopes.set(String(stages.length - 1), scope);
        if (next.name !== undefined) scopes.set(next.name, scope);
        break;
      }
      case 'ARG':
        readArguments(instruction as Arg, stage ? scope : undefined, globals);
        break;
      case 'ENV':
        stage?.commands.push(...readEnvironment(instruction as Env, scope));
        break;
      case 'COPY':
        if (stage) readCopy(instruction as Copy, line, stage, scope, globals);
        break;
      case 'ADD':
      case 'RUN':
      case 'CMD':
      case 'ENTRYPOINT':
        stage?.commands.push(...commandsIn(instruction, rows, scope.variables));
        break;
      default:
    }
  }
  if (stages.length === 0) throw new FileFault('has no FROM');
  return stages;
}

/** What is set in a stage. */
interface StageScope {
  variables: Map<string, string>;
  /** Those of the environment, which no argument replaces. */
  environment: Set<string>;
}

function newScope(from?: StageScope): StageScope {
  return {
    variables: new Map(from?.variables),
    environment: new Set(from?.environment),
  };
}

/** Sets the variables; their values may name packages (`PYSPARK_SUBMIT_ARGS`). */
function readEnvironment(
  instruction: Env,
  { variables, environment }: StageScope,
): Command[] {
  // All values of one instruction are replaced with what was set before it.
  const before = new Map(variables);
  const values: Command[] = [];
  for (const property of instruction.getProperties()) {
    const written = property.getUnescapedValue() ?? property.getValue();
    if (written === null) continue;
    const value = replaceVariables(written, before);
    environment.add(property.getName());
    assign(variables, property.getName(), value);
    values.push({
      text: value,
      words: [],
      line: property.getRange().start.line + 1,
      isValue: true,
    });
  }
  return values;
}

function readCopy(
  instruction: Copy,
  line: number,
  stage: Stage,
  { variables }: StageScope,
  globals: ReadonlyMap<string, string>,
): void {
  const from = instruction.getFromFlag()?.getValue();
  if (from) {
    stage.copiesFrom.push({ name: replaceVariables(from, globals), line });
  }
  const paths = instruction
    .getArguments()
    .map(argument =>
      replaceVariables(
        argument.getValue().replace(/^\["?|[",\]]+$/g, ''),
        variables,
      ),
    )
    .map(path => path.replace(/^"|"$/g, ''))
    .filter(path => path !== '');
  const target = paths.pop();
  if (target === undefined) return;
  // What is copied is named, as by a command, wherever it comes from.
  stage.commands.push({
    text: paths.join(' '),
    words: ['COPY', ...paths],
    line,
  });
  if (!from) stage.copies.push({ sources: paths, target, line });
}

function stageOf(
  from: From,
  line: number,
  globals: ReadonlyMap<string, string>,
): Stage {
  return {
    name: from.getBuildStage() ?? undefined,
    base: replaceVariables(from.getImage() ?? '', globals),
    line,
    commands: [],
    environment: new Map(),
    copies: [],
    copiesFrom: [],
  };
}

/** An argument without a default takes that of the argument before the first FROM. */
function readArguments(
  instruction: Arg,
  scope: StageScope | undefined,
  globals: Map<string, string>,
): void {
  const variables = scope?.variables ?? globals;
  for (const property of instruction.getProperties()) {
    const name = property.getName();
    const value =
      property.getUnescapedValue() ?? property.getValue() ?? globals.get(name);
    if (value === undefined || value === null) continue;
    if (scope?.environment.has(name)) continue;
    assign(variables, name, replaceVariables(value, variables));
  }
}

function commandsIn(
  instruction: Instruction,
  rows: readonly string[],
  variables: ReadonlyMap<string, string>,
): Command[] {
  const { start, end } = instruction.getRange();
  const own = rows.slice(start.line, end.line + 1);
  own[0] = own[0].replace(
    /^\s*(RUN|ADD|CMD|ENTRYPOINT)\s+(--[\w-]+=\S+\s+)*/i,
    '',
  );
  // What one RUN sets is gone in the next.
  return commandsOf(
    wordsOf(own.join('\n')),
    start.line + 1,
    new Map(variables),
  );
}

/** The form of a list of words, `RUN ["pip", "install", "awscli==1.30.0"]`, as the command that it is. */
function wordsOf(script: string): string {
  if (!/^\s*\[/.test(script)) return script;
  try {
    const words: unknown = JSON.parse(script.replace(/\\\n/g, '\n'));
    if (Array.isArray(words)) return words.join(' ');
  } catch {
    // A shell runs what is no such list.
  }
  return script.replace(/["[\],]/g, ' ');
}
