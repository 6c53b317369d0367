import type { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

const idle = ['development', 'test', 'build'] as const;

/** The scope of an SDK that is not there when the service runs; undefined where it counts. */
export function idleScope({
  scope,
}: Pick<SdkEvidence, 'scope'>): (typeof idle)[number] | undefined {
  return idle.find(candidate => candidate === scope);
}

/** Whether the SDK counts for the verdict. */
export function decides(sdk: Pick<SdkEvidence, 'scope'>): boolean {
  return idleScope(sdk) === undefined;
}
