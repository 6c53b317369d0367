import type { IdentityUserFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { CustomKind } from '../customKinds';
import { issuer } from './certManager';
import { secretGenerator, secretStore } from './externalSecrets';
import { scaledJob, scaledObject, triggerAuthentication } from './keda';
import { fluxObject, vaultAuth } from './others';
import { secretProviderClass } from './secretProviderClass';

const READERS: Record<string, (object: unknown) => IdentityUserFacts> = {
  SecretStore: secretStore,
  ClusterSecretStore: secretStore,
  ECRAuthorizationToken: secretGenerator,
  STSSessionToken: secretGenerator,
  Issuer: issuer,
  ClusterIssuer: issuer,
  SecretProviderClass: secretProviderClass,
  TriggerAuthentication: triggerAuthentication,
  ClusterTriggerAuthentication: triggerAuthentication,
  ScaledObject: scaledObject,
  ScaledJob: scaledJob,
  VaultAuth: vaultAuth,
};

/** A custom resource that uses the identity of service accounts, as facts. */
export function identityUserFacts(
  { kind }: CustomKind,
  object: unknown,
): IdentityUserFacts {
  return (READERS[kind] ?? fluxObject)(object);
}
