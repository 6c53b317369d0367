import {
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { describeSdk } from '../sdk/sdkNames';
import { because, fail, notApplicable, pass, unknown } from './results';

/** Well-known images (controllers and applications) run in a version whose SDK supports Pod Identity. */
export const imageVersion: Check<'workload'> = {
  id: 'image-version',
  scope: 'workload',
  title: 'Well-known image is new enough',
  needs: ['kubernetes: list pods'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html',
  run: judge,
};

function judge({ sdk, pods }: WorkloadSubject): CheckResult {
  const images = sdk.sdks.filter(({ source }) => source === 'image');
  const evidence = images.map(({ evidence: entry }) => entry);
  const old = images.find(
    ({ supportsPodIdentity }) => supportsPodIdentity === false,
  );
  if (old) {
    return because(
      'image-too-old',
      {
        project: old.package,
        version: old.version ?? '',
        minimum: old.minimum ?? '',
      },
      fail(describeSdk(old), evidence, {
        summary: `Upgrade ${old.package}.`,
        steps: [
          `Deploy ${old.package} ${
            old.minimum
              ? `${old.minimum} or later`
              : 'in a release with a newer AWS SDK'
          } by the chart, the manifest or the add-on that it comes from (${
            old.evidence.where
          }).`,
        ],
      }),
    );
  }
  const unclear = images.find(
    ({ supportsPodIdentity }) => supportsPodIdentity === null,
  );
  // Stronger evidence of the same SDK may have settled what the tag leaves open.
  if (unclear && sdk.verdict !== 'supported') {
    return unknown(
      describeSdk(unclear),
      [
        {
          what: `Version of ${unclear.package}`,
          reason: unclear.reason,
          permission: 'an image tag that names a release',
        },
      ],
      evidence,
    );
  }
  if (images.length) {
    return pass(
      unclear
        ? `The tag of ${unclear.package} does not tell. ${sdk.reason}`
        : describeSdk(images[0]),
      evidence,
    );
  }
  return notApplicable(
    pods.seen
      ? 'None of its images is a well-known one that uses AWS.'
      : 'Its images could not be seen.',
  );
}
