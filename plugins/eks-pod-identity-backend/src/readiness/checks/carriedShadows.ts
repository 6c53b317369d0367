import {
  CarriedShadow,
  CheckResult,
  ExplicitProviderKind,
  ShadowEffect,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { shadowVariable } from '../../shadowing/variables';
import { CONSEQUENCES } from '../shadowConsequences';
import { PlacedContainer } from '../workloadContainers';
import { because, fail, unknown, warn } from './results';

interface Carried {
  what: string;
  kind: ExplicitProviderKind;
  effect: ShadowEffect;
  place: CarriedShadow['place'];
  evidence: Evidence;
}

/**
 * What images and manifests of the repository carry that comes before Pod Identity.
 * @param inUse Pod Identity is in use by the container, so nothing that is only possible comes before it
 */
export function carriedShadows(
  workload: WorkloadSubject,
  containers: PlacedContainer[],
  inUse: boolean,
): CheckResult[] {
  return workload.services
    .flatMap(({ source }) =>
      source.seen
        ? [
            ...variablesOf(source.value.imageEnvironment, containers),
            ...(source.value.carried ?? []).flatMap(
              each => concerning(workload, each) ?? [],
            ),
          ]
        : [],
    )
    .filter(({ effect }) => !inUse || effect !== 'unknown')
    .map(judge);
}

/** Variables of the image, but for those that the pod itself sets: a container's own come before its image's. */
function variablesOf(
  variables: {
    name: string;
    fromArgument?: boolean;
    evidence: Evidence;
  }[],
  containers: PlacedContainer[],
): Carried[] {
  const templates = containers.filter(({ template }) => template);
  return variables.flatMap(({ name, fromArgument, evidence }): Carried[] => {
    const row = shadowVariable(name);
    const isReplaced =
      templates.length > 0 &&
      templates.every(({ container }) =>
        container.env.some(env => env.name === name),
      );
    return !row || row.overridesImage || isReplaced
      ? []
      : [
          {
            what: name,
            kind: row.kind,
            effect: fromArgument ? 'unknown' : row.set,
            place: 'image',
            evidence,
          },
        ];
  });
}

/** A manifest that names another service account is about another workload; one that names none may be. */
function concerning(
  workload: WorkloadSubject,
  { effect = 'fail', serviceAccount, ...each }: CarriedShadow,
): Carried | undefined {
  if (each.place === 'image' || serviceAccount === workload.serviceAccount) {
    return { ...each, effect };
  }
  return serviceAccount === undefined
    ? { ...each, effect: effect === 'warn' ? 'warn' : 'unknown' }
    : undefined;
}

function judge({ what, kind, effect, place, evidence }: Carried): CheckResult {
  const subject =
    place === 'image'
      ? `The image contains ${what} (${evidence.where})`
      : `A manifest contains ${what} (${evidence.where})`;
  const parameters = { what, kind, place, where: evidence.where };
  if (effect === 'warn') {
    return because(
      'chain-shadowing.carried-warns',
      parameters,
      warn(`${subject}. ${CONSEQUENCES[kind]}`, [evidence]),
    );
  }
  if (effect === 'unknown') {
    return because(
      'chain-shadowing.carried-unclear',
      parameters,
      unknown(
        `${subject}: whether it comes before Pod Identity in the container is not known.`,
        [
          {
            what: `${what} in ${evidence.where}`,
            reason:
              place === 'image'
                ? 'what it is set to, or holds, could not be read'
                : 'which container the manifest is deployed to is not known',
            permission: `${what} removed, if it is not needed`,
          },
        ],
        [evidence],
      ),
    );
  }
  return because(
    'chain-shadowing.carried',
    parameters,
    fail(`${subject}. ${CONSEQUENCES[kind]}`, [evidence], {
      summary: `Remove ${what} from the ${place}.`,
      steps: [
        `Remove ${what} in ${evidence.where}.`,
        place === 'image'
          ? 'Build and deploy the image.'
          : 'Deploy the manifest.',
        ...(kind === 'static-keys' || kind === 'profile'
          ? [
              'Make sure that the role allows what the keys or the profile allow now.',
            ]
          : []),
      ],
    }),
  );
}
