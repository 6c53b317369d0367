import { ModuleFact, ProviderFact } from './facts';
import {
  AWS_PROVIDER,
  AddonModule,
  PROVIDER_SINCE,
  addonModuleOf,
} from './modules';
import { isAtLeast, isAtMost } from './versions';

/** Whether `pod_identity_association` can be written for add-ons, and why. */
export interface AddonSupport {
  supports: boolean | null;
  reason: string;
}

/** What decides about the add-ons of one root. */
export interface Versions {
  modules: readonly ModuleFact[];
  providers: readonly ProviderFact[];
  /** Versions of hashicorp/aws of the lockfile that counts. */
  locked: readonly ProviderFact[];
  hasAddons: boolean;
}

/** Judges a root. Its modules have to pass the block on, and the provider has to know it; the worst decides. */
export function supportOf({
  modules,
  providers,
  locked,
  hasAddons,
}: Versions): AddonSupport {
  const judgements = [
    ...modules.flatMap(module => {
      const [name, submodule] = module.source.split('//');
      const known = addonModuleOf({
        name,
        ...(submodule ? { submodule } : {}),
      });
      return known ? [judgeModule(module, known)] : [];
    }),
    ...judgeProvider(providers, locked, hasAddons),
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
  if (known.since === undefined) return judgeLacking(module, known);
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

/** A module of which no release is known that passes the block on. */
function judgeLacking(module: ModuleFact, { lacking }: AddonModule): Judgement {
  const name = nameOf(module);
  const place = `(${module.evidence.where})`;
  if (lacking === 'all' || (lacking && isAtMost(module, lacking))) {
    return {
      supports: false,
      reason: `${name} ${place} does not pass pod_identity_association on${
        lacking === 'all' ? '' : `, and no release up to ${lacking} does`
      }.`,
    };
  }
  return {
    supports: null,
    reason: `It is not known whether ${name} ${place} passes pod_identity_association on.`,
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
