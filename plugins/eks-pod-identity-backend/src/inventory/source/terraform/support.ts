import { FolderExtraction } from './extract';
import { ModuleFact, ProviderFact } from './facts';
import {
  ADDON_MODULES,
  AWS_PROVIDER,
  PROVIDER_SINCE,
  AddonModule,
} from './modules';
import { isAtLeast } from './versions';

/** Whether `pod_identity_association` can be written for add-ons, and why. */
export interface AddonSupport {
  supports: boolean | null;
  reason: string;
}

/**
 * Judges one folder. The module has to pass the block on, and the provider has to know it; the worst decides.
 * @param locked versions of hashicorp/aws of the lockfiles that count for the folder
 */
export function supportOf(
  { modules, providers, addons }: FolderExtraction,
  locked: readonly ProviderFact[],
): AddonSupport {
  const judgements = [
    ...modules.flatMap(module => {
      const known = ADDON_MODULES[module.source];
      return known ? [judgeModule(module, known)] : [];
    }),
    ...judgeProvider(providers, locked, addons.length > 0),
  ];
  // A module that is new enough asks for a provider that is: nothing else has to be known of that.
  const byModule = judgements.find(({ supports }) => supports === true);
  return (
    judgements.find(({ supports }) => supports === false) ??
    judgements.find(
      ({ supports, needless }) => supports === null && !(needless && byModule),
    ) ??
    byModule ?? {
      supports: null,
      reason: 'The code names neither a module for EKS nor hashicorp/aws.',
    }
  );
}

interface Judgement extends AddonSupport {
  /** It matters only where no module tells. */
  needless?: boolean;
}

function judgeModule(module: ModuleFact, known: AddonModule): Judgement {
  const name = nameOf(module);
  if (known.since === undefined) {
    return {
      supports: null,
      reason: `It is not known since when ${module.source} passes pod_identity_association on (${module.evidence.where}).`,
    };
  }
  const supports = isAtLeast(module, known.since);
  const place = `(${module.evidence.where})`;
  if (supports === null) {
    return {
      supports,
      reason:
        module.constraint === undefined
          ? `${module.source} is named without a version ${place}; ${known.since} is the first that passes pod_identity_association on.`
          : `${name} ${place} allows versions before and after ${known.since}, the first that passes pod_identity_association on.`,
    };
  }
  return {
    supports,
    reason: supports
      ? `${name} ${place} passes pod_identity_association on.`
      : `${name} ${place} does not know pod_identity_association, which came with ${known.since}.`,
  };
}

function judgeProvider(
  providers: readonly ProviderFact[],
  locked: readonly ProviderFact[],
  hasAddons: boolean,
): Judgement[] {
  const isAws = ({ source }: ProviderFact) => source.endsWith(AWS_PROVIDER);
  const lock = locked.filter(isAws);
  const known = lock.length > 0 ? lock : providers.filter(isAws);
  if (known.length === 0) {
    return hasAddons
      ? [
          {
            supports: null,
            needless: true,
            reason: `No version of ${AWS_PROVIDER} is given; ${PROVIDER_SINCE} is the first that knows pod_identity_association.`,
          },
        ]
      : [];
  }
  // Several constraints of one folder hold at once, so the narrowest decides; several lockfiles are several roots.
  const judged = known.map(provider => ({
    provider,
    supports: isAtLeast(provider, PROVIDER_SINCE),
  }));
  const { provider, supports } =
    judged.find(each => each.supports === false) ??
    (lock.length > 0
      ? judged.find(each => each.supports === null)
      : judged.find(each => each.supports === true)) ??
    judged[0];
  const name = nameOf(provider);
  const place = `(${provider.evidence.where})`;
  if (supports === null) {
    return [
      {
        supports,
        needless: true,
        reason:
          provider.constraint === undefined
            ? `${AWS_PROVIDER} is named without a version ${place}; ${PROVIDER_SINCE} is the first that knows pod_identity_association.`
            : `${name} ${place} allows versions before and after ${PROVIDER_SINCE}, the first that knows pod_identity_association.`,
      },
    ];
  }
  return [
    {
      supports,
      reason: supports
        ? `${name} ${place} knows pod_identity_association.`
        : `${name} ${place} does not know pod_identity_association, which came with ${PROVIDER_SINCE}.`,
    },
  ];
}

function nameOf({ source, version, constraint }: ModuleFact | ProviderFact) {
  return `${source} ${version ?? constraint ?? ''}`.trim();
}
