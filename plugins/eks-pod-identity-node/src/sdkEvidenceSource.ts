import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ServiceFacts } from './facts';

/** Another source of SDK evidence: an SBOM store, a vulnerability scanner, an image registry. */
export interface SdkEvidenceSource {
  /** Unique; shown as the source of its findings. */
  id: string;
  /** What it knows of the service's SDKs. An error makes the source `unknown` for this sync and stops nothing else. */
  list(
    service: ServiceFacts,
    options: { signal: AbortSignal },
  ): Promise<SdkEvidence[]>;
}
