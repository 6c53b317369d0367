import { FoundPackage } from '../../../ecosystem';
import { pep440Versions } from '../../../versions/pep440';
import { normalName } from '../names';

/** A match specification of conda: `conda-forge::boto3=1.34.50=pyhd8ed1ab_0`. */
export interface CondaSpec {
  /** Normalised. */
  name: string;
  pin: Pick<FoundPackage, 'version' | 'range'>;
  /** Whether name, version and build are given, as `conda env export` does. */
  isExact: boolean;
}

const SPEC =
  /^(?:[\w./-]+::?)?(?<![\w.-])([A-Za-z0-9_][\w.-]*)(?:\s*(?:(==?)\s*([^=\s,|<>!~]+)(?:=(\S+))?|([<>=!~].*))|\s+(\d\S*)(?:\s+\S+)?)?$/;

/** `boto3[version='1.34']`: what stands in brackets is not read. */
function withoutBrackets(text: string): string {
  const at = text.indexOf('[');
  return at === -1 || !text.endsWith(']') ? text : text.slice(0, at).trim();
}

/** Takes a match specification apart; undefined for what is none. */
export function parseCondaSpec(text: string): CondaSpec | undefined {
  const match = SPEC.exec(withoutBrackets(text.trim()));
  if (!match) return undefined;
  const [, name, operator, version, build, range, spaced] = match;
  return {
    name: normalName(name),
    pin: pinOf(operator, version ?? spaced, build, range),
    isExact: build !== undefined,
  };
}

function pinOf(
  operator: string | undefined,
  version: string | undefined,
  build: string | undefined,
  range: string | undefined,
): Pick<FoundPackage, 'version' | 'range'> {
  if (version === undefined)
    return { range: (range ?? '').replace(/\s+/g, '') };
  // A single `=` means 'begins with': three numbers leave no room for another release of an SDK.
  const isWhole = /^\d+\.\d+\.\d+/.test(version) && !version.includes('*');
  const isPinned =
    build !== undefined || operator === '==' || operator === undefined;
  if (pep440Versions.isVersion(version) && (isPinned || isWhole)) {
    return { version };
  }
  const prefix = version.replace(/\.?\*$/, '');
  return { range: `==${prefix}.*` };
}
