import { ExtractContext } from '../../../ecosystem';
import { Constraint } from '../constraints';
import { parseRequirements } from './schema';

/** The constraints of files in the repository; those that are not there tell nothing. */
export async function readConstraints(
  paths: readonly string[],
  context: ExtractContext,
): Promise<Constraint[]> {
  const constraints: Constraint[] = [];
  for (const path of new Set(paths)) {
    const text = await context.read(path);
    if (text === undefined) continue;
    constraints.push(
      ...parseRequirements(text).entries.map(({ requirement, line }) => ({
        requirement,
        path,
        line,
      })),
    );
  }
  return constraints;
}
