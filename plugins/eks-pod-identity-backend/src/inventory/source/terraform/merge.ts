import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** The facts of several roots as one, for a service; the worst decides. */
export function mergeTerraform(
  roots: readonly TerraformFacts[],
): TerraformFacts | undefined {
  if (roots.length === 0) return undefined;
  const withAddons = roots.filter(({ addons }) => addons.length > 0);
  const deciding = withAddons.length > 0 ? withAddons : roots;
  const judged =
    deciding.find(each => each.supportsAddonPodIdentityAssociation === false) ??
    deciding.find(each => each.supportsAddonPodIdentityAssociation === null) ??
    deciding[0];
  const faults = roots.flatMap(each => each.faults ?? []);
  const unfollowed = roots.flatMap(each => each.unfollowed ?? []);
  return {
    modules: roots.flatMap(({ modules }) => modules),
    providers: roots.flatMap(({ providers }) => providers),
    addons: roots.flatMap(({ addons }) => addons),
    associations: roots.flatMap(({ associations }) => associations),
    supportsAddonPodIdentityAssociation:
      judged.supportsAddonPodIdentityAssociation,
    reason: judged.reason,
    ...(unfollowed.length > 0 ? { unfollowed } : {}),
    ...(faults.length > 0 ? { faults } : {}),
  };
}
