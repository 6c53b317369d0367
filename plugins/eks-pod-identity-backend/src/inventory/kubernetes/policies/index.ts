import type { OtherPolicyFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { resourceOf, type CustomKind } from '../customKinds';
import { adminPolicy } from './admin';
import { antreaPolicy } from './antrea';
import { applicationNetworkPolicy, securityGroupPolicy } from './aws';
import { calicoPolicy } from './calico';
import { ciliumPolicies } from './cilium';

const READERS: Record<string, (object: unknown) => OtherPolicyFacts> = {
  'securitygrouppolicies.vpcresources.k8s.aws': securityGroupPolicy,
  'applicationnetworkpolicies.networking.k8s.aws': applicationNetworkPolicy,
};

const BY_GROUP: Record<string, (object: unknown) => OtherPolicyFacts> = {
  'crd.projectcalico.org': calicoPolicy,
  'projectcalico.org': calicoPolicy,
  'crd.antrea.io': antreaPolicy,
};

/** A policy of any kind that is read, as facts; one object may hold several. */
export function otherPolicyFacts(
  kind: CustomKind,
  object: unknown,
): OtherPolicyFacts[] {
  if (kind.group === 'cilium.io') {
    return ciliumPolicies(object);
  }
  const read = READERS[resourceOf(kind)] ?? BY_GROUP[kind.group] ?? adminPolicy;
  return [read(object)];
}
