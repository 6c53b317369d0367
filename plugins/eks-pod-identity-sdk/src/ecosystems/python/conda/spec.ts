import { FoundPackage } from '../../../ecosystem';
import { pep440Versions } from '../../../versions/pep440';
import { normalName } from '../names';

/** A match specification of conda: `conda-forge::boto3=1.34.50=pyhd8ed1ab_0`. */
export interface CondaSpec {
  /** Normalised; `awscli` of version 2 is another SDK and called `awscli-2`. */
  name: string;
  pin: Pick<FoundPackage, 'version' | 'range'>;
  /** Whether name, version and build are given, as `conda env export` does. */
  isExact: boolean;
}

const SPEC =
  /^(?:[\w./-]+::?)?([A-Za-z0-9_][\w.-]*)\s*(?:(==?)\s*([^=\s,|<>!~]+)(?:=(\S+))?|\s*([<>=!~].*)|\s+(\d\S*)(?:\s+\S+)?)?$/;

/** Takes a match specification apart; undefined for what is none. */
export function parseCondaSpec(text: string): CondaSpec | undefined {
  const match = SPEC.exec(text.trim().replace(/\s*\[.*\]$/, ''));
  if (!match) return undefined;
  const [, name, operator, version, build, range, spaced] = match;
  const written = version ?? spaced;
  const pin = pinOf(operator, written, build, range);
  return {
    name: condaName(name, pin.version ?? written),
    pin,
    isExact: build !== undefined,
  };
}

/** Conda's awscli is version 1 or 2; which one decides what it is judged by. */
export function condaName(name: string, version = ''): string {
  const normal = normalName(name);
  return normal === 'awscli' && /^2(\.|$)/.test(version) ? 'awscli-2' : normal;
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
