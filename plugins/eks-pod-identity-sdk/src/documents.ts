import { documentTools } from './data/documentTools';

/** Lockfiles by the manifest that tells what they are for. */
const MANIFESTS: ReadonlyMap<string, { format: string; name: string }> =
  new Map([
    ['gemfile-lock', { format: 'gemfile', name: 'Gemfile' }],
    ['package-lock', { format: 'package-json', name: 'package.json' }],
    ['yarn-lock', { format: 'package-json', name: 'package.json' }],
    ['pnpm-lock', { format: 'package-json', name: 'package.json' }],
    ['bun-lock', { format: 'package-json', name: 'package.json' }],
  ]);

/** The manifest that tells what a file is for: itself, or for a lockfile the one beside it. Undefined where none does. */
export function manifestOf(
  path: string,
  format: string,
): { path: string; format: string } | undefined {
  if (Object.hasOwn(documentTools, format)) return { path, format };
  const manifest = MANIFESTS.get(format);
  return (
    manifest && {
      path: path.replace(/[^/]*$/, manifest.name),
      format: manifest.format,
    }
  );
}

/**
 * Whether a manifest asks for nothing but what builds documents: Jekyll, Docusaurus, MkDocs and their themes. One that
 * can't be read in full is not.
 */
export function buildsOnlyDocuments(format: string, text: string): boolean {
  const tools = documentTools[format];
  const names = namesIn(format, text);
  return (
    names !== undefined &&
    names.some(name => tools.builders.test(name)) &&
    names.every(
      name => tools.builders.test(name) || tools.companions.test(name),
    )
  );
}

function namesIn(format: string, text: string): string[] | undefined {
  if (format === 'package-json') return namesInPackageJson(text);
  const rows = text
    .split('\n')
    .map(row => row.replace(/(^|\s)#.*$/, '').trim())
    .filter(Boolean);
  return format === 'gemfile' ? namesInGemfile(rows) : namesInRows(rows);
}

function namesInPackageJson(text: string): string[] | undefined {
  try {
    const data = JSON.parse(text);
    if (typeof data !== 'object' || data === null || data.workspaces) {
      return undefined;
    }
    return [
      ...Object.keys(data.dependencies ?? {}),
      ...Object.keys(data.optionalDependencies ?? {}),
      ...Object.keys(data.devDependencies ?? {}),
    ];
  } catch {
    return undefined;
  }
}

function namesInGemfile(rows: readonly string[]): string[] | undefined {
  const names: string[] = [];
  for (const row of rows) {
    const gem = /^gem[\s(]+["']([\w.-]+)["']/.exec(row)?.[1];
    if (gem !== undefined) names.push(gem.toLowerCase());
    else if (/^(gem|gemspec|eval_gemfile|instance_eval|eval)\b/.test(row)) {
      return undefined;
    }
  }
  return names;
}

function namesInRows(rows: readonly string[]): string[] | undefined {
  const names: string[] = [];
  for (const row of rows) {
    if (/^--(hash|extra-index-url|index-url|find-links)\b/.test(row)) continue;
    const name = /^([A-Za-z0-9][\w.-]*)/.exec(row)?.[1];
    if (name === undefined) return undefined;
    names.push(name.toLowerCase().replace(/[-_.]+/g, '-'));
  }
  return names;
}
