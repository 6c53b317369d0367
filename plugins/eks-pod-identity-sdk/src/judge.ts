import { Extraction, FoundPackage, Scope } from './ecosystem';
import { SdkId } from './data/sdkMinimums';
import { judge } from './judgement';
import { Minimums, SdkMinimum } from './minimums';
import { PackageMatch, PackageRole, matcherOf } from './packages';
import { Registry } from './registry';
import { SdkFinding } from './result';

const NON_DECIDING: ReadonlySet<Scope> = new Set<Scope>([
  'development',
  'test',
  'build',
]);

interface Candidate {
  found: FoundPackage;
  match: PackageMatch;
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
        extraction.graph === 'complete',
      ),
    }));
    const deciding = judged
      .filter(({ role }) => role === 'decides')
      .map(({ finding }) => finding);
    const own = judged.map(({ role, finding }) =>
      role === 'sharesVersion'
        ? takeOver(
            finding,
            deciding.filter(({ decides }) => decides === finding.decides),
          )
        : finding,
    );
    findings.set(
      sdk,
      registry.isFlat && extraction.graph !== 'none' ? shareProof(own) : own,
    );
  }
  judgeByOthers(registry, findings);
  return [...findings.values()].flat();
}

/** In a project that has each package once, what one package proves is not open for the others. */
function shareProof(findings: SdkFinding[]): SdkFinding[] {
  const deciding = findings.filter(({ decides }) => decides);
  const proof = deciding.find(({ package: name }) =>
    // A package in several versions, each under a condition, proves something only where all of them do.
    deciding.every(
      other => other.package !== name || other.supportsPodIdentity === true,
    ),
  );
  return findings.map(finding =>
    proof && finding.decides && finding.supportsPodIdentity === null
      ? takeOver(finding, [proof])
      : finding,
  );
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
  { version, range }: FoundPackage,
  { rule }: PackageMatch,
  { versions }: Registry,
): boolean {
  const { fromVersion, beforeVersion } = rule;
  if (version === undefined || !versions.isVersion(version)) {
    return isOfEraByRange(range, rule, versions);
  }
  return (
    (fromVersion === undefined ||
      versions.compare(version, fromVersion) >= 0) &&
    (beforeVersion === undefined ||
      versions.compare(version, beforeVersion) < 0)
  );
}

/** Where only a range is known, the later SDK is meant only if the range admits nothing earlier. */
function isOfEraByRange(
  range: string | undefined,
  { fromVersion, beforeVersion }: PackageMatch['rule'],
  versions: Registry['versions'],
): boolean {
  const start = fromVersion ?? beforeVersion;
  if (start === undefined) return true;
  const lowest = range === undefined ? undefined : versions.lowestOf(range);
  const isLater = lowest !== undefined && versions.compare(lowest, start) >= 0;
  return isLater === (fromVersion !== undefined);
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
  isComplete: boolean,
): SdkFinding {
  const brought = match.role === 'brings';
  const name = brought
    ? match.rule.decides[0]
    : matcherOf(registry).normalize(found.name);
  const minimum = minimums.of(row.sdk, name);
  const judgement = judge(found, match, registry, row, minimum, isComplete);
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

/**
 * boto3 runs on the botocore that is installed beside it, so that one's judgement is taken over, in both directions: a
 * version before a range, and of two ranges the one that tells.
 */
function judgeByOthers(
  registry: Registry,
  findings: Map<SdkId, SdkFinding[]>,
): void {
  for (const rule of registry.sdks) {
    const own = findings.get(rule.sdk) ?? [];
    const others = (rule.judgedBy && findings.get(rule.judgedBy)) ?? [];
    if (own.length === 0 || others.length === 0) continue;
    const resolved = others.filter(isResolved);
    if (resolved.length > 0) {
      findings.set(
        rule.sdk,
        own.map(finding => takeOver(finding, resolved)),
      );
    } else if (own.every(isResolved)) {
      findings.set(
        rule.judgedBy!,
        others.map(finding => takeOver(finding, own)),
      );
    } else {
      findings.set(rule.sdk, fillIn(own, others));
      findings.set(rule.judgedBy!, fillIn(others, own));
    }
  }
}

function isResolved({ version }: SdkFinding): boolean {
  return version !== null;
}

function fillIn(open: SdkFinding[], from: SdkFinding[]): SdkFinding[] {
  return from.some(({ supportsPodIdentity }) => supportsPodIdentity === null)
    ? open
    : open.map(finding =>
        finding.supportsPodIdentity === null
          ? takeOver(finding, from)
          : finding,
      );
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
