import {
  Evidence,
  SdkEvidence,
  SdkSummary,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  ServiceFacts,
  Sight,
  SourceFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { placeOf, reasonOf } from '../evidence';
import { groupBy } from '../memo';
import { Judged, judgeFamily, rankOf, ToldSdk } from './family';
import { isNamedLike, parseImageReference } from './imageReference';
import { describeSdk, nameSdk } from './sdkNames';

/** What is known of one container image. */
export interface ImageEvidence {
  image: string;
  /** Undefined: nobody knows this image. */
  known?: { usesAws: boolean; project: string; evidence: Evidence };
  /** SDK evidence of a well-known image that uses AWS. */
  sdk?: SdkEvidence;
}

/** All that tells of the SDKs of one workload or service. */
export interface SdkSources {
  /** Whether the catalog could be read at all: if not, a source may exist that nobody knows of. */
  services: Sight<ServiceFacts[]>;
  claimedBy: ServiceFacts[];
  /** Whether CloudTrail could be read: if it was to be and could not, what runs may be older than what is written. */
  usage: Sight<unknown>;
  /** What EKS says of the add-on whose service account it is: its images are the add-on's, and judged by that. */
  addon?: SdkEvidence;
  /** Seen in use by CloudTrail, in the pods that run. */
  running: SdkEvidence[];
  /** Containers that a use can have been of, each as one of its controller; undefined where not all can be seen. */
  processes?: number;
  images: ImageEvidence[];
  /** Programs that use AWS and that containers are started with. */
  calls?: { program: string; where: string }[];
  declared: { entityRef: string; sdks: SdkEvidence[] }[];
}

/** SDKs that run on each other are judged as one: boto3 is a face of botocore. */
function familyOf(sdk: string): string {
  return sdk.startsWith('python-') ? 'python' : sdk;
}

/** Whether a finding counts: what is only there for development or tests does not run. */
export function decides({ scope }: SdkEvidence): boolean {
  return scope !== 'development' && scope !== 'test' && scope !== 'build';
}

/**
 * Puts all evidence together: of each thing that runs (what an entity builds, a well-known image, an add-on) the strongest
 * source that tells decides, and over all of them the worst; where sources disagree that is said. An SDK seen in use proves
 * one process. Without any SDK named: a code that was read in full and names none, or images that are known to use none,
 * are `no-aws-sdk`; everything else is `unknown`.
 */
export function summarizeSdks(sources: SdkSources): SdkSummary {
  const told = toldOf(sources).sort(
    (a, b) => rankOf(a.entry.source) - rankOf(b.entry.source),
  );
  const files = sources.claimedBy.flatMap(({ source }) =>
    source.seen ? source.value.files : [],
  );
  const oneProcess = isOneProcess(sources);
  const judged = [
    ...groupByFamily(told.filter(({ entry }) => decides(entry))).values(),
  ].map(family => judgeFamily(family, oneProcess));
  return {
    ...conclude(judged, sources),
    sdks: told.map(({ entry }) => entry),
    files,
  };
}

/** Whether all uses are of one container of one controller that one entity at most has built. */
function isOneProcess({ processes, claimedBy }: SdkSources): boolean {
  return processes === 1 && claimedBy.length <= 1;
}

/**
 * All evidence with what it tells of. The images of an add-on are the add-on's; a lone image is taken for what its entity
 * builds as long as it tells nothing itself.
 */
function toldOf(sources: SdkSources): ToldSdk[] {
  const { addon, claimedBy, images } = sources;
  const ofEntity = (of: string, entries: SdkEvidence[]) =>
    entries.map((entry): ToldSdk => ({ entry, of }));
  const ofImage = ({ image, sdk }: ImageEvidence): string => {
    if (addon) {
      return 'add-on';
    }
    return images.length === 1 &&
      claimedBy.length === 1 &&
      sdk?.supportsPodIdentity === null
      ? claimedBy[0].entityRef
      : image;
  };
  return [
    ...sources.running.map(
      (entry): ToldSdk => ({ entry, running: true, of: 'what runs' }),
    ),
    ...claimedBy.flatMap(({ entityRef, source, sdkEvidence }) =>
      ofEntity(entityRef, [
        ...(source.seen ? source.value.sdks : []),
        ...(sdkEvidence ?? []),
      ]),
    ),
    ...(addon ? ofEntity('add-on', [addon]) : []),
    ...images.flatMap(image =>
      image.sdk ? ofEntity(ofImage(image), [image.sdk]) : [],
    ),
    ...sources.declared.flatMap(({ entityRef, sdks }) =>
      ofEntity(entityRef, sdks),
    ),
  ];
}

function groupByFamily(told: ToldSdk[]): Map<string, ToldSdk[]> {
  return groupBy(told, ({ entry }) => familyOf(entry.sdk));
}

function conclude(
  judged: Judged[],
  sources: SdkSources,
): Pick<SdkSummary, 'verdict' | 'reason' | 'writtenTooOld'> {
  const notes = judged.flatMap(({ disagreement }) => disagreement ?? []);
  const say = (
    verdict: SdkSummary['verdict'],
    reason: string,
  ): Pick<SdkSummary, 'verdict' | 'reason'> => ({
    verdict,
    reason: [reason, ...notes].join(' '),
  });
  const tooOld = judged.find(({ supports }) => supports === false);
  if (tooOld) {
    return say('too-old', describeSdk(tooOld.decisive));
  }
  const unclear = judged.find(({ supports }) => supports === null);
  if (unclear) {
    return say('unknown', describeSdk(unclear.decisive));
  }
  const gap = usageGap(sources.usage) ?? gapOf(sources, judged);
  if (gap) {
    return say('unknown', gap);
  }
  const [outdated] = judged.flatMap(({ writtenTooOld }) => writtenTooOld ?? []);
  if (outdated) {
    return {
      ...say('supported', describeSdk(judged[0].decisive)),
      writtenTooOld: outdated,
    };
  }
  if (judged.length) {
    return say('supported', describeSdk(judged[0].decisive));
  }
  return withoutSdk(sources);
}

/** CloudTrail that is switched off or has nothing to tell is a choice; one that is refused may hide an older SDK in use. */
function usageGap(usage: Sight<unknown>): string | undefined {
  return usage.seen || usage.why === 'disabled' || usage.why === 'absent'
    ? undefined
    : `CloudTrail could not be read (${reasonOf(
        usage,
      )}), so an older SDK may run than the one that is written. Allow cloudtrail:LookupEvents, or switch eksPodIdentity.cloudTrail.enabled off to go by what is written.`;
}

/** Why a good verdict would rest on too little, although every SDK that was seen is new enough. */
function gapOf(sources: SdkSources, judged: Judged[]): string | undefined {
  if (!sources.services.seen) {
    return `The catalog could not be read (${reasonOf(
      sources.services,
    )}), so it is not known whose code this is.`;
  }
  for (const { entityRef, source } of sources.claimedBy) {
    const gap = sourceGap(
      entityRef,
      source,
      judged,
      sources.images,
      isOneProcess(sources),
    );
    if (gap) {
      return gap;
    }
  }
  const command = sources.calls?.find(({ program }) => isOpen(program, judged));
  if (command) {
    return callGap(command.where, command.program);
  }
  const beside = strangerBeside(sources);
  if (beside) {
    return beside;
  }
  const covered =
    sources.addon !== undefined ||
    sources.claimedBy.some(
      ({ source, sdkEvidence }) => source.seen || sdkEvidence?.length,
    );
  // Where nothing is written, a use leaves open what the other containers have.
  const used = judged.find(({ decisive }) => decisive.source === 'cloudtrail');
  if (!covered && used && !isOneProcess(sources)) {
    return `CloudTrail shows ${nameSdk(
      used.decisive,
    )} in use, which proves one process: which AWS SDK the other containers have is not known.`;
  }
  const onlyImages = judged.every(
    ({ decisive }) => decisive.source === 'image',
  );
  const stranger = sources.images.find(({ known }) => !known);
  return !covered && onlyImages && stranger && judged.length
    ? `Image ${stranger.image} is not known, and no service claims it: which AWS SDK is in it is not known.`
    : undefined;
}

/**
 * Each container has an SDK of its own, and one repository tells of what is built from it. A lone image is taken for the
 * claiming service's; of several, those that are named like a claiming service or its repository.
 */
function strangerBeside({
  addon,
  claimedBy,
  images,
}: SdkSources): string | undefined {
  const strangers = images.filter(({ known }) => !known);
  const repositories = new Set(
    strangers.map(({ image }) => parseImageReference(image)?.repository),
  );
  if (addon || !claimedBy.length || repositories.size < 2) {
    return undefined;
  }
  const stranger = strangers.find(
    ({ image }) => !claimedBy.some(service => isNamedLike(image, service)),
  );
  return (
    stranger &&
    `Image ${
      stranger.image
    } runs beside others, and neither is it well-known nor named like ${claimedBy
      .map(({ entityRef }) => entityRef)
      .join(
        ' or ',
      )}: which AWS SDK is in it is not known. Let the catalog entity that it is built from claim the service account as well (aws.amazon.com/eks-service-accounts), or name its container in the pod annotation eks.amazonaws.com/skip-containers if it calls nothing of AWS.`
  );
}

/** Whether nothing tells the version of a program that is called; without a name it is the AWS CLI. */
function isOpen(program = 'aws', judged: readonly Judged[]): boolean {
  return (
    program !== 'aws' ||
    !judged.some(({ decisive }) => decisive.sdk.startsWith('aws-cli'))
  );
}

function callGap(where: string, program = 'aws'): string {
  return program === 'aws'
    ? `${where} calls the AWS CLI, and no file tells which version is in the image. Pin its version in the Dockerfile, or provide an SBOM.`
    : `${where} calls ${program}, which uses AWS, and whether the version in the image knows Pod Identity is not known. An SBOM of the image would tell what it is built with.`;
}

/** Formats of files that are read for other facts than dependencies. */
const WITHOUT_SDKS: ReadonlySet<string> = new Set(['terraform']);

function sourceGap(
  entityRef: string,
  source: Sight<SourceFacts>,
  judged: Judged[],
  images: ImageEvidence[],
  oneProcess: boolean,
): string | undefined {
  if (!source.seen) {
    // A service without a repository has nothing that could tell more.
    return source.why === 'absent'
      ? undefined
      : `The repository of ${entityRef} could not be read: ${reasonOf(
          source,
        )}.`;
  }
  const call = source.value.cliCalls?.find(({ program }) =>
    isOpen(program, judged),
  );
  if (call) {
    return callGap(placeOf(call), call.program);
  }
  if (source.value.verdict !== 'unknown') {
    return undefined;
  }
  const broken = source.value.files.find(
    ({ ok, format }) => !ok && !WITHOUT_SDKS.has(format),
  );
  if (broken) {
    return `${broken.file} could not be read${
      broken.error ? `: ${broken.error}` : ''
    }.`;
  }
  // An SBOM settles what an unlocked manifest leaves open, and so does what runs where there is nothing else that could.
  const settled = judged.some(
    ({ decisive: { source: from } }) =>
      from === 'sbom' || (from === 'cloudtrail' && oneProcess),
  );
  // Nobody builds a well-known image from the repository of its chart: there the table of images tells.
  const byImage =
    images.length > 0 &&
    images.every(({ known }) => known) &&
    !source.value.sdks.some(decides);
  if (settled || byImage) return undefined;
  const [unread] = source.value.unread ?? [];
  return unread
    ? `In the repository of ${entityRef}, ${unread}. Which dependencies it brings into the image is not known. An SBOM would tell.`
    : `The files of ${entityRef} do not tell all dependencies. A lockfile or an SBOM would tell.`;
}

function withoutSdk({
  claimedBy,
  images,
}: SdkSources): Pick<SdkSummary, 'verdict' | 'reason'> {
  if (
    claimedBy.length &&
    claimedBy.every(
      ({ source }) => source.seen && source.value.verdict === 'no-aws-sdk',
    )
  ) {
    return {
      verdict: 'no-aws-sdk',
      reason: `No AWS SDK is among the resolved dependencies of ${claimedBy
        .map(({ entityRef }) => entityRef)
        .join(', ')}.`,
    };
  }
  if (
    !claimedBy.length &&
    images.length &&
    images.every(({ known }) => known?.usesAws === false)
  ) {
    return {
      verdict: 'no-aws-sdk',
      reason: `${[...new Set(images.map(({ known }) => known!.project))].join(
        ', ',
      )}: known to call nothing of AWS.`,
    };
  }
  return {
    verdict: 'unknown',
    reason: claimedBy.length
      ? 'Neither a lockfile or SBOM nor CloudTrail tells which AWS SDK the service uses.'
      : 'No catalog entity claims it, and its images are not among the well-known ones: which AWS SDK it uses is not known.',
  };
}
