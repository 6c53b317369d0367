import { setImmediate } from 'node:timers/promises';
import { SourceFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { NotRead } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import {
  Language,
  languageOf,
  languageOfScript,
} from '../../shadowing/languages';
import { matchShadows } from '../../shadowing/match';
import { calledProgram } from '../../shadowing/sdkUse';
import type { CheckedOut } from './folderFacts';
import { isAside, isTooling } from './fileKinds';
import { EvidenceAt } from './links';
import { CodeFindings, searchCode } from './providers/search';

/** What code and scripts tell. */
export interface CodeReading {
  providers: SourceFacts['explicitProviders'];
  usesSdk: boolean;
  cliCalls: NonNullable<SourceFacts['cliCalls']>;
  isEmpty: boolean;
  /** Why it was not read in full. */
  gap?: string;
}

interface Script {
  path: string;
  text: string;
  findings: CodeFindings;
}

/** Names under which images keep what starts them. */
const STARTS =
  /^(docker[-_])?(entrypoint|entry[-_]point|run|start|startup|init|boot|bootstrap|launch|serve|server|worker|web|cmd|main|app)([-_.].*)?$/i;

/**
 * Searches code and scripts. A script counts where the image or another that counts names it, where its name is that of an entry
 * point, or where no Dockerfile tells; of all others only a web identity does, which is nothing for developers.
 * @param mentions texts that name what runs: Dockerfiles, manifests, Procfiles
 */
export async function readCode(
  checkout: Pick<CheckedOut, 'read'>,
  folder: string,
  paths: readonly string[],
  options: {
    mentions: readonly string[];
    hasDockerfile: boolean;
    at: EvidenceAt;
  },
): Promise<CodeReading> {
  const { at } = options;
  const reading: CodeReading = {
    providers: [],
    usesSdk: false,
    cliCalls: [],
    isEmpty: !paths.some(languageOf),
  };
  const scripts: Script[] = [];
  for (const path of paths) {
    if (isAside(path, folder)) continue;
    await setImmediate();
    const known = languageOf(path);
    try {
      const text = await checkout.read(path);
      const language = known ?? languageOfScript(text);
      const findings = searchCode(path, text, language);
      if (isOfShell(language)) scripts.push({ path, text, findings });
      else take(path, findings);
    } catch (error) {
      // Without an extension it may be anything: a program that was built, for example.
      if (!known && !(error instanceof NotRead)) continue;
      reading.gap ??= `${path} ${
        error instanceof Error ? error.message : error
      }`;
    }
  }
  const running = runningScripts(scripts, options);
  for (const script of scripts) {
    const { path, findings } = script;
    if (running.has(script)) take(path, findings);
    else if (!isTooling(path)) {
      take(path, {
        ...findings,
        calls: undefined,
        providers: findings.providers.filter(
          ({ kind }) => kind === 'web-identity',
        ),
      });
    }
  }
  return reading;

  function take(path: string, findings: CodeFindings) {
    reading.usesSdk ||= findings.usesSdkAt !== undefined;
    const { calls: program } = findings;
    if (program) {
      reading.cliCalls.push({
        ...at(`a call of ${program}`, path, findings.usesSdkAt),
        program,
      });
    }
    reading.providers.push(
      ...findings.providers.map(({ line, ...each }) => ({
        ...each,
        evidence: at(each.what, path, line),
      })),
    );
  }
}

function isOfShell(language: Language | undefined): boolean {
  return language === 'shell' || language === 'powershell';
}

/** The scripts that run: those that are named by what runs, and what they name in turn. */
function runningScripts(
  scripts: readonly Script[],
  {
    mentions,
    hasDockerfile,
  }: { mentions: readonly string[]; hasDockerfile: boolean },
): Set<Script> {
  const candidates = scripts.filter(({ path }) => !isTooling(path));
  const running = new Set(
    candidates.filter(({ path }) =>
      !hasDockerfile ? isLikely(path) : STARTS.test(nameOf(path)),
    ),
  );
  const byName = new Map<string, Script[]>();
  for (const script of candidates) {
    const name = nameOf(script.path);
    byName.set(name, [...(byName.get(name) ?? []), script]);
  }
  const queue = [...mentions, ...[...running].map(({ text }) => text)];
  for (let at = 0; at < queue.length; at++) {
    for (const word of queue[at].split(/[^\w.-]+/)) {
      for (const script of byName.get(word) ?? []) {
        if (running.has(script)) continue;
        running.add(script);
        queue.push(script.text);
      }
      // Its scripts run from now on.
      byName.delete(word);
    }
  }
  return running;
}

/** Without a Dockerfile any script may be what runs, but not one that deploys or builds. */
function isLikely(path: string): boolean {
  return !/(^|\/)(scripts?|tools?|deploy|deployment|infra)\/|(^|[-_/])(deploy|release|publish|build|push|setup|install|lint|format)[^/]*$/i.test(
    path,
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What `npm start` runs, of a package.json. */
export function startScripts(
  path: string,
  text: string,
  at: EvidenceAt,
): Pick<CodeReading, 'providers' | 'cliCalls'> & { text: string } {
  let scripts: Record<string, unknown> = {};
  try {
    scripts = JSON.parse(text)?.scripts ?? {};
  } catch {
    // Told where its dependencies are read.
  }
  const commands = Object.entries(scripts).filter(
    (entry): entry is [string, string] =>
      /^(pre|post)?(start|serve)(:(prod|production))?$/.test(entry[0]) &&
      typeof entry[1] === 'string',
  );
  return {
    text: commands.map(([, command]) => command).join('\n'),
    cliCalls: commands.flatMap(([name, command]) => {
      const program = calledProgram(command);
      return program ? [{ ...at(`script ${name}`, path), program }] : [];
    }),
    providers: commands.flatMap(([name, command]) =>
      matchShadows(command, 'shell').map(({ line: _, ...each }) => ({
        ...each,
        evidence: at(`${each.what} in script ${name}`, path),
      })),
    ),
  };
}
