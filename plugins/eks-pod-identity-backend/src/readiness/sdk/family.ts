import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { sightingOf } from './sdkNames';

/** One piece of evidence, and of what it tells: evidence of one thing says nothing of another. */
export interface ToldSdk {
  entry: SdkEvidence;
  /** Seen in use: it tells of one process, wherever that was. */
  running?: boolean;
  /** Entity, image or add-on that it tells of. */
  of: string;
}

/** What follows from all evidence of one SDK. */
export interface Judged {
  decisive: SdkEvidence;
  supports: boolean | null;
  disagreement?: string;
  /** What is written and too old, where only the one process that there is was seen with a newer one. */
  writtenTooOld?: SdkEvidence;
}

/** Strongest first. A third party's source counts as one that was measured: after the files, before what is declared. */
const STRONG = ['cloudtrail', 'sbom', 'lockfile'];
const WEAK = ['image', 'declared'];

/**
 * The strength of a source, the lowest first. A manifest is as strong as a lockfile: a scan only brings manifests that no
 * lockfile covers, so they tell of something else.
 */
export function rankOf(source: string): number {
  const strong = STRONG.indexOf(source === 'manifest' ? 'lockfile' : source);
  if (strong >= 0) {
    return strong;
  }
  const weak = WEAK.indexOf(source);
  return STRONG.length + 1 + (weak >= 0 ? weak : -1);
}

/**
 * Puts the evidence of one SDK together. What is written is judged thing by thing, and the worst thing decides. What runs
 * comes on top: an old one in use decides, wherever it came from; a new one in use proves one process, so it settles what
 * is written only where there is but one process that it can have been.
 * @param told evidence of one SDK
 * @param oneProcess whether every use is of the same container of the same controller
 */
export function judgeFamily(told: ToldSdk[], oneProcess: boolean): Judged {
  const running = told.flatMap(({ running: runs, entry }) =>
    runs ? [entry] : [],
  );
  const written = told.filter(({ running: runs }) => !runs);
  const worst = worstOf(thingsOf(written));
  const old = entryOf(running, false);
  if (old) {
    return {
      decisive: old,
      supports: false,
      ...disagreement(
        old,
        worst?.supports === true ? worst.decisive : undefined,
      ),
    };
  }
  const seen = entryOf(running, true);
  if (!seen || !worst) {
    return (
      worst ?? { decisive: seen ?? running[0], supports: seen ? true : null }
    );
  }
  if (worst.supports === true) {
    return { ...worst, decisive: seen };
  }
  if (!oneProcess) {
    return {
      ...worst,
      ...disagreement(worst.decisive, seen, ', which proves one process'),
    };
  }
  if (worst.supports === null) {
    return { decisive: seen, supports: true };
  }
  return isOneOldPlace(written)
    ? { decisive: seen, supports: true, writtenTooOld: worst.decisive }
    : {
        ...worst,
        ...disagreement(worst.decisive, seen, ', which proves one process'),
      };
}

function entryOf(
  entries: SdkEvidence[],
  supports: boolean | null,
): SdkEvidence | undefined {
  return entries.find(
    ({ supportsPodIdentity }) => supportsPodIdentity === supports,
  );
}

function thingsOf(written: ToldSdk[]): Judged[] {
  const things = new Map<string, SdkEvidence[]>();
  for (const { of, entry } of written) {
    things.set(of, [...(things.get(of) ?? []), entry]);
  }
  return [...things.values()].map(judgeThing);
}

/** Of one thing the strongest source that tells decides, and of several that are as strong the worst. */
function judgeThing(entries: SdkEvidence[]): Judged {
  const evidence = [...entries].sort(
    (a, b) => rankOf(a.source) - rankOf(b.source),
  );
  const telling = evidence.filter(
    ({ supportsPodIdentity }) => supportsPodIdentity !== null,
  );
  if (!telling.length) {
    return { decisive: evidence[0], supports: null };
  }
  const strongest = rankOf(telling[0].source);
  const peers = evidence.filter(({ source }) => rankOf(source) === strongest);
  const decisive = entryOf(peers, false) ?? entryOf(peers, null) ?? peers[0];
  const other = telling.find(
    entry =>
      rankOf(entry.source) !== strongest &&
      entry.supportsPodIdentity !== decisive.supportsPodIdentity,
  );
  return {
    decisive,
    supports: decisive.supportsPodIdentity,
    ...disagreement(decisive, other),
  };
}

function worstOf(judged: Judged[]): Judged | undefined {
  return (
    judged.find(({ supports }) => supports === false) ??
    judged.find(({ supports }) => supports === null) ??
    judged[0]
  );
}

/**
 * Whether all that is written is one old build: one place, whose packages are there in one version each. A second version is
 * a nested copy, and the one that was seen in use says nothing of it.
 */
function isOneOldPlace(written: ToldSdk[]): boolean {
  const places = new Set(
    written.map(({ of, entry }) => `${of} ${fileOf(entry.evidence.where)}`),
  );
  const versions = new Map<string, string>();
  return (
    places.size === 1 &&
    written.every(({ entry }) => {
      const { package: name, version, range, supportsPodIdentity } = entry;
      const text = version ?? range ?? '';
      const isNested = (versions.get(name) ?? text) !== text;
      versions.set(name, text);
      return !isNested && supportsPodIdentity === false;
    })
  );
}

/** The file of `https://git.example.org/orders/poetry.lock:12`. */
function fileOf(where: string): string {
  return where.replace(/(?:[:#]L?\d+)$/, '');
}

/** Sources as they are named in a sentence. */
const KINDS: Record<string, string> = {
  sbom: 'the SBOM',
  lockfile: 'the lockfile',
  manifest: 'the manifest',
  image: 'the image',
};

function disagreement(
  decisive: SdkEvidence,
  other: SdkEvidence | undefined,
  why?: string,
): Pick<Judged, 'disagreement'> {
  if (!other) {
    return {};
  }
  const stronger =
    decisive.source === 'cloudtrail'
      ? ': what runs beats what is written'
      : `: ${KINDS[decisive.source] ?? decisive.source} is the stronger source`;
  return {
    disagreement: `${sightingOf(other)}${
      why ?? `, ${sightingOf(decisive)}${stronger}`
    }.`,
  };
}
