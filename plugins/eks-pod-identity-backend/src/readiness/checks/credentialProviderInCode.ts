import {
  Check,
  CheckResult,
  ExplicitProviderKind,
  SourceFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { missingOf } from '../evidence';
import { CONSEQUENCES } from '../shadowConsequences';
import { because, fail, notApplicable, pass, unknown, warn } from './results';

const LINK =
  'https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html';

/** What a provider that is built by hand does, by what it asks. */
const ASKS: Record<ExplicitProviderKind, string> = {
  'web-identity': 'The code asks for a web identity itself',
  'static-keys': 'The code hands keys to its clients',
  profile: 'The code asks for a profile itself',
  'node-role': "The code asks for the node's role itself",
  'ecs-only': 'The code asks the endpoint of ECS itself',
  endpoint: 'The code asks another endpoint for credentials',
  proxy: 'The code sends its requests to a proxy',
};

const SEVERITY = ['fail', 'unknown', 'warn'];

/** The code uses the SDK's default chain instead of a provider that only knows web identities. */
export const credentialProviderInCode: Check<'workload'> = {
  id: 'credential-provider-in-code',
  scope: 'workload',
  title: "Code uses the SDK's default chain",
  needs: ['repository: source code'],
  link: LINK,
  run: judge,
};

function judge({ services, sdk }: WorkloadSubject): CheckResult {
  const found = services.flatMap(({ source }) =>
    source.seen ? source.value.explicitProviders : [],
  );
  const [effect] = found
    .map(each => each.effect ?? 'fail')
    .sort((x, y) => SEVERITY.indexOf(x) - SEVERITY.indexOf(y));
  const explicit = found.filter(each => (each.effect ?? 'fail') === effect);
  if (effect === 'fail') {
    return judgeExplicit(explicit);
  }
  const rest = judgeSearch(services, sdk);
  if (!effect || rest.outcome === 'unknown') {
    return rest;
  }
  const [{ what, kind = 'web-identity', evidence }] = explicit;
  const parameters = { what, kind, where: evidence.where };
  const all = explicit.map(each => ({ ...each.evidence, what: each.what }));
  return effect === 'warn'
    ? because(
        'credential-provider-in-code.beside',
        parameters,
        warn(
          `${what} (${evidence.where}) does not use the default chain. ${CONSEQUENCES[kind]} The rest of the code is not affected.`,
          all,
        ),
      )
    : because(
        'credential-provider-in-code.unclear',
        parameters,
        unknown(
          `${what} (${evidence.where}) may come before Pod Identity: whether it reaches the container is not known.`,
          explicit.map(each => ({
            what: `${each.what} in ${each.evidence.where}`,
            reason: 'whether the container gets it is not known',
            permission: `${each.what} removed, if it is not needed`,
          })),
          all,
        ),
      );
}

function judgeExplicit(
  explicit: SourceFacts['explicitProviders'],
): CheckResult {
  const [{ what: first, kind = 'web-identity', evidence: where }] = explicit;
  return because(
    'credential-provider-in-code.explicit',
    { what: first, kind, where: where.where },
    fail(
      `${ASKS[kind]} (${first}, ${where.where}), past the default chain: it would not see Pod Identity.`,
      explicit.map(({ what, evidence }) => ({ ...evidence, what })),
      {
        summary: "Use the SDK's default chain.",
        steps: explicit.map(
          ({ what, evidence }) => `Remove ${what} in ${evidence.where}.`,
        ),
        link: LINK,
      },
    ),
  );
}

function judgeSearch(
  services: WorkloadSubject['services'],
  sdk: WorkloadSubject['sdk'],
): CheckResult {
  // The table of well-known images already holds whether the project as a whole gets credentials.
  const byImage =
    sdk.verdict === 'supported' &&
    sdk.sdks.some(({ source }) => source === 'image' || source === 'eks-addon');
  if (
    byImage &&
    services.every(({ source }) => !source.seen && source.why === 'absent')
  ) {
    return notApplicable('It is a well-known controller, judged by its image.');
  }
  const missing = services.flatMap(({ entityRef, source }) => {
    if (!source.seen) {
      return [missingOf(`Source code of ${entityRef}`, source)];
    }
    const { searchGap } = source.value;
    return searchGap
      ? [{ what: `Source code of ${entityRef}, in full`, reason: searchGap }]
      : [];
  });
  if (missing.length) {
    return unknown(
      `The code could not be searched in full: ${missing[0].reason}.`,
      missing,
    );
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
  return unknown('Whose code this is is not known.', [
    {
      what: 'Source code',
      reason: 'no catalog entity claims the service account',
      permission: 'annotation aws.amazon.com/eks-service-accounts',
    },
  ]);
}
