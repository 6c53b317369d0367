import {
  AccountFacts,
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  Evidence,
  SdkEvidence,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { placeOf, valueOr } from '../evidence';
import { envOf, isLive } from '../podEnvironment';
import { defaultSdkJudge } from '../sdk/defaultJudge';
import { currentUsageOf, processesOf } from '../sdk/sources';
import { describeSdk, nameSdk } from '../sdk/sdkNames';
import { decides } from '../sdk/summary';
import { containersOf } from '../workloadContainers';
import { because, fail, notApplicable, pass, unknown, warn } from './results';

const LINK =
  'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html';

/** Every AWS SDK in the pods gets credentials from Pod Identity. */
export const sdkVersion: Check<'workload'> = {
  id: 'sdk-version',
  scope: 'workload',
  title: 'AWS SDK is new enough',
  needs: ['repository: lockfiles, manifests, SBOM', 'cloudtrail:LookupEvents'],
  link: LINK,
  run: judge,
};

function judge(workload: WorkloadSubject, facts: AccountFacts): CheckResult {
  const { sdk } = workload;
  const evidence = evidenceOfSdks(sdk.sdks);
  switch (sdk.verdict) {
    case 'too-old':
      return tooOld(workload, evidence);
    case 'supported':
      return (
        onIpv6(workload, facts, evidence) ??
        newerThanWritten(workload, evidence) ??
        pass(sdk.reason, evidence)
      );
    case 'no-aws-sdk':
      if (!workload.roleArn && workload.association.seen) {
        return notApplicable(
          `It has no role, and uses no AWS: ${sdk.reason}`,
          evidence,
        );
      }
      return unknown(
        `It has a role, but ${lower(
          sdk.reason,
        )} What uses the role (a command line tool in the image, code of its own) is not known.`,
        [
          {
            what: 'What uses the role',
            reason: 'no AWS SDK is among the dependencies',
            ...(facts.usage.seen ? {} : permissionOf(facts.usage)),
          },
        ],
        evidence,
      );
    default:
      return (
        provenByUse(workload, facts) ??
        unknown(sdk.reason, missingEvidence(workload, facts), evidence)
      );
  }
}

/** What runs is new enough, and what it is built from is not. */
function newerThanWritten(
  { sdk }: WorkloadSubject,
  evidence: Evidence[],
): CheckResult | undefined {
  const old = sdk.writtenTooOld;
  if (!old) {
    return undefined;
  }
  const place = placeOf(old.evidence);
  return because(
    'sdk-newer-than-written',
    { running: sdk.reason, written: nameSdk(old), place },
    warn(
      `${sdk.reason} ${place} still names ${nameSdk(
        old,
      )}, which is too old: the next build may bring the old one back.`,
      evidence,
      {
        summary: `Upgrade ${old.package} in ${place} as well.`,
        steps: [upgradeStep(old)],
        link: LINK,
      },
    ),
  );
}

function upgradeStep(entry: SdkEvidence): string {
  return `Upgrade ${entry.package} from ${
    entry.version ?? entry.range ?? 'its version'
  } to ${
    entry.minimum
      ? `${entry.minimum} or later`
      : 'another SDK: no release of it supports Pod Identity'
  }${entry.via?.length ? `; it comes with ${entry.via[0]}` : ''} (${placeOf(
    entry.evidence,
  )}).`;
}

/** Longest life of a token of Pod Identity, in milliseconds (domain source: agent-webhook.md). */
const TOKEN_LIFE = 24 * 60 * 60 * 1000;

/**
 * Pods that got credentials from Pod Identity a day after the youngest of them started have an SDK that supports it, and
 * that reads the token again: EKS hands out credentials only when the container asks. With several containers CloudTrail
 * does not tell which of them asked.
 */
function provenByUse(
  workload: WorkloadSubject,
  facts: AccountFacts,
): CheckResult | undefined {
  const pods = valueOr(workload.pods, []).filter(isLive);
  // By the images as they ship: what a check may know of images depends on no configuration.
  const processes = processesOf(workload, defaultSdkJudge());
  if (!pods.length || processes?.size !== 1) {
    return undefined;
  }
  const youngest = Math.max(
    ...pods.map(({ createdAt }) => Date.parse(createdAt)),
  );
  const use = currentUsageOf(facts, workload).find(
    ({ kind, at }) =>
      kind === 'pod-identity' && Date.parse(at) >= youngest + TOKEN_LIFE,
  );
  return (
    use &&
    pass(
      'Which AWS SDK it has is not known, but its pods have been getting credentials from Pod Identity for more than a day.',
      [
        {
          what: `AssumeRole of ${use.roleArn} by pods.eks.amazonaws.com`,
          source: 'cloudtrail',
          where: `CloudTrail event ${use.eventId} in ${use.region}`,
          readAt: use.at,
        },
      ],
    )
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function evidenceOfSdks(sdks: SdkEvidence[]): Evidence[] {
  return sdks
    .filter(decides)
    .slice(0, 10)
    .map(entry => ({
      ...entry.evidence,
      what: `${entry.package} (${entry.source}): ${describeSdk(entry)}`,
    }));
}

function tooOld(workload: WorkloadSubject, evidence: Evidence[]): CheckResult {
  const { sdk } = workload;
  const old = sdk.sdks.filter(
    entry => decides(entry) && entry.supportsPodIdentity === false,
  );
  // What is seen in use is upgraded where it is written, if that is known.
  const written = old.filter(({ source }) => source !== 'cloudtrail');
  const { association } = workload;
  const built = old.some(({ source }) => source !== 'image');
  const when =
    association.seen && association.value
      ? 'before the next restart of the pods'
      : 'before there is an association';
  return because(
    'sdk-too-old',
    { sdks: old.map(nameSdk), minimums: old.map(entry => entry.minimum ?? '') },
    fail(sdk.reason, evidence, {
      summary: `Upgrade ${
        built ? 'the AWS SDK' : old.map(entry => entry.package).join(' and ')
      } ${when}.`,
      steps: [
        ...(written.length ? written : old).map(upgradeStep),
        built
          ? 'Build and deploy the image; the finding passes when the new lockfile is read, and CloudTrail shows the new version in use.'
          : 'Sync again: the finding passes when templates and pods have the new image.',
      ],
      link: LINK,
    }),
  );
}

/** SDKs of which nobody has read or seen what they do with the agent's IPv6 address (domain source: sdk-notes.md). */
const IPV6_UNTOLD: Record<string, string> = {
  php: 'PHP',
  'java-v1': 'Java v1',
};

/** The IPv6 address of the agent is not on every SDK's list (domain source: sdk-notes.md). */
function onIpv6(
  workload: WorkloadSubject,
  facts: AccountFacts,
  evidence: Evidence[],
): CheckResult | undefined {
  if (workload.cluster.ipFamily !== 'ipv6') {
    return undefined;
  }
  const ids = new Set(workload.sdk.sdks.filter(decides).map(({ sdk }) => sdk));
  if (ids.has('js-v2')) {
    return fail(
      'AWS SDK for JavaScript v2 does not accept the IPv6 address of the agent, and the cluster is an IPv6 cluster.',
      evidence,
      {
        summary: 'Move to the AWS SDK for JavaScript v3.',
        steps: [
          'Replace the package aws-sdk by the @aws-sdk clients, 3.503.1 or later.',
        ],
        link: LINK,
      },
    );
  }
  if (ids.has('java-v2')) {
    const set = containersOf(workload).containers.some(
      ({ container }) =>
        envOf(
          container,
          'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE',
        )?.value?.toLowerCase() === 'ipv6',
    );
    return set
      ? undefined
      : fail(
          'AWS SDK for Java v2 accepts the IPv6 address of the agent only with AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6, which no container sets.',
          evidence,
          {
            summary: 'Set the variable in the containers that run Java.',
            steps: valueOr(workload.controllers, []).map(
              ({ kind, name }) =>
                `Set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6 in the pod template of ${kind} ${workload.namespace}/${name}.`,
            ),
            link: LINK,
          },
        );
  }
  const untold = Object.keys(IPV6_UNTOLD).find(id => ids.has(id));
  if (!untold) {
    return undefined;
  }
  const reason = `whether the AWS SDK for ${IPV6_UNTOLD[untold]} accepts the IPv6 address of the agent is not documented`;
  return (
    provenByUse(workload, facts) ??
    unknown(
      `The cluster is an IPv6 cluster, and ${reason}.`,
      [
        {
          what: `AWS SDK for ${IPV6_UNTOLD[untold]} with [fd00:ec2::23]`,
          reason,
          permission:
            'a trial in this cluster: CloudTrail shows Pod Identity in use a day after its pods started',
        },
      ],
      evidence,
    )
  );
}

function permissionOf(
  { permission }: { permission?: string },
  otherwise?: string,
): { permission?: string } {
  const named = permission ?? otherwise;
  return named ? { permission: named } : {};
}

/** What would tell, in the order in which it is easiest to provide. */
function missingEvidence(workload: WorkloadSubject, facts: AccountFacts) {
  const missing = [];
  if (!facts.services.seen) {
    missing.push({
      what: 'Catalog entities',
      reason: facts.services.reason,
      ...(facts.services.permission
        ? { permission: facts.services.permission }
        : {}),
    });
  } else if (!workload.services.length) {
    missing.push({
      what: 'The service that this service account belongs to',
      reason: 'no catalog entity claims it',
      permission: `annotation aws.amazon.com/eks-service-accounts: ${workload.namespace}/${workload.serviceAccount}`,
    });
  }
  for (const { entityRef, source } of workload.services) {
    if (!source.seen) {
      missing.push({
        what: `Repository of ${entityRef}`,
        reason: source.reason,
        ...permissionOf(
          source,
          source.why === 'absent'
            ? 'annotation backstage.io/source-location'
            : undefined,
        ),
      });
    } else if (source.value.verdict === 'unknown') {
      missing.push({
        what: `AWS SDK of ${entityRef}`,
        reason: `the files of ${source.value.location} do not name it in a version`,
        permission:
          'a lockfile beside the manifest, or annotation aws.amazon.com/eks-sbom',
      });
    }
  }
  if (!facts.usage.seen) {
    missing.push({
      what: 'SDKs in use',
      reason: facts.usage.reason,
      ...permissionOf(facts.usage),
    });
  }
  return missing.length
    ? missing
    : [
        {
          what: `AWS SDKs of ${workload.namespace}/${workload.serviceAccount}`,
          reason: workload.sdk.reason,
        },
      ];
}
