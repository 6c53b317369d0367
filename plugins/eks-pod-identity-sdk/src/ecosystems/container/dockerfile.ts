import { Arg, Copy, DockerfileParser, Env, From } from 'dockerfile-ast';
import { Instruction } from 'dockerfile-ast';
import { FileFault } from '../../ecosystem';
import { Command, commandsOf, replaceVariables } from './shell';

/** One stage of a build: what it is made from, and what is run in it. */
export interface Stage {
  name?: string;
  /** Image, or name of another stage, with variables replaced. */
  base: string;
  line: number;
  commands: Command[];
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
  let variables = new Map<string, string>();
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const stage = stages[stages.length - 1];
    const line = instruction.getRange().start.line + 1;
    switch (instruction.getKeyword()) {
      case 'FROM':
        variables = new Map();
        stages.push(stageOf(instruction as From, line, globals));
        break;
      case 'ARG':
        readArgument(instruction as Arg, stage ? variables : globals, globals);
        break;
      case 'ENV':
        for (const property of (instruction as Env).getProperties()) {
          const value = property.getUnescapedValue() ?? property.getValue();
          if (value !== null) {
            variables.set(
              property.getName(),
              replaceVariables(value, variables),
            );
          }
        }
        break;
      case 'COPY': {
        const from = (instruction as Copy).getFromFlag()?.getValue();
        if (from && stage) {
          stage.copiesFrom.push({
            name: replaceVariables(from, globals),
            line,
          });
        }
        break;
      }
      case 'ADD':
      case 'RUN':
        stage?.commands.push(...commandsIn(instruction, rows, variables));
        break;
      default:
    }
  }
  if (stages.length === 0) throw new FileFault('has no FROM');
  return stages;
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
    copiesFrom: [],
  };
}

/** An argument without a default takes that of the argument before the first FROM. */
function readArgument(
  argument: Arg,
  variables: Map<string, string>,
  globals: ReadonlyMap<string, string>,
): void {
  const property = argument.getProperty();
  if (!property) return;
  const name = property.getName();
  const value =
    property.getUnescapedValue() ?? property.getValue() ?? globals.get(name);
  if (value !== undefined && value !== null) {
    variables.set(name, replaceVariables(value, variables));
  }
}

function commandsIn(
  instruction: Instruction,
  rows: readonly string[],
  variables: ReadonlyMap<string, string>,
): Command[] {
  const { start, end } = instruction.getRange();
  const own = rows.slice(start.line, end.line + 1);
  own[0] = own[0].replace(/^\s*(RUN|ADD)\s+(--\w+=\S+\s+)*/i, '');
  // The form of a list of words: `RUN ["pip", "install", "awscli==1.30.0"]`.
  const script = own.join('\n');
  const words = /^\s*\[/.test(script)
    ? script.replace(/["[\],]/g, ' ')
    : script;
  // What one RUN sets is gone in the next.
  return commandsOf(words, start.line + 1, new Map(variables));
}
