import {
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { DependencyGraph } from '../../graph';
import { parseJson } from '../../json';
import { matcherOf } from '../../packages';
import { lineAt } from '../../text';
import { readCycloneDx } from './cyclonedx';
import { PurlPackage, parsePurl, unjudgedType } from './purl';
import { Sbom, SbomComponent } from './sbom';
import { readSpdx } from './spdx';

/** Reads CycloneDX or SPDX, in JSON. Throws a FileFault for what is neither. */
export function parseSbom(text: string): Sbom {
  const data = parseJson(text);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new FileFault('is neither CycloneDX nor SPDX');
  }
  // GitHub's export wraps the document.
  const document = 'sbom' in data ? (data.sbom as object) : data;
  if (document && 'bomFormat' in document) return readCycloneDx(document);
  if (document && 'spdxVersion' in document) return readSpdx(document);
  throw new FileFault(
    'is neither CycloneDX nor SPDX 2 (there is no bomFormat and no spdxVersion)',
  );
}

/** The packages of an SBOM, each with the registry that it is of. */
export function extractSbom(file: SourceFile): Extraction {
  const sbom = parseSbom(file.text);
  const graph = graphOf(sbom);
  const packages: FoundPackage[] = [];
  let unnamed = 0;
  const unjudged = new Set<string>();
  for (const component of sbom.components) {
    if (component.purl === undefined) unnamed += 1;
    const type = component.purl && unjudgedType(component.purl);
    if (type) unjudged.add(type);
    const purl = component.purl && parsePurl(component.purl);
    if (!purl || matcherOf(purl.registry).match(purl.name).length === 0)
      continue;
    packages.push(foundOf(component, purl, graph, file.text));
  }
  const isNamed =
    !sbom.isIncomplete &&
    sbom.components.length > 0 &&
    // A root or two have no package URL; where most have none, their packages are not known.
    unnamed * 2 < sbom.components.length;
  const notes = [
    ...(isNamed ? [] : ['It does not name all components by package URLs.']),
    ...(unjudged.size === 0
      ? []
      : [
          `It names packages of registries that are not judged: ${[...unjudged]
            .sort()
            .join(', ')}.`,
        ]),
  ];
  return {
    packages: mergeFound(packages),
    graph: notes.length === 0 ? 'complete' : 'partial',
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function foundOf(
  component: SbomComponent,
  purl: PurlPackage,
  graph: DependencyGraph,
  text: string,
): FoundPackage {
  const trace = graph.trace(component.id);
  const version = purl.version ?? component.version;
  return {
    name: purl.name,
    registry: purl.registry,
    ...(version === undefined
      ? { unresolved: 'the SBOM does not tell it' }
      : { version }),
    line: lineOf(component, text),
    direct: trace ? trace.direct : null,
    scope: component.scope ?? 'unknown',
    via: trace?.via ?? [],
  };
}

function graphOf(sbom: Sbom): DependencyGraph {
  const graph = new DependencyGraph();
  const names = new Map(sbom.components.map(({ id, name }) => [id, name]));
  const roots = new Set(sbom.roots);
  for (const [id, dependencies] of sbom.dependencies) {
    if (roots.has(id)) {
      for (const dependency of dependencies)
        graph.addRoot(dependency, 'unknown');
    } else {
      graph.add(id, names.get(id) ?? id, dependencies);
    }
  }
  return graph;
}

function lineOf({ purl, id }: SbomComponent, text: string): number {
  const at = [purl, id]
    .flatMap(value =>
      value === undefined ? [] : [text.indexOf(JSON.stringify(value))],
    )
    .find(offset => offset !== -1);
  return at === undefined ? 1 : lineAt(text, at);
}
