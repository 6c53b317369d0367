import { SdkMinimumRow } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import {
  eksImageAccounts,
  WellKnownImage,
  wellKnownImages,
} from '../data/wellKnownImages';
import { ImageReference, parseImageReference } from './imageReference';
import { ImageJudgement, SdkJudgement } from './judge';
import {
  isAtLeast,
  isAtMost,
  NumberedVersion,
  parseNumberedVersion,
} from './versionNumbers';

/** `602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-ebs-csi-driver` */
const ECR =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/(.+)$/;

/** The name by which the table knows a repository. */
function tableName(repository: string): string {
  const ecr = ECR.exec(repository);
  return ecr && eksImageAccounts.has(ecr[1]) ? `eks:${ecr[2]}` : repository;
}

function rowOf(repository: string): WellKnownImage | undefined {
  const name = tableName(repository);
  return wellKnownImages.find(({ repositories }) =>
    repositories.some(known =>
      known.endsWith('*')
        ? name.startsWith(known.slice(0, -1))
        : name === known,
    ),
  );
}

/**
 * What the table of well-known images says of an image. Undefined for one that is not in it.
 * @param below what an SDK does that is too old, by its id
 */
export function judgeImage(
  text: string,
  below: (sdk: string) => SdkMinimumRow['below'],
): ImageJudgement | undefined {
  const reference = parseImageReference(text);
  const row = reference && rowOf(reference.repository);
  if (!row) {
    return undefined;
  }
  const { project, source } = row;
  return {
    project,
    source,
    ...(row.sdk ? { sdk: judgeRelease(row, row.sdk, reference, below) } : {}),
  };
}

function noRelease(
  tag: string | undefined,
  digest: string | undefined,
): string {
  if (tag) {
    return `The tag '${tag}' names no release`;
  }
  return digest
    ? 'A digest names no release'
    : "Without a tag the image is 'latest', which names no release";
}

function judgeRelease(
  row: WellKnownImage,
  sdk: string,
  { tag, digest }: ImageReference,
  below: (sdk: string) => SdkMinimumRow['below'],
): SdkJudgement {
  const head = {
    sdk,
    package: row.project,
    ...(tag ? { version: tag } : {}),
    ...(row.firstGood ? { minimum: row.firstGood } : {}),
  };
  const version = tag ? parseNumberedVersion(tag) : undefined;
  if (!version) {
    return {
      ...head,
      supportsPodIdentity: null,
      reason: `${noRelease(
        tag,
        digest,
      )}. To find out: use a tag that names one${
        row.firstGood ? `, ${row.firstGood} or later,` : ''
      } or look up which release the image id of the running pod is.`,
    };
  }
  return { ...head, ...judgeVersion(row, sdk, tag!, version, below) };
}

function judgeVersion(
  { project, bad, firstGood, doubt }: WellKnownImage,
  sdk: string,
  tag: string,
  version: NumberedVersion,
  below: (sdk: string) => SdkMinimumRow['below'],
): Pick<SdkJudgement, 'supportsPodIdentity' | 'reason' | 'below'> {
  const old = bad.find(
    ({ from, upTo }) =>
      isAtMost(version, upTo) && (!from || isAtLeast(version, from)),
  );
  if (old) {
    return {
      supportsPodIdentity: false,
      below: below(sdk),
      reason: `${project} ${tag} has an AWS SDK that is too old${
        firstGood
          ? `; ${firstGood} is the first release that works`
          : `; no release up to ${old.upTo} works`
      }.`,
    };
  }
  if (!firstGood || !isAtLeast(version, firstGood)) {
    return {
      supportsPodIdentity: null,
      reason: `${tag} is not among the releases of ${project} that were looked at${
        firstGood ? `; ${firstGood} is the first that is known to work` : ''
      }.`,
    };
  }
  return doubt
    ? {
        supportsPodIdentity: null,
        reason: `The AWS SDK of ${project} ${tag} is new enough, but ${doubt}.`,
      }
    : {
        supportsPodIdentity: true,
        reason: `${project} ${tag} is not before ${firstGood}, the first release that works.`,
      };
}
