import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { coordinatesOf, coordinatesOfUrl } from './coordinates';
import { Call, callsIn, textOf, textsOf } from './starlark';

/** Calls that take artifacts of Maven's as texts; with the name of an extension before the dot. */
const LISTS =
  /(^|\.)(install|maven_install|maven_jar|jvm_maven_import_external|java_import_external|jvm_import_external)$/;

/** MODULE.bazel: the artifacts that rules_jvm_external is asked for. What other rules install stands in lockfiles of their own. */
export function extractModule(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  return extractionOf(file, context);
}

/** WORKSPACE: its artifacts are read; what else its rules and macros load is not. */
export function extractWorkspace(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const folder = posix.dirname(file.path);
  const isTold = [
    'MODULE.bazel',
    'maven_install.json',
    'WORKSPACE.bzlmod',
  ].some(name => context.has(posix.join(folder, name)));
  return {
    ...extractionOf(file, context),
    unread: { what: 'a Bazel workspace', counts: !isTold },
    notes: ['It is a Bazel workspace: of it only artifacts of Maven are read.'],
  };
}

/** A file of macros, which may list artifacts. It counts for what it names alone. */
export function extractMacros(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const isOfInterest = /amazonaws|awssdk|aws\.sdk|cognitect/.test(file.text);
  return isOfInterest
    ? { ...extractionOf(file, context), graph: 'none' }
    : { packages: [], graph: 'none' };
}

function extractionOf(
  { text }: SourceFile,
  context: ExtractContext,
): Extraction {
  const calls = callsIn(text);
  const packages = calls.flatMap(call => [
    ...artifactsOf(call),
    ...jarsOf(call, context),
  ]);
  return {
    packages: mergeFound(packages.filter(({ name }) => context.wanted(name))),
    graph: packages.length > 0 ? 'partial' : 'none',
  };
}

function artifactsOf(call: Call): FoundPackage[] {
  const one = artifactOf(call);
  if (one) return [one];
  if (!LISTS.test(call.name)) return [];
  return ['artifacts', 'artifact', 'boms'].flatMap(member =>
    textsOf(call.values.get(member)).flatMap(item =>
      found(item.value, item.line, scopeOf(call)),
    ),
  );
}

/** `maven.artifact(group = "…", artifact = "…", version = "…")`, also without names. */
function artifactOf(call: Call): FoundPackage | undefined {
  if (!/\.artifact$/.test(call.name)) return undefined;
  const member = (name: string, place: string) =>
    textOf(call.values.get(name) ?? call.values.get(place));
  const group = member('group', '0');
  const artifact = member('artifact', '1');
  const version = member('version', '2');
  if (group === undefined || artifact === undefined) return undefined;
  const [first] = found(
    [group, artifact, ...(version === undefined ? [] : [version])].join(':'),
    call.line,
    scopeOf(call),
  );
  return first;
}

function jarsOf(call: Call, { wanted }: ExtractContext): FoundPackage[] {
  if (!/(^|\.)http_(jar|file|archive)$/.test(call.name)) return [];
  return ['url', 'urls'].flatMap(member =>
    textsOf(call.values.get(member)).flatMap(item => {
      const jar = coordinatesOfUrl(item.value, wanted);
      return jar
        ? found(
            `${jar.group}:${jar.artifact}:${jar.version}`,
            item.line,
            'runtime',
          )
        : [];
    }),
  );
}

function scopeOf({ values }: Call): Scope {
  return values.get('testonly')?.[0]?.value === 'True' ? 'test' : 'runtime';
}

function found(text: string, line: number, scope: Scope): FoundPackage[] {
  const coordinates = coordinatesOf(text);
  if (!coordinates) return [];
  const { group, artifact, version } = coordinates;
  const isKnown = version !== undefined && !/[%${}]/.test(version);
  return [
    {
      name: `${group}:${artifact}`,
      ...(isKnown ? { version } : { unresolved: 'the file does not tell it' }),
      line,
      direct: true,
      scope,
      via: [],
    },
  ];
}
