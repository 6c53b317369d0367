import { FoundPackage, Scope } from '../../ecosystem';
import { mergeFound } from '../../found';
import { isForOtherSystems, parseRequirement, pinOf } from './requirement';

/** What a manifest asks for. */
export interface Asked {
  /** Normalised. */
  name: string;
  scope: Scope;
  pin: Pick<FoundPackage, 'version' | 'range' | 'unresolved'>;
  /** What brings it, where the project does not ask for it itself. */
  via?: string;
}

/** A requirement in PEP 508 form as what it asks for; undefined for what can't be read or is for another system. */
export function ask(text: string, scope: Scope): Asked | undefined {
  const requirement = parseRequirement(text);
  if (!requirement || isForOtherSystems(requirement.marker)) return undefined;
  return { name: requirement.name, scope, pin: pinOf(requirement) };
}

/** The wanted ones as found packages; `lineOf` tells where a name stands. */
export function foundOf(
  asked: Asked[],
  wanted: (name: string) => boolean,
  lineOf: (name: string) => number,
): FoundPackage[] {
  return mergeFound(
    asked
      .filter(({ name }) => wanted(name))
      .map(({ name, scope, pin, via }) => ({
        name,
        ...pin,
        line: lineOf(name),
        direct: via === undefined,
        scope,
        via: via === undefined ? [] : [via],
      })),
  );
}

/** A pattern for the line of a name in a file that people write: any spelling, in or without quotes. */
export function namePattern(name: string): RegExp {
  const spelling = name
    .split('-')
    .map(part => part.replace(/[^a-z0-9]/g, ''))
    .join('[-_.]+');
  return new RegExp(
    `(^|[\\s"'\\[,{(:-])${spelling}($|[\\s"'=<>~!,;@\\[(}\\]])`,
    'i',
  );
}
