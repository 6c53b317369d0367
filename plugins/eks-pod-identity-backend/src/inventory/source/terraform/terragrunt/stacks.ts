import { posix } from 'node:path';
import { Budget, evaluateData } from '../expressions/evaluate';
import { textOf } from '../expressions/values';
import { callModule } from '../moduleCalls';
import { isLocalSource } from '../moduleScope';
import { ParsedFile, labelledBlocksOf } from '../parse';
import { Walk } from '../walk';
import { Configuration } from './configuration';
import { Unit } from './units';

/** Whether a file makes units from a catalog (Terragrunt documentation, Explicit stacks). */
export function isStack({ path }: ParsedFile): boolean {
  return posix.basename(path) === 'terragrunt.stack.hcl';
}

/** Collects what the units and stacks tell that a stack makes; those of this repository are judged by themselves. */
export function walkStack(
  file: ParsedFile,
  files: readonly ParsedFile[],
  units: ReadonlyMap<string, Unit>,
  { budget, walk }: { budget: Budget; walk: Walk },
): void {
  const folder = posix.dirname(file.path);
  const configuration = new Configuration(
    file,
    {
      files: new Map(files.map(each => [each.path, each])),
      budget,
      clusterOf: () => undefined,
    },
    { folder, depth: 0 },
  );
  for (const kind of ['unit', 'stack']) {
    for (const [name, block] of labelledBlocksOf(file.body[kind])) {
      const source = textOf(evaluateData(block.source ?? null, configuration));
      const isLocal = source !== undefined && isLocalSource(source);
      const path = isLocal ? posix.join(folder, source) : source;
      if (isLocal && path && units.has(path.replace(/\/$/, ''))) continue;
      const values = evaluateData(block.values ?? null, configuration);
      callModule(
        {
          block: { file, name, body: {} },
          path: [kind, name, 'values'],
          sourcePath: [kind, name, 'source'],
          what: `Terragrunt ${kind} ${name}`,
          ...(path === undefined ? {} : { source: path }),
          isLocal,
          inputs: values.kind === 'object' ? [...values.entries.keys()] : [],
          input: key =>
            values.kind === 'object' ? values.entries.get(key) : undefined,
        },
        walk,
      );
    }
  }
}
