import { sdkMinimums } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { placeOf } from '../evidence';

const titles = new Map<string, string>(
  sdkMinimums.map(({ sdk, title }) => [sdk, title]),
);

/** What an SDK below the minimum does, by its kind (domain source: sdk-minimums.tsv). */
const BELOW: Record<string, string> = {
  fails: 'it would stop with an error',
  'falls-through': "it would go on silently with the node's role",
  'fails-or-falls-through':
    "it would stop with an error or go on silently with the node's role",
  'works-for-a-day':
    'it would start, and fail when its token was rotated, up to a day later',
};

/** The version of an image or an add-on is that of the project, which says nothing of the number of its SDK. */
function isOfProject({ source }: SdkEvidence): boolean {
  return source === 'image' || source === 'eks-addon';
}

function titleOf(entry: SdkEvidence): string {
  return isOfProject(entry)
    ? entry.package
    : titles.get(entry.sdk) ?? entry.sdk;
}

/** For people: `AWS SDK for Java 2.x 2.20.160`, `external-dns v0.14.0`. */
export function nameSdk(entry: SdkEvidence): string {
  const { version, range } = entry;
  return [titleOf(entry), version ?? range].filter(Boolean).join(' ');
}

/** For code and JSON: `java-v2 2.20.160`; of an image only which SDK is in it. */
export function sdkLabel({ source, sdk, version, range }: SdkEvidence): string {
  return source === 'image'
    ? sdk
    : [sdk, version ?? range].filter(Boolean).join(' ');
}

/** Who tells of an SDK, and what: `package-lock.json:15 names …`. */
export function sightingOf(entry: SdkEvidence): string {
  const { source, evidence } = entry;
  const verb =
    { cloudtrail: 'shows', declared: 'declares', image: 'runs' }[source] ??
    'names';
  return `${placeOf(evidence)} ${verb} ${nameSdk(entry)}`;
}

function seenIn({ source, evidence }: SdkEvidence): string {
  switch (source) {
    case 'cloudtrail':
      return 'seen in CloudTrail';
    case 'declared':
      return `declared by ${evidence.where}`;
    default:
      return evidence.where;
  }
}

/** What a piece of evidence tells of an SDK: subject, state and consequence; each name and each version stands once. */
export function describeSdk(entry: SdkEvidence): string {
  const { supportsPodIdentity, below } = entry;
  const consequence = supportsPodIdentity === false && below && BELOW[below];
  const { text, isWhole } = stateOf(entry);
  return consequence && !isWhole
    ? `${text} In a pod with Pod Identity ${consequence}.`
    : text;
}

/** `isWhole`: the text tells the consequence already. */
function stateOf(entry: SdkEvidence): { text: string; isWhole?: boolean } {
  const { reason, version, supportsPodIdentity: supports } = entry;
  const place = seenIn(entry);
  if (entry.source === 'eks-addon') {
    return { text: reason };
  }
  if (isOfProject(entry) && reason.startsWith(entry.package)) {
    return { text: `${reason.replace(/\.$/, '')} (${place}).` };
  }
  const compared = !isOfProject(entry) && comparisonOf(entry);
  if (compared) {
    const where = compared.by ? `by ${compared.by}, ${place}` : place;
    return {
      text: supports
        ? `${nameSdk(entry)} supports Pod Identity, which needs ${
            entry.minimum
          } or later (${where}).${compared.rest ? ` ${compared.rest}` : ''}`
        : `${nameSdk(entry)} is too old: Pod Identity needs ${
            entry.minimum
          } or later (${where}).`,
    };
  }
  const told = version ?? entry.range;
  const name = told && reason.includes(told) ? titleOf(entry) : nameSdk(entry);
  return {
    text: `${name} (${place}): ${reason}`,
    isWhole: reason.includes('in a pod that uses'),
  };
}

/** A reason that compares with the minimum and says no more, but for the package that was judged and a warning. */
function comparisonOf({
  reason,
  minimum,
  version,
  supportsPodIdentity: supports,
}: SdkEvidence): { by?: string; rest: string } | undefined {
  if (!minimum || !version || supports === null) {
    return undefined;
  }
  const words = supports ? ` is not below ${minimum}` : ` is below ${minimum}`;
  const at = reason.indexOf(words);
  const rest = reason.slice(at + words.length);
  if (at < 0 || !/^[.:](?:\s|$)/.test(rest)) {
    return undefined;
  }
  const judgedBy = 'Judged by ';
  return {
    ...(reason.startsWith(judgedBy)
      ? { by: reason.slice(judgedBy.length, reason.indexOf(':')) }
      : {}),
    rest: rest.slice(1).trim(),
  };
}
