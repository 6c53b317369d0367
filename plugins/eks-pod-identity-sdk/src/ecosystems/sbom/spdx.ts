import { z } from 'zod';
import { Scope } from '../../ecosystem';
import { inShape } from '../../json';
import { Sbom, SbomComponent } from './sbom';

const documentSchema = z.looseObject({
  spdxVersion: z.string(),
  documentDescribes: z.array(z.string()).optional(),
  packages: z
    .array(
      z.looseObject({
        SPDXID: z.string(),
        name: z.string().default(''),
        versionInfo: z.string().optional(),
        externalRefs: z
          .array(
            z.looseObject({
              referenceType: z.string().optional(),
              referenceLocator: z.string().optional(),
            }),
          )
          .optional(),
      }),
    )
    .default([]),
  relationships: z
    .array(
      z.looseObject({
        spdxElementId: z.string(),
        relationshipType: z.string(),
        relatedSpdxElement: z.string(),
      }),
    )
    .default([]),
});

/** How relationships read: who depends on whom, and in which scope the dependency stands. */
const RELATIONSHIPS = new Map<string, { reversed: boolean; scope?: Scope }>([
  ['DEPENDS_ON', { reversed: false }],
  ['DEPENDENCY_OF', { reversed: true }],
  ['RUNTIME_DEPENDENCY_OF', { reversed: true, scope: 'runtime' }],
  ['OPTIONAL_DEPENDENCY_OF', { reversed: true, scope: 'optional' }],
  ['PROVIDED_DEPENDENCY_OF', { reversed: true, scope: 'provided' }],
  ['DEV_DEPENDENCY_OF', { reversed: true, scope: 'development' }],
  ['DEV_TOOL_OF', { reversed: true, scope: 'development' }],
  ['BUILD_DEPENDENCY_OF', { reversed: true, scope: 'build' }],
  ['BUILD_TOOL_OF', { reversed: true, scope: 'build' }],
  ['TEST_DEPENDENCY_OF', { reversed: true, scope: 'test' }],
  ['TEST_TOOL_OF', { reversed: true, scope: 'test' }],
]);

/** Reads SPDX 2.2 and 2.3 in JSON. Throws a FileFault for what is none. */
export function readSpdx(data: unknown): Sbom {
  const document = inShape(documentSchema, data);
  const dependencies = new Map<string, string[]>();
  const scopes = new Map<string, Scope[]>();
  for (const relationship of document.relationships) {
    const kind = RELATIONSHIPS.get(relationship.relationshipType);
    if (!kind) continue;
    const { spdxElementId: from, relatedSpdxElement: to } = relationship;
    const [asker, asked] = kind.reversed ? [to, from] : [from, to];
    dependencies.set(asker, [...(dependencies.get(asker) ?? []), asked]);
    scopes.set(asked, [...(scopes.get(asked) ?? []), kind.scope ?? 'unknown']);
  }
  return {
    format: 'spdx',
    components: document.packages.map(
      (entry): SbomComponent => ({
        id: entry.SPDXID,
        name: entry.name,
        purl: entry.externalRefs?.find(
          ({ referenceType }) => referenceType === 'purl',
        )?.referenceLocator,
        version: entry.versionInfo,
        scope: onlyScope(scopes.get(entry.SPDXID)),
      }),
    ),
    roots: [
      ...(document.documentDescribes ?? []),
      ...document.relationships
        .filter(({ relationshipType }) => relationshipType === 'DESCRIBES')
        .map(({ relatedSpdxElement }) => relatedSpdxElement),
    ],
    dependencies,
    isIncomplete: false,
  };
}

/** A scope only where all relationships agree: one that says nothing leaves it open. */
function onlyScope(scopes: Scope[] = []): Scope | undefined {
  const [scope] = scopes;
  return scope !== 'unknown' && scopes.every(other => other === scope)
    ? scope
    : undefined;
}
