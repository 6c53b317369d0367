import {
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { missingOf } from '../evidence';
import { fail, notApplicable, pass, unknown } from './results';

/** The code uses the SDK's default chain instead of a provider that only knows web identities. */
export const credentialProviderInCode: Check<'workload'> = {
  id: 'credential-provider-in-code',
  scope: 'workload',
  title: "Code uses the SDK's default chain",
  needs: ['repository: source code'],
  link: 'https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html',
  run: judge,
};

function judge({ services, sdk }: WorkloadSubject): CheckResult {
  const explicit = services.flatMap(({ source }) =>
    source.seen ? source.value.explicitProviders : [],
  );
  if (explicit.length) {
    return fail(
      `The code asks for a web identity itself (${explicit[0].what}, ${explicit[0].evidence.where}), past the default chain: it would not see Pod Identity.`,
      explicit.map(({ what, evidence }) => ({ ...evidence, what })),
      {
        summary: "Use the SDK's default chain.",
        steps: explicit.map(
          ({ what, evidence }) => `Remove ${what} in ${evidence.where}.`,
        ),
        link: 'https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html',
      },
    );
  }
  const missing = services.flatMap(({ entityRef, source }) =>
    source.seen ? [] : [missingOf(`Source code of ${entityRef}`, source)],
  );
  if (missing.length) {
    return unknown('The code could not be read.', missing);
  }
  if (services.length) {
    return pass(
      'No provider that is built by hand was found in the code.',
      services.flatMap(({ source }) =>
        source.seen
          ? [
              {
                what: `searched ${source.value.location}`,
                source: 'repository' as const,
                where: `${source.value.location} (${source.value.revision})`,
                readAt: source.read.readAt,
              },
            ]
          : [],
      ),
    );
  }
  // The table of well-known images already holds whether the project as a whole gets credentials.
  if (
    sdk.verdict === 'supported' &&
    sdk.sdks.some(({ source }) => source === 'image')
  ) {
    return notApplicable('It is a well-known controller, judged by its image.');
  }
  return unknown('Whose code this is is not known.', [
    {
      what: 'Source code',
      reason: 'no catalog entity claims the service account',
      permission: 'annotation aws.amazon.com/eks-service-accounts',
    },
  ]);
}
