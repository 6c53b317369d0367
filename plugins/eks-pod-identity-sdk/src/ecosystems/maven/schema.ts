import { FileFault } from '../../ecosystem';
import { XmlElement, childOf, childrenOf, parseXml, textOf } from '../../xml';

/** A dependency as it is written, with properties not yet replaced. */
export interface PomDependency {
  groupId: string;
  artifactId: string;
  version?: string;
  scope?: string;
  type: string;
  classifier?: string;
  optional: boolean;
  line: number;
}

/** What a project and each of its profiles may set. */
export interface PomPart {
  properties: ReadonlyMap<string, string>;
  dependencies: PomDependency[];
  managed: PomDependency[];
}

/** A profile, which may be switched on when the project is built. */
export interface PomProfile extends PomPart {
  id: string;
  activeByDefault: boolean;
}

/** Where the parent is said to be. */
export interface PomParent {
  groupId: string;
  artifactId: string;
  version: string;
  /** Empty: not in the tree. */
  relativePath: string;
}

/** A pom.xml as it is written. */
export interface Pom extends PomPart {
  groupId?: string;
  artifactId: string;
  version?: string;
  parent?: PomParent;
  profiles: PomProfile[];
}

/** Throws a FileFault for what is no project of Maven. */
export function parsePom(text: string): Pom {
  const project = parseXml(text);
  if (project.name !== 'project') {
    throw new FileFault(
      `is no project of Maven: its element is '${project.name}'`,
      project.line,
    );
  }
  return {
    groupId: textOf(project, 'groupId'),
    artifactId: textOf(project, 'artifactId') ?? '',
    version: textOf(project, 'version'),
    parent: parentOf(childOf(project, 'parent')),
    ...partOf(project),
    profiles: childrenOf(childOf(project, 'profiles'), 'profile').map(
      profile => ({
        id: textOf(profile, 'id') ?? 'default',
        activeByDefault:
          textOf(childOf(profile, 'activation'), 'activeByDefault') === 'true',
        ...partOf(profile),
      }),
    ),
  };
}

function parentOf(parent: XmlElement | undefined): PomParent | undefined {
  if (!parent) return undefined;
  return {
    groupId: textOf(parent, 'groupId') ?? '',
    artifactId: textOf(parent, 'artifactId') ?? '',
    version: textOf(parent, 'version') ?? '',
    relativePath: childOf(parent, 'relativePath')?.text ?? '../pom.xml',
  };
}

function partOf(element: XmlElement): PomPart {
  const properties = childOf(element, 'properties')?.children ?? [];
  return {
    properties: new Map(properties.map(({ name, text }) => [name, text])),
    dependencies: dependenciesOf(childOf(element, 'dependencies')),
    managed: dependenciesOf(
      childOf(childOf(element, 'dependencyManagement'), 'dependencies'),
    ),
  };
}

function dependenciesOf(list: XmlElement | undefined): PomDependency[] {
  return childrenOf(list, 'dependency').map(dependency => ({
    groupId: textOf(dependency, 'groupId') ?? '',
    artifactId: textOf(dependency, 'artifactId') ?? '',
    version: textOf(dependency, 'version'),
    scope: textOf(dependency, 'scope'),
    type: textOf(dependency, 'type') ?? 'jar',
    classifier: textOf(dependency, 'classifier'),
    optional: textOf(dependency, 'optional') === 'true',
    line: dependency.line,
  }));
}
