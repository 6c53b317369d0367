import { Extraction, FoundPackage, Scope, SourceFile } from '../../ecosystem';
import { mergeFound } from '../../found';
import { image } from '../../registries/image';
import { Installed, installedBy, requiredModules } from './commands';
import { lineAt } from '../../text';
import { jarsIn, withoutConcluded } from './jars';
import { Stage, parseDockerfile } from './dockerfile';
import { commandsOf } from './shell';

const CLI_IMAGE =
  /^(?:(?:[\w.-]+(?::\d+)?\/)*)?(?:amazon|aws-cli)\/aws-cli(?::([^@]+))?(@sha256:.*)?$/;

/** A Dockerfile: what is installed in the stage that runs, and in those that it takes files from. */
export function extractDockerfile(file: SourceFile): Extraction {
  const stages = parseDockerfile(file.text);
  const running = runningStages(stages);
  const named = stages.flatMap((stage, index) => {
    const scope = scopeOf(file.path, running.has(index));
    return [
      ...cliOfImage(stage.base, stage.line),
      ...stage.copiesFrom.flatMap(({ name, line }) => cliOfImage(name, line)),
      ...stage.commands.flatMap(command =>
        installedBy(command).map(installed => ({
          installed,
          line: command.line,
        })),
      ),
    ].map(({ installed, line }) => ({ jar: installed, line, scope }));
  });
  // A file that starts programs says nothing of what they bring along.
  return extractionOf(named);
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
function extractionOf(
  named: { jar: Installed; line: number; scope: Scope }[],
): Extraction {
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
function scopeOf(path: string, isRunning: boolean): Scope {
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
