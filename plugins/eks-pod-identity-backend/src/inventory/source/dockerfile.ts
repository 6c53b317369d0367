import { DockerfileParser, Env, From } from 'dockerfile-ast';

/** Whether a path is a Dockerfile by its name. */
export function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.dockerignore$/i.test(name)) return false;
  return (
    /^(Dockerfile|Containerfile)([._-].+)?$/i.test(name) ||
    /\.(dockerfile|containerfile)$/i.test(name)
  );
}

/** A variable that an image carries; never its value, which may be a secret. */
export interface ImageVariable {
  name: string;
  line: number;
}

/**
 * The `AWS_…` variables that the image of a Dockerfile carries: those of its last stage and of the stages that it is made
 * from. What an earlier stage sets for building does not reach the image.
 */
export function awsVariablesOf(text: string): ImageVariable[] {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const stages: { from: From; variables: ImageVariable[] }[] = [];
  for (const instruction of instructions) {
    const stage = stages[stages.length - 1];
    if (instruction.getKeyword() === 'FROM') {
      stages.push({ from: instruction as From, variables: [] });
    } else if (instruction.getKeyword() === 'ENV' && stage) {
      for (const property of (instruction as Env).getProperties()) {
        const name = property.getName();
        if (name.startsWith('AWS_')) {
          stage.variables.push({
            name,
            line: property.getRange().start.line + 1,
          });
        }
      }
    }
  }
  const found: ImageVariable[] = [];
  for (let at = stages.length - 1; at >= 0; ) {
    const base = stages[at].from.getImage();
    found.unshift(...stages[at].variables);
    const below = at;
    at = stages.findIndex(
      ({ from }, index) =>
        index < below &&
        (from.getBuildStage()?.toLowerCase() === base?.toLowerCase() ||
          String(index) === base),
    );
  }
  return found;
}
