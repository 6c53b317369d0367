import { z } from 'zod';
import { Scope } from '../../ecosystem';
import { inShape } from '../../json';
import { Sbom, SbomComponent } from './sbom';

interface Component {
  'bom-ref'?: string;
  name?: string;
  group?: string;
  version?: string;
  purl?: string;
  type?: string;
  scope?: string;
  properties?: { name?: string; value?: string }[];
  components?: Component[];
}

const componentSchema: z.ZodType<Component> = z.lazy(() =>
  z.looseObject({
    'bom-ref': z.string().optional(),
    name: z.string().optional(),
    group: z.string().optional(),
    version: z.string().optional(),
    purl: z.string().optional(),
    type: z.string().optional(),
    scope: z.string().optional(),
    properties: z
      .array(
        z.looseObject({
          name: z.string().optional(),
          value: z.string().optional(),
        }),
      )
      .optional(),
    components: z.array(componentSchema).optional(),
  }),
);

const documentSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: componentSchema.optional() }).optional(),
  components: z.array(componentSchema).optional(),
  dependencies: z
    .array(
      z.looseObject({
        ref: z.string(),
        dependsOn: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  compositions: z
    .array(z.looseObject({ aggregate: z.string().optional() }))
    .optional(),
});

/** Reads CycloneDX 1.2 to 1.7 in JSON. Throws a FileFault for what is none. */
export function readCycloneDx(data: unknown): Sbom {
  const document = inShape(documentSchema, data);
  const components: SbomComponent[] = [];
  flatten(document.components ?? [], components);
  const root = document.metadata?.component;
  return {
    format: 'cyclonedx',
    components,
    roots: root?.['bom-ref'] === undefined ? [] : [root['bom-ref']],
    dependencies: new Map(
      (document.dependencies ?? []).map(({ ref, dependsOn = [] }) => [
        ref,
        dependsOn,
      ]),
    ),
    isIncomplete: (document.compositions ?? []).some(({ aggregate }) =>
      aggregate?.startsWith('incomplete'),
    ),
  };
}

function flatten(from: Component[], to: SbomComponent[]): void {
  for (const component of from) {
    const { name = '', group, purl, version } = component;
    const plainName = group ? `${group}/${name}` : name;
    to.push({
      id: component['bom-ref'] ?? purl ?? plainName,
      name: plainName,
      purl,
      version,
      scope: scopeOf(component),
    });
    flatten(component.components ?? [], to);
  }
}

/** `excluded` is what is not part of the product: CycloneDX's word for tests and tools. */
function scopeOf({ scope, properties = [] }: Component): Scope | undefined {
  const isDevelopment = properties.some(
    ({ name = '', value }) =>
      /(^|:)(package:)?development$/.test(name) && value === 'true',
  );
  if (isDevelopment || scope === 'excluded') return 'development';
  if (scope === 'optional') return 'optional';
  return scope === 'required' ? 'runtime' : undefined;
}
