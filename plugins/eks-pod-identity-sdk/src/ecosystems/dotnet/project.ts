import { FileFault } from '../../ecosystem';
import { XmlElement, childOf, parseXml, textOf } from '../../xml';

/** An item that names a package. */
export interface PackageItem {
  kind: 'reference' | 'central' | 'unpacked';
  name: string;
  version?: string;
  versionOverride?: string;
  line: number;
}

/** A project or a file of properties of MSBuild as data: what its conditions are is not worked out, so all of it counts. */
export interface MsBuildFile {
  /** Names in lower case; a property that is set under several conditions has several values. */
  properties: ReadonlyMap<string, ReadonlySet<string>>;
  items: PackageItem[];
  /** Files that it imports, with properties not yet replaced. */
  imports: string[];
}

const KINDS = new Map<string, PackageItem['kind']>([
  ['PackageReference', 'reference'],
  ['GlobalPackageReference', 'reference'],
  ['PackageVersion', 'central'],
]);

/** Throws a FileFault for what is no file of MSBuild. */
export function parseMsBuild(text: string): MsBuildFile {
  const project = parseXml(text);
  if (project.name !== 'Project') {
    throw new FileFault(
      `is no project of .NET: its element is '${project.name}'`,
      project.line,
    );
  }
  const properties = new Map<string, Set<string>>();
  const items: PackageItem[] = [];
  const imports: string[] = [];
  // Groups may stand in <Choose><When>.
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (child.name === 'PropertyGroup') {
        for (const property of child.children) {
          const name = property.name.toLowerCase();
          const values = properties.get(name) ?? new Set();
          properties.set(name, values.add(property.text));
        }
      } else if (child.name === 'ItemGroup') {
        items.push(...child.children.flatMap(itemsOf));
      } else if (child.name === 'Import') {
        imports.push(child.attributes.get('Project') ?? '');
      } else if (/^(Choose|When|Otherwise|ImportGroup)$/.test(child.name)) {
        visit(child);
      }
    }
  };
  visit(project);
  return { properties, items, imports };
}

function itemsOf(element: XmlElement): PackageItem[] {
  return element.name === 'Reference'
    ? unpackedItem(element)
    : packageItems(element);
}

/**
 * A reference to a library of a package that was unpacked beside the project, as it was done before PackageReference:
 * the folder has the version in its name (`packages/AWSSDK.Core.3.3.24.2/lib/net45`).
 */
function unpackedItem(element: XmlElement): PackageItem[] {
  const [name] = (element.attributes.get('Include') ?? '').split(',');
  const hint = childOf(element, 'HintPath') && textOf(element, 'HintPath');
  if (!hint || name.trim() === '') return [];
  const prefix = `${name.trim()}.`.toLowerCase();
  const folder = hint
    .split(/[\\/]/)
    .find(part => part.toLowerCase().startsWith(prefix));
  const version = folder?.slice(prefix.length);
  return version !== undefined && /^\d+(\.\d+){1,3}(-[\w.-]+)?$/.test(version)
    ? [{ kind: 'unpacked', name: name.trim(), version, line: element.line }]
    : [];
}

function packageItems(element: XmlElement): PackageItem[] {
  const kind = KINDS.get(element.name);
  const value = (name: string) =>
    element.attributes.get(name) ??
    (childOf(element, name) && textOf(element, name));
  const names =
    element.attributes.get('Include') ?? element.attributes.get('Update');
  if (!kind || !names) return [];
  return names
    .split(';')
    .map(name => name.trim())
    .filter(Boolean)
    .map(name => ({
      kind,
      name,
      version: value('Version')?.trim() || undefined,
      versionOverride: value('VersionOverride')?.trim() || undefined,
      line: element.line,
    }));
}
