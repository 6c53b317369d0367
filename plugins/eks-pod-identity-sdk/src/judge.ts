import { Extraction, FoundPackage, Scope } from './ecosystem';
import { BelowMinimum, SdkId } from './data/sdkMinimums';
import { Minimums, SdkMinimum } from './minimums';
import { PackageMatch, PackageRole, matcherOf } from './packages';
import { Registry } from './registry';
import { SdkFinding } from './result';

const NON_DECIDING: ReadonlySet<Scope> = new Set<Scope>([
  'development',
  'test',
  'build',
]);

const BELOW_WORDS: Record<BelowMinimum, string> = {
  fails: 'it fails with an error in a pod that uses Pod Identity',
  'falls-through':
    "it goes on silently to the node's role in a pod that uses Pod Identity",
  'fails-or-falls-through':
    "it fails with an error, or goes on silently to the node's role, in a pod that uses Pod Identity",
  'works-for-a-day':
    'it starts, and fails when its token was rotated, up to a day later',
  unknown: 'it does not get credentials from Pod Identity',
};

interface Candidate {
  found: FoundPackage;
  match: PackageMatch;
}

interface Judgement {
  supportsPodIdentity: boolean | null;
  reason: string;
  below?: BelowMinimum;
}

/** Whether a finding of that scope counts for a verdict. */
export function scopeDecides(scope: Scope): boolean {
  return !NON_DECIDING.has(scope);
}

/** Judges the packages that one file tells of, each by the rules of its registry. */
export function judgeExtraction(
  file: string,
  extraction: Extraction,
  registry: Registry,
  minimums: Minimums,
): SdkFinding[] {
  const byRegistry = new Map<Registry, FoundPackage[]>();
  for (const found of extraction.packages) {
    const own = found.registry ?? registry;
    byRegistry.set(own, [...(byRegistry.get(own) ?? []), found]);
  }
  return [...byRegistry].flatMap(([own, packages]) =>
    judgePackages(file, { ...extraction, packages }, own, minimums),
  );
}

/**
 * Per SDK only the most telling packages are judged: where a deciding one
 * is there, its siblings and clients say nothing more.
 */
function judgePackages(
  file: string,
  extraction: Extraction,
  registry: Registry,
  minimums: Minimums,
): SdkFinding[] {
  const bySdk = candidatesBySdk(extraction, registry);
  const findings = new Map<SdkId, SdkFinding[]>();
  for (const [sdk, candidates] of bySdk) {
    const judged = candidates.map(candidate => ({
      role: candidate.match.role,
      finding: toFinding(
        file,
        candidate,
        registry,
        minimums.row(sdk),
        minimums,
      ),
    }));
    const deciding = judged
      .filter(({ role }) => role === 'decides')
      .map(({ finding }) => finding);
    findings.set(
      sdk,
      judged.map(({ role, finding }) =>
        role === 'sharesVersion'
          ? takeOver(
              finding,
              deciding.filter(({ decides }) => decides === finding.decides),
            )
          : finding,
      ),
    );
  }
  judgeByOthers(registry, findings);
  return [...findings.values()].flat();
}

function candidatesBySdk(
  extraction: Extraction,
  registry: Registry,
): Map<SdkId, Candidate[]> {
  const matcher = matcherOf(registry);
  const all = new Map<SdkId, Candidate[]>();
  for (const found of extraction.packages) {
    for (const match of matcher.match(found.name)) {
      if (!isOfEra(found, match, registry)) continue;
      const candidates = all.get(match.rule.sdk) ?? [];
      candidates.push({ found, match });
      all.set(match.rule.sdk, candidates);
    }
  }
  const telling = new Map<SdkId, Candidate[]>();
  for (const [sdk, candidates] of all) {
    const kept = mostTelling(candidates, extraction.graph === 'complete');
    if (kept.length > 0) telling.set(sdk, kept);
  }
  return telling;
}

/** Whether the version is one under which the package is that SDK. */
function isOfEra(
  { version }: FoundPackage,
  { rule }: PackageMatch,
  { versions }: Registry,
): boolean {
  const { fromVersion, beforeVersion } = rule;
  if (version === undefined || !versions.isVersion(version)) {
    return fromVersion === undefined;
  }
  return (
    (fromVersion === undefined ||
      versions.compare(version, fromVersion) >= 0) &&
    (beforeVersion === undefined ||
      versions.compare(version, beforeVersion) < 0)
  );
}

/** A development-only deciding package must not hide a sibling that runs, so deciding scopes are looked at on their own. */
function mostTelling(candidates: Candidate[], complete: boolean): Candidate[] {
  const strong: PackageRole[] = ['decides', 'sharesVersion'];
  const all: PackageRole[] = complete
    ? [...strong, 'hints']
    : [...strong, 'hints', 'brings'];
  const pick = (among: Candidate[], roles: PackageRole[]): Candidate[] => {
    const role = roles.find(r => among.some(({ match }) => match.role === r));
    return among.filter(
      ({ match, found }) =>
        match.role === role ||
        // What a manifest itself asks for is shown beside the package that it is judged by.
        (role === 'decides' &&
          match.role === 'sharesVersion' &&
          !complete &&
          found.direct === true),
    );
  };
  const deciding = candidates.filter(({ found }) => scopeDecides(found.scope));
  const others = candidates.filter(({ found }) => !scopeDecides(found.scope));
  const first = pick(deciding, all);
  return [...first, ...pick(others, first.length > 0 ? strong : all)];
}

function toFinding(
  file: string,
  { found, match }: Candidate,
  registry: Registry,
  row: SdkMinimum,
  minimums: Minimums,
): SdkFinding {
  const brought = match.role === 'brings';
  const name = brought
    ? match.rule.decides[0]
    : matcherOf(registry).normalize(found.name);
  const minimum = minimums.of(row.sdk, name);
  const judgement = judge(found, match, registry, row, minimum);
  const decides = scopeDecides(found.scope);
  return {
    sdk: row.sdk,
    package: name,
    version: (brought ? undefined : found.version) ?? null,
    ...(found.range !== undefined && found.version === undefined && !brought
      ? { range: found.range }
      : {}),
    file: found.file ?? file,
    line: found.line,
    direct: brought ? false : found.direct,
    scope: found.scope,
    via: brought ? [...found.via, found.name] : found.via,
    ...(found.members ? { members: found.members } : {}),
    minimum: /^\d/.test(minimum) ? minimum : null,
    officialMinimum: row.officialMinimum || null,
    ...judgement,
    reason: decides
      ? judgement.reason
      : `${judgement.reason} It is there for ${found.scope} only and does not decide.`,
    decides,
    minimumSource: row.source,
  };
}

function judge(
  found: FoundPackage,
  match: PackageMatch,
  registry: Registry,
  row: SdkMinimum,
  minimum: string,
): Judgement {
  if (minimum === 'never') {
    return tooOld(row, `No release of ${row.title} supports Pod Identity`);
  }
  if (match.role === 'brings') {
    return unknown(
      `${found.name} can bring ${row.title} along; its version is not in this file. A lockfile or an SBOM would tell.`,
    );
  }
  if (minimum === 'unknown') {
    return unknown(
      `Which version of ${row.title} is the first that supports Pod Identity is not known.`,
    );
  }
  const { versions } = registry;
  const floor = match.role === 'hints' ? match.rule.hintTooOldBelow : minimum;
  if (found.version !== undefined && versions.isVersion(found.version)) {
    const { version } = found;
    if (floor !== undefined && versions.compare(version, floor) < 0) {
      const partial =
        row.partial && versions.compare(version, row.partial.from) >= 0
          ? row.partial.below
          : undefined;
      return tooOld(row, `${version} is below ${floor}`, partial);
    }
    if (found.scope === 'provided') {
      return unknown(
        `${version} is what it is built with; the platform brings the version that runs, which is not known here.`,
      );
    }
    const { hintSupportsFrom } = match.rule;
    if (
      match.role === 'hints' &&
      !(hintSupportsFrom && versions.compare(version, hintSupportsFrom) >= 0)
    ) {
      return unknown(
        `${found.name} does not tell the version of ${match.rule.decides.join(
          ' or ',
        )}, which decides. A lockfile or an SBOM would tell.`,
      );
    }
    return {
      supportsPodIdentity: true,
      reason:
        match.role === 'hints'
          ? `${version} asks for a ${match.rule.decides[0]} of ${hintSupportsFrom} or later, which is not below ${minimum}.`
          : `${version} is not below ${minimum}.${officialWarning(
              version,
              registry,
              row,
            )}`,
    };
  }
  return judgeWithoutVersion(found, registry, row, floor);
}

function judgeWithoutVersion(
  found: FoundPackage,
  registry: Registry,
  row: SdkMinimum,
  floor: string | undefined,
): Judgement {
  if (found.version !== undefined) {
    return unknown(`'${found.version}' is not a version that can be compared.`);
  }
  if (found.unresolved !== undefined) {
    return unknown(`Its version is not known: ${found.unresolved}.`);
  }
  const range = found.range ?? '*';
  if (floor !== undefined && registry.versions.isRangeBelow(range, floor)) {
    return tooOld(row, `No version that '${range}' admits reaches ${floor}`);
  }
  return unknown(
    `Only a range is known ('${range}'). A lockfile or an SBOM would tell the version.`,
  );
}

function tooOld(
  row: SdkMinimum,
  what: string,
  below: BelowMinimum = row.below,
): Judgement {
  return {
    supportsPodIdentity: false,
    reason: `${what}: ${BELOW_WORDS[below]}.`,
    below,
  };
}

function unknown(reason: string): Judgement {
  return { supportsPodIdentity: null, reason };
}

function officialWarning(
  version: string,
  registry: Registry,
  row: SdkMinimum,
): string {
  const { versions } = registry;
  return !row.officialNamesRelease &&
    versions.isVersion(row.officialMinimum) &&
    versions.compare(version, row.officialMinimum) < 0
    ? ` AWS itself vouches for ${row.officialMinimum} and later only.`
    : '';
}

/** boto3 runs on the botocore that is installed beside it, so that one's judgement is taken over, in both directions. */
function judgeByOthers(
  registry: Registry,
  findings: Map<SdkId, SdkFinding[]>,
): void {
  for (const rule of registry.sdks) {
    const own = findings.get(rule.sdk) ?? [];
    const others = (rule.judgedBy && findings.get(rule.judgedBy)) ?? [];
    if (own.length === 0 || others.length === 0) continue;
    const resolved = others.filter(other => other.version !== null);
    if (resolved.length > 0) {
      findings.set(
        rule.sdk,
        own.map(finding => takeOver(finding, resolved)),
      );
    } else if (own.every(finding => finding.version !== null)) {
      findings.set(
        rule.judgedBy!,
        others.map(finding => takeOver(finding, own)),
      );
    }
  }
}

function takeOver(finding: SdkFinding, from: SdkFinding[]): SdkFinding {
  const comparable = from.filter(other => other.decides || !finding.decides);
  if (comparable.length === 0) return finding;
  const decisive = worstOf(comparable);
  const { below: _below, ...rest } = finding;
  return {
    ...rest,
    supportsPodIdentity: decisive.supportsPodIdentity,
    ...(decisive.below ? { below: decisive.below } : {}),
    reason: `Judged by ${decisive.package}${
      decisive.version === null ? '' : ` ${decisive.version}`
    }: ${decisive.reason}`,
  };
}

/** One that is too old, else one that is unknown, else any. */
function worstOf(findings: SdkFinding[]): SdkFinding {
  return (
    findings.find(finding => finding.supportsPodIdentity === false) ??
    findings.find(finding => finding.supportsPodIdentity === null) ??
    findings[0]
  );
}
