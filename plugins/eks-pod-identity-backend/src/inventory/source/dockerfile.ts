import { Arg, DockerfileParser, Env, From, Instruction } from 'dockerfile-ast';
import { blankComments } from '../../shadowing/comments';
import { matchCommand } from '../../shadowing/command';
import { matchShadows } from '../../shadowing/match';
import { FoundShadow } from '../../shadowing/shadow';
import { isNothing } from '../../shadowing/values';

/** Whether a path is a Dockerfile by its name. */
export function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.dockerignore$/i.test(name)) return false;
  return (
    (/^(Dockerfile|Containerfile)([._-].+)?$/i.test(name) &&
      !/\.dockerignore$/i.test(name)) ||
    /\.(dockerfile|containerfile)$/i.test(name)
  );
}

/** A variable that an image carries; its value only where it is an exception to a proxy, since others may be secrets. */
export interface ImageVariable {
  name: string;
  line: number;
  value?: string;
  /** It is that of a build argument without a default: whether it is set is known only where the image is built. */
  fromArgument?: boolean;
}

/** Files that an image takes from its build context. */
export interface CopiedFiles {
  from: string[];
  to: string;
  line: number;
}

/** What the image of a Dockerfile carries. */
export interface ImageReading {
  variables: ImageVariable[];
  /** What its commands and the files that it writes hold. */
  shadows: FoundShadow[];
  copies: CopiedFiles[];
  /** Command and entry point, as one text. */
  starts: string;
  /** Program that a command calls and that uses AWS, and the command's line. */
  calls?: { program: string; line: number };
}

interface Stage {
  from: From;
  instructions: { instruction: Instruction; text: string }[];
}

/**
 * What the image of a Dockerfile carries: that of its last stage and of the stages that it is made from. What an earlier stage
 * sets for building does not reach the image.
 */
export function readDockerfile(text: string): ImageReading {
  const { stages, globals } = stagesOf(text);
  const reading: ImageReading = {
    variables: [],
    shadows: [],
    copies: [],
    starts: '',
  };
  const last = new Map<string, { text: string; line: number }>();
  for (const stage of runningStages(stages)) {
    const values = new Map<string, string | undefined>();
    for (const { instruction, text: own } of stage.instructions) {
      const line = instruction.getRange().start.line + 1;
      switch (instruction.getKeyword()) {
        case 'ARG':
          readArgument(instruction as Arg, values, globals);
          break;
        case 'ENV':
          readEnvironment(instruction as Env, values, reading);
          break;
        case 'COPY':
        case 'ADD':
          readCopy(instruction, own, line, reading);
          break;
        case 'RUN':
          reading.shadows.push(...atLine(writtenBy(own), line));
          break;
        case 'CMD':
        case 'ENTRYPOINT':
          last.set(instruction.getKeyword(), {
            text: wordsOf(instruction),
            line,
          });
          break;
        default:
      }
    }
  }
  for (const { text: words, line } of last.values()) {
    const { shadows, calls } = matchCommand([words]);
    reading.shadows.push(...atLine(shadows, line));
    reading.starts += `${words}\n`;
    if (calls) reading.calls ??= { program: calls, line };
  }
  return reading;
}

function stagesOf(text: string) {
  const rows = text.split('\n');
  const stages: Stage[] = [];
  const globals = new Map<string, string | undefined>();
  const instructions = DockerfileParser.parse(text).getInstructions();
  instructions.forEach((instruction, index) => {
    const stage = stages[stages.length - 1];
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      stages.push({ from: instruction as From, instructions: [] });
    } else if (stage) {
      const next = instructions[index + 1]?.getRange().start.line;
      stage.instructions.push({
        instruction,
        // With the lines of a here-document, which follow it.
        text: rows
          .slice(instruction.getRange().start.line, next ?? rows.length)
          .join('\n'),
      });
    } else if (keyword === 'ARG') {
      readArgument(instruction as Arg, globals, new Map());
    }
  });
  return { stages, globals };
}

/** The last stage and those that it is made from, in the order in which they are built. */
function runningStages(stages: readonly Stage[]): Stage[] {
  const running: Stage[] = [];
  for (let at = stages.length - 1; at >= 0; ) {
    const base = stages[at].from.getImage();
    running.unshift(stages[at]);
    const below = at;
    at = stages.findIndex(
      ({ from }, index) =>
        index < below &&
        (from.getBuildStage()?.toLowerCase() === base?.toLowerCase() ||
          String(index) === base),
    );
  }
  return running;
}

function readArgument(
  argument: Arg,
  values: Map<string, string | undefined>,
  globals: ReadonlyMap<string, string | undefined>,
): void {
  const property = argument.getProperty();
  if (!property) return;
  const name = property.getName();
  values.set(
    name,
    property.getUnescapedValue() ?? property.getValue() ?? globals.get(name),
  );
}

const PROXY = /^(?:HTTPS?|ALL|NO)_PROXY$/i;

function readEnvironment(
  instruction: Env,
  values: Map<string, string | undefined>,
  reading: ImageReading,
): void {
  for (const property of instruction.getProperties()) {
    const name = property.getName();
    const line = property.getRange().start.line + 1;
    const written = property.getUnescapedValue() ?? property.getValue() ?? '';
    const value = resolve(written, values);
    values.set(name, value);
    // A later one of the same name takes its place; an empty one takes it away.
    reading.variables = reading.variables.filter(each => each.name !== name);
    if (value !== undefined && isNothing(value, name)) continue;
    if (name.startsWith('AWS_') || PROXY.test(name)) {
      reading.variables.push({
        name,
        line,
        ...(value === undefined ? { fromArgument: true } : {}),
        ...(/^no_proxy$/i.test(name) && value !== undefined ? { value } : {}),
      });
    } else {
      reading.shadows.push(
        ...atLine(matchShadows(value ?? '', 'configuration'), line),
      );
    }
  }
}

/** The value with variables replaced; undefined where it is that of an argument which has none. */
function resolve(
  written: string,
  values: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const plain = /^\$\{?(\w{1,200})\}?$/.exec(written);
  if (plain && values.has(plain[1])) return values.get(plain[1]);
  return written.replace(
    /\$\{(\w{1,200})(?::-([^{}]{0,500}))?\}/g,
    (whole, name, otherwise) => values.get(name) ?? otherwise ?? whole,
  );
}

function readCopy(
  instruction: Instruction,
  own: string,
  line: number,
  reading: ImageReading,
): void {
  const [first] = own.split('\n', 1);
  // A here-document: its lines are the file.
  if (/<<-?["']?\w/.test(first)) {
    if (isSharedFile(first.trim().split(/\s+/).pop()!)) {
      reading.shadows.push(...atLine(matchShadows(own, 'shared-file'), line));
    }
    return;
  }
  const words = argumentsOf(instruction);
  const to = words.pop();
  if (to === undefined) return;
  const isOfStage = /^\s*(?:COPY|ADD)\s[^\n]{0,500}--from=/i.test(own);
  reading.copies.push({ from: isOfStage ? [] : words, to, line });
}

function argumentsOf(instruction: Instruction): string[] {
  return (
    listOf(instruction.getRawArgumentsContent() ?? '') ??
    instruction
      .getArguments()
      .map(argument => argument.getValue())
      .filter(word => !/^--\w+/.test(word))
  );
}

/** The words of the form of a list. */
function listOf(content: string): string[] | undefined {
  const at = content.indexOf('[');
  if (at === -1 || /[^\s]/.test(content.slice(0, at).replace(/--\S+/g, ''))) {
    return undefined;
  }
  try {
    const words = JSON.parse(content.slice(at).replace(/\\\r?\n/g, ''));
    return Array.isArray(words) ? words.map(String) : undefined;
  } catch {
    return undefined;
  }
}

function wordsOf(instruction: Instruction): string {
  const content = instruction.getRawArgumentsContent() ?? '';
  return listOf(content)?.join(' ') ?? content.replace(/\\\r?\n/g, ' ');
}

/** Files that a shell reads when it starts, or SDKs: what is written to them outlives the instruction. */
const LASTING =
  /(?:>>?|\btee(?:\s+-a)?)\s*["']?[^\s"'&|;]{0,300}(?:\.aws\/|profile|bashrc|zshrc|\.sh\b|environment|\.env|\.conf|\.properties|entrypoint)/;

/** What a RUN leaves in the image: what it only sets for itself is gone with it. */
function writtenBy(text: string): FoundShadow[] {
  const code = blankComments(text, 'hash');
  const isLasting = LASTING.test(code);
  return matchShadows(code, 'shell').filter(
    ({ what }) =>
      what === 'aws configure set' ||
      (isLasting && what !== '--profile') ||
      what === 'web_identity_token_file',
  );
}

function atLine(found: readonly FoundShadow[], line: number): FoundShadow[] {
  return found.map(each => ({ ...each, line: line + each.line - 1 }));
}

/** Whether a path in an image is one of a shared config or credentials file of AWS, or of their folder. */
export function isSharedFile(path: string): boolean {
  return /(^|[/~])\.aws(\/|$)/.test(path);
}
