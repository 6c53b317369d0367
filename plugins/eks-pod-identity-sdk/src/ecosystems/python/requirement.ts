import { FoundPackage } from '../../ecosystem';
import { pep440Versions } from '../../versions/pep440';
import { normalName } from './names';

/** One requirement as PEP 508 writes it. */
export interface Requirement {
  /** Normalised. */
  name: string;
  /** Versions that it admits, comma-separated; empty for any. */
  specifier: string;
  /** Where it is taken from, if not from an index. */
  elsewhere?: string;
  /** Environments for which it counts; empty for all. */
  marker: string;
}

const NAMED = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\s*\[[^\]]*\])?/;
const EGG = /[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)/;
const WHEEL =
  /\/?([A-Za-z0-9][A-Za-z0-9._]*)-\d[^/]*?\.(?:whl|tar\.gz|zip)(?:[#?].*)?$/;

/** Takes a requirement apart; undefined for what is none (a bare path without a name). */
export function parseRequirement(text: string): Requirement | undefined {
  const semicolon = splitMarker(text.trim());
  const { body, marker } = semicolon;
  if (/^([a-z][a-z+]*:|\.{0,2}\/|~\/|[A-Za-z]:\\)/.test(body)) {
    const name = EGG.exec(body)?.[1] ?? WHEEL.exec(body)?.[1];
    return name === undefined
      ? undefined
      : {
          name: normalName(name),
          specifier: '',
          elsewhere: placeOf(body),
          marker,
        };
  }
  const match = NAMED.exec(body);
  if (!match) return undefined;
  const name = normalName(match[1]);
  const rest = body.slice(match[0].length).trim();
  if (rest.startsWith('@')) {
    return {
      name,
      specifier: '',
      elsewhere: placeOf(rest.slice(1).trim()),
      marker,
    };
  }
  const specifier = rest.replace(/^\((.*)\)$/s, '$1').replace(/\s+/g, '');
  if (specifier !== '' && !/^(===?|~=|!=|<=?|>=?)/.test(specifier))
    return undefined;
  return { name, specifier, marker };
}

/** A marker follows `; `, in a URL ` ; `. */
function splitMarker(text: string): { body: string; marker: string } {
  const at =
    /^\S*:\/\//.test(text) || /@\s*\S+:\/\//.test(text)
      ? text.search(/\s;/)
      : text.indexOf(';');
  return at === -1
    ? { body: text, marker: '' }
    : {
        body: text.slice(0, at).trim(),
        marker: text
          .slice(at)
          .replace(/^\s*;\s*/, '')
          .trim(),
      };
}

function placeOf(url: string): string {
  if (/^(git|hg|svn|bzr)\+/.test(url)) return 'taken from a source repository';
  return /^https?:/.test(url)
    ? 'taken from a URL'
    : 'taken from a folder or a file';
}

/** What a requirement tells of the installed version: only `==` with a whole version pins one. */
export function pinOf(
  requirement: Requirement,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  if (requirement.elsewhere) return { unresolved: requirement.elsewhere };
  const exact = /^===?([^,*]+)$/.exec(requirement.specifier)?.[1];
  return exact && pep440Versions.isVersion(exact)
    ? { version: exact }
    : { range: requirement.specifier };
}

/** Whether the marker admits Windows or macOS only: no such pod asks for credentials of Pod Identity. */
export function isForOtherSystems(marker: string): boolean {
  return /^(?:\(\s*)?(sys_platform|platform_system|os_name)\s*==\s*['"](win32|windows|cygwin|darwin|nt)['"](?:\s*\))?$/i.test(
    marker.trim(),
  );
}
