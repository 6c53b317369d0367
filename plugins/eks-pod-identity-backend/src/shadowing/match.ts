import { anyLanguage } from './code/any';
import { cpp } from './code/cpp';
import { dotnet } from './code/dotnet';
import { elixir } from './code/elixir';
import { go } from './code/go';
import { javascript } from './code/javascript';
import { jvm } from './code/jvm';
import { javaOptions } from './code/options';
import { php } from './code/php';
import { powershell } from './code/powershell';
import { python } from './code/python';
import { ruby } from './code/ruby';
import { rust } from './code/rust';
import { command, proxies, shell, sourcedSecrets } from './code/shell';
import { configuration, sharedFile } from './configuration';
import { Language } from './languages';
import { lineCounter } from './lines';
import { providerClasses } from './providerClasses';
import { FoundShadow, ShadowRow } from './shadow';
import { VariableStyle, variableUses } from './variableUses';

/**
 * What kind of text it is: code of a language, a command that a container is started with, a configuration file, a shared
 * config file of AWS, a manifest of Kubernetes.
 */
export type Grammar =
  | Language
  | 'command'
  | 'configuration'
  | 'shared-file'
  | 'manifest';

/** The list: what comes before Pod Identity, for every kind of text that can bring it along. */
export const shadowRows: Record<Grammar, readonly ShadowRow[]> = {
  python: [...python, ...anyLanguage, ...javaOptions],
  javascript: [...javascript, ...anyLanguage],
  jvm: [...jvm, ...anyLanguage, ...javaOptions],
  go: [...go, ...anyLanguage],
  ruby: [...ruby, ...anyLanguage],
  php: [...php, ...anyLanguage],
  dotnet: [...dotnet, ...anyLanguage],
  rust: [...rust, ...anyLanguage],
  cpp: [...cpp, ...anyLanguage],
  elixir: [...elixir, ...anyLanguage],
  shell: [
    ...shell,
    ...sourcedSecrets,
    ...proxies,
    ...anyLanguage,
    ...javaOptions,
  ],
  powershell: [...powershell, ...shell, ...anyLanguage, ...javaOptions],
  other: anyLanguage,
  command: [...command, ...proxies, ...anyLanguage, ...javaOptions],
  configuration: [...configuration, ...javaOptions],
  'shared-file': sharedFile,
  manifest: [...command, ...configuration, ...javaOptions, ...anyLanguage],
};

const STYLES: Partial<Record<Grammar, VariableStyle>> = {
  shell: 'shell',
  powershell: 'shell',
  command: 'shell',
  configuration: 'shell',
  manifest: 'manifest',
};

/** Places per text and row: more of the same tell nothing new. */
const PLACES = 3;

/**
 * What a text holds that comes before Pod Identity. The text is without comments. Pure.
 */
export function matchShadows(text: string, grammar: Grammar): FoundShadow[] {
  const lineOf = lineCounter(text);
  const found: FoundShadow[] = [];
  for (const row of shadowRows[grammar]) {
    if (row.beside && !row.beside.test(text)) continue;
    for (const match of placesOf(text, row.pattern)) {
      const effect = row.weigh ? row.weigh(match, text) : row.effect ?? 'fail';
      if (effect === undefined) continue;
      found.push({
        what: row.what,
        kind: row.kind,
        ...(effect === 'fail' ? {} : { effect }),
        line: lineOf(match.index + leadingSpace(match[0])),
      });
    }
  }
  if (grammar !== 'shared-file') {
    found.push(...providerClasses(text));
    found.push(...bounded(variableUses(text, STYLES[grammar] ?? 'code')));
  }
  return onePerPlace(found);
}

function placesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const all = new RegExp(pattern.source, `${pattern.flags}g`);
  const places: RegExpExecArray[] = [];
  for (const match of text.matchAll(all)) {
    places.push(match);
    if (places.length >= PLACES) break;
  }
  return places;
}

function bounded(found: readonly FoundShadow[]): FoundShadow[] {
  const counts = new Map<string, number>();
  return found.filter(({ what }) => {
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    return count <= PLACES;
  });
}

const SEVERITY = ['fail', 'unknown', 'warn'];

/** A line that several rows tell the same of is told once, by the gravest of them. */
function onePerPlace(found: readonly FoundShadow[]): FoundShadow[] {
  const places = new Map<string, FoundShadow>();
  const rank = ({ effect = 'fail' }: FoundShadow) => SEVERITY.indexOf(effect);
  for (const each of found) {
    const key = `${each.line} ${each.kind}`;
    const other = places.get(key);
    if (!other || rank(each) < rank(other)) places.set(key, each);
  }
  return [...places.values()].sort((a, b) => a.line - b.line);
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length;
}
