import { z } from 'zod';
import { FoundPackage, Scope } from '../../../ecosystem';
import { inShape } from '../../../json';
import { Constraint, broughtUnder, constrain } from '../constraints';
import { Asked, ask } from '../manifest';
import { normalName, scopeOfGroup } from '../names';
import { parseRequirement } from '../requirement';
import { parseToml } from '../../../toml';
import { PoetryDependency, poetryPin } from './poetry';

const requirementList = z.array(z.string());
const requirementLists = z.record(z.string(), requirementList);

const poetryDependency: z.ZodType<PoetryDependency> = z.lazy(() =>
  z.union([
    z.string(),
    z.array(poetryDependency),
    z.looseObject({
      version: z.string().optional(),
      git: z.string().optional(),
      path: z.string().optional(),
      url: z.string().optional(),
      optional: z.boolean().optional(),
    }),
  ]),
);
const poetryDependencies = z.record(z.string(), poetryDependency);

const pyprojectSchema = z.looseObject({
  project: z
    .looseObject({
      name: z.string().optional(),
      dependencies: requirementList.optional(),
      'optional-dependencies': requirementLists.optional(),
      dynamic: z.array(z.string()).optional(),
    })
    .optional(),
  'dependency-groups': z
    .record(z.string(), z.array(z.union([z.string(), z.looseObject({})])))
    .optional(),
  tool: z
    .looseObject({
      poetry: z
        .looseObject({
          name: z.string().optional(),
          dependencies: poetryDependencies.optional(),
          'dev-dependencies': poetryDependencies.optional(),
          group: z
            .record(
              z.string(),
              z.looseObject({ dependencies: poetryDependencies.optional() }),
            )
            .optional(),
        })
        .optional(),
      pdm: z
        .looseObject({
          'dev-dependencies': requirementLists.optional(),
          resolution: z
            .looseObject({
              overrides: z.record(z.string(), z.string()).optional(),
            })
            .optional(),
        })
        .optional(),
      uv: z
        .looseObject({
          'dev-dependencies': requirementList.optional(),
          'constraint-dependencies': requirementList.optional(),
          'override-dependencies': requirementList.optional(),
        })
        .optional(),
    })
    .optional(),
});

/** A pyproject.toml, as far as dependencies go. */
export interface Pyproject {
  name?: string;
  asks: Asked[];
  /** Whether it describes a project at all, or only configures tools. */
  isProject: boolean;
  /** Whether dependencies are computed elsewhere (setup.py, a plugin). */
  isDynamic: boolean;
}

type Data = z.infer<typeof pyprojectSchema>;

/** Throws a FileFault for what is no pyproject.toml. */
export function parsePyproject(text: string): Pyproject {
  const data = inShape(pyprojectSchema, parseToml(text));
  const poetry = data.tool?.poetry;
  return {
    name: data.project?.name ?? poetry?.name,
    asks: underConstraints([...standardAsks(data), ...poetryAsks(data)], data),
    isProject: data.project !== undefined || poetry !== undefined,
    isDynamic: data.project?.dynamic?.includes('dependencies') ?? false,
  };
}

/** What uv constrains and what uv and PDM override, also of packages that only others ask for. */
function underConstraints(asks: Asked[], { tool }: Data): Asked[] {
  const constraints = constraintsIn(tool?.uv?.['constraint-dependencies']);
  const overrides = constraintsIn([
    ...(tool?.uv?.['override-dependencies'] ?? []),
    ...Object.entries(tool?.pdm?.resolution?.overrides ?? {}).map(
      ([name, version]) =>
        /^\d/.test(version) ? `${name}==${version}` : `${name}${version}`,
    ),
  ]);
  const overridden = new Set(
    overrides.map(({ requirement }) => requirement.name),
  );
  const all = [
    ...constraints.filter(
      ({ requirement }) => !overridden.has(requirement.name),
    ),
    ...overrides,
  ];
  const runs = asks.filter(
    ({ scope }) => scope === 'runtime' || scope === 'optional',
  );
  return [
    ...asks.map(asked => ({
      ...asked,
      pin: constrain(
        asked.name,
        overridden.has(asked.name) ? { range: '' } : asked.pin,
        all,
      ),
    })),
    ...broughtUnder(all, new Set(runs.map(({ name }) => name))).map(
      ({ name, pin, via }) => ({ name, pin, scope: 'runtime' as const, via }),
    ),
  ];
}

function constraintsIn(texts: readonly string[] = []): Constraint[] {
  return texts.flatMap(text => {
    const requirement = parseRequirement(text);
    return requirement ? [{ requirement, path: '', line: 1 }] : [];
  });
}

function standardAsks(data: Data): Asked[] {
  const { project, tool } = data;
  const groups: [string[], Scope][] = [
    [project?.dependencies ?? [], 'runtime'],
    ...Object.entries(project?.['optional-dependencies'] ?? {}).map(
      ([extra, list]): [string[], Scope] => [list, scopeOfGroup(extra)],
    ),
    ...Object.entries(data['dependency-groups'] ?? {}).map(
      ([group, list]): [string[], Scope] => [
        list.filter((item): item is string => typeof item === 'string'),
        scopeOfGroup(group),
      ],
    ),
    ...Object.values(tool?.pdm?.['dev-dependencies'] ?? {}).map(
      (list): [string[], Scope] => [list, 'development'],
    ),
    [tool?.uv?.['dev-dependencies'] ?? [], 'development'],
  ];
  return groups.flatMap(([list, scope]) =>
    list.flatMap(text => ask(text, scope) ?? []),
  );
}

function poetryAsks(data: Data): Asked[] {
  const poetry = data.tool?.poetry;
  const groups: [Record<string, PoetryDependency>, Scope][] = [
    [poetry?.dependencies ?? {}, 'runtime'],
    [poetry?.['dev-dependencies'] ?? {}, 'development'],
    ...Object.entries(poetry?.group ?? {}).map(
      ([group, { dependencies = {} }]): [
        Record<string, PoetryDependency>,
        Scope,
      ] => [dependencies, scopeOfGroup(group)],
    ),
  ];
  return groups.flatMap(([dependencies, scope]) =>
    Object.entries(dependencies)
      .filter(([name]) => name.toLowerCase() !== 'python')
      .map(([name, dependency]) => ({
        name: normalName(name),
        scope:
          scope === 'runtime' && isOptional(dependency) ? 'optional' : scope,
        pin: poetryPin(dependency) satisfies Pick<
          FoundPackage,
          'version' | 'range' | 'unresolved'
        >,
      })),
  );
}

function isOptional(dependency: PoetryDependency): boolean {
  return (
    typeof dependency === 'object' &&
    !Array.isArray(dependency) &&
    dependency.optional === true
  );
}
