import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { FolderFacts } from './folderFacts';

/**
 * The facts with the time at which they were last seen to hold. What is cached has none: a revision that did not change is as
 * good as read again.
 */
export function stampFolder(facts: FolderFacts, readAt: string): FolderFacts {
  const { source } = facts;
  return {
    source: {
      ...source,
      sdks: source.sdks.map(each => stamped(each, readAt)),
      explicitProviders: source.explicitProviders.map(each =>
        stamped(each, readAt),
      ),
      imageEnvironment: source.imageEnvironment.map(each =>
        stamped(each, readAt),
      ),
      ...(source.carried
        ? { carried: source.carried.map(each => stamped(each, readAt)) }
        : {}),
      ...(source.cliCalls
        ? { cliCalls: source.cliCalls.map(each => ({ ...each, readAt })) }
        : {}),
    },
    terraform: facts.terraform.map(each => stampTerraform(each, readAt)),
  };
}

function stampTerraform(facts: TerraformFacts, readAt: string): TerraformFacts {
  const all = <T extends { evidence: Evidence }>(list: T[]) =>
    list.map(each => stamped(each, readAt));
  return {
    ...facts,
    modules: all(facts.modules),
    providers: all(facts.providers),
    addons: all(facts.addons),
    associations: all(facts.associations),
    ...(facts.unfollowed ? { unfollowed: all(facts.unfollowed) } : {}),
    ...(facts.faults
      ? { faults: facts.faults.map(fault => ({ ...fault, readAt })) }
      : {}),
  };
}

/** The same with the time in its evidence. */
export function stamped<T extends { evidence: Evidence }>(
  value: T,
  readAt: string,
): T {
  return { ...value, evidence: { ...value.evidence, readAt } };
}
