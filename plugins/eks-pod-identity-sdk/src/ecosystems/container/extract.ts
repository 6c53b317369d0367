import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { image } from '../../registries/image';
import { pypi } from '../../registries/pypi';
import { Installed, installedBy, pipNames, requiredModules } from './commands';
import { Constraint, broughtUnder, constrain } from '../python/constraints';
import { readConstraints } from '../python/requirements/constraintFiles';
import { constraintsOf, inRepository } from '../python/requirements/images';
import { lineAt } from '../../text';
import { jarsIn, withoutConcluded } from './jars';
import { Stage, parseDockerfile } from './dockerfile';
import { Command, commandsOf } from './shell';

const CLI_IMAGE =
  /^(?:(?:[\w.-]+(?::\d+)?\/)*)?(?:amazon|aws-cli)\/aws-cli(?::([^@]+))?(@sha256:.*)?$/;

/** A Dockerfile: what is installed in the stage that runs, and in those that it takes files from. */
export async function extractDockerfile(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const stages = parseDockerfile(file.text);
  const running = runningStages(stages);
  const named: Named[] = [];
  for (const [index, stage] of stages.entries()) {
    const scope = scopeOf(file.path, running.has(index));
    const images = [
      ...cliOfImage(stage.base, stage.line),
      ...stage.copiesFrom.flatMap(({ name, line }) => cliOfImage(name, line)),
    ];
    named.push(
      ...images.map(({ installed, line }) => ({ jar: installed, line, scope })),
    );
    for (const command of stage.commands) {
      const installs = await installedUnderConstraints(
        command,
        stage,
        file.path,
        context,
      );
      named.push(...installs.map(jar => ({ jar, line: command.line, scope })));
    }
  }
  // A file that starts programs says nothing of what they bring along.
  return extractionOf(named);
}

/** What a line names. */
export interface Named {
  jar: Installed;
  line: number;
  scope: Scope;
}

/** What a command installs; constraints files of pip pin what it does not. */
async function installedUnderConstraints(
  command: Command,
  stage: Stage,
  path: string,
  context: ExtractContext,
): Promise<Installed[]> {
  const installs = installedBy(command);
  const names = pipNames(command);
  if (names.size === 0) return installs;
  const constraints = await readConstraints(
    constraintsOf(command, stage).flatMap(file =>
      inRepository(file, path, stage, context),
    ),
    context,
  );
  if (constraints.length === 0) return installs;
  return [
    ...installs.map(installed =>
      installed.registry === pypi ? pinned(installed, constraints) : installed,
    ),
    ...broughtUnder(constraints, names).map(({ name, pin, via }) => ({
      name,
      registry: pypi,
      ...pin,
      via: [via],
    })),
  ];
}

function pinned(
  { version, range, unresolved, ...installed }: Installed,
  constraints: readonly Constraint[],
): Installed {
  const pin = constrain(
    installed.name,
    version === undefined && range === undefined
      ? { range: '' }
      : { version, range },
    constraints,
  );
  const isBound = pin.version !== undefined || pin.range !== '';
  return { ...installed, ...(isBound ? pin : { unresolved }) };
}

/** A script of a shell or of PowerShell. */
export function extractScript(file: SourceFile): Extraction {
  const scope = scopeOf(file.path, true);
  const installs = commandsOf(file.text, 1, new Map()).flatMap(command =>
    installedBy(command).map(installed => ({ installed, line: command.line })),
  );
  const requires = /\.ps[md]?1$/i.test(file.path)
    ? requiredModules(file.text).map(({ installed, offset }) => ({
        installed,
        line: lineAt(file.text, offset),
      }))
    : [];
  return extractionOf(
    [...requires, ...installs].map(({ installed, line }) => ({
      jar: installed,
      line,
      scope: scope === 'runtime' ? 'unknown' : scope,
    })),
  );
}

/** spark-defaults.conf: jars and packages that every job gets. */
export function extractSparkDefaults(file: SourceFile): Extraction {
  return extractionOf(
    file.text.split('\n').flatMap((row, index) =>
      /^\s*spark\.(jars|\w+\.extraClassPath)/.test(row)
        ? jarsIn(row).map(jar => ({
            jar,
            line: index + 1,
            scope: 'runtime' as const,
          }))
        : [],
    ),
  );
}

/** What is named, as packages. */
export function extractionOf(named: readonly Named[]): Extraction {
  return {
    packages: mergeFound(
      withoutConcluded(
        named.map(each => ({ ...each, jar: { via: [], ...each.jar } })),
      ).map(({ jar, line, scope }): FoundPackage => {
        const { isConcluded: _, via, ...installed } = jar;
        return {
          ...installed,
          line,
          direct: via.length === 0,
          scope,
          via,
        };
      }),
    ),
    graph: 'none',
  };
}

function cliOfImage(
  name: string,
  line: number,
): { installed: Installed; line: number }[] {
  const match = CLI_IMAGE.exec(name);
  if (!match) return [];
  const tag = match[1];
  return [
    {
      installed: {
        name: 'aws-cli',
        registry: image,
        ...(tag !== undefined && /^\d+\.\d+\.\d+$/.test(tag)
          ? { version: tag }
          : {
              unresolved: tag
                ? `the tag '${tag}' of its image is no version`
                : 'its image has no tag',
            }),
      },
      line,
    },
  ];
}

/** The last stage, the stages that it is made from, and those that it copies files from. */
function runningStages(stages: readonly Stage[]): Set<number> {
  const running = new Set<number>();
  const queue = [stages.length - 1];
  for (let at = 0; at < queue.length; at++) {
    const index = queue[at];
    if (running.has(index)) continue;
    running.add(index);
    const { base, copiesFrom } = stages[index];
    for (const name of [base, ...copiesFrom.map(copy => copy.name)]) {
      const target = stages.findIndex(
        (stage, other) =>
          other < index && (stage.name === name || String(other) === name),
      );
      if (target !== -1) queue.push(target);
    }
  }
  return running;
}

/** Containers and scripts for developers and for continuous integration are not what runs. */
export function scopeOf(path: string, isRunning: boolean): Scope {
  const isForDevelopment =
    /(^|\/)(\.devcontainer|\.github|\.circleci|\.buildkite|\.gitlab|\.gitpod|\.ci|ci|hack)\//i.test(
      path,
    ) ||
    /(^|[._-])(dev|devel|development|devcontainer|ci|gitpod)([._-]|$)/i.test(
      path.split('/').pop()!,
    );
  if (isForDevelopment) return 'development';
  if (/(^|[._-])(test|tests|e2e)([._-]|$)/i.test(path.split('/').pop()!)) {
    return 'test';
  }
  return isRunning ? 'runtime' : 'build';
}
