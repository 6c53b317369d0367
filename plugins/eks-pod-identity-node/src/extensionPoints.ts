import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { AnyCheck } from './check';
import { PlanRenderer } from './planRenderer';
import { SdkEvidenceSource } from './sdkEvidenceSource';

/** Lets modules add checks. */
export interface ChecksExtensionPoint {
  /** @throws Error when a check of this id is there already. */
  addChecks(...checks: AnyCheck[]): void;
}

/** See {@link ChecksExtensionPoint}. */
export const eksPodIdentityChecksExtensionPoint =
  createExtensionPoint<ChecksExtensionPoint>({ id: 'eks-pod-identity.checks' });

/** Lets modules add sources of SDK evidence. */
export interface SdkEvidenceExtensionPoint {
  /** @throws Error when a source of this id is there already. */
  addSources(...sources: SdkEvidenceSource[]): void;
}

/** See {@link SdkEvidenceExtensionPoint}. */
export const eksPodIdentitySdkEvidenceExtensionPoint =
  createExtensionPoint<SdkEvidenceExtensionPoint>({
    id: 'eks-pod-identity.sdk-evidence',
  });

/** Lets modules add formats in which plans are rendered. */
export interface PlanRenderersExtensionPoint {
  /** @throws Error when a renderer of this format is there already. */
  addRenderers(...renderers: PlanRenderer[]): void;
}

/** See {@link PlanRenderersExtensionPoint}. */
export const eksPodIdentityPlanRenderersExtensionPoint =
  createExtensionPoint<PlanRenderersExtensionPoint>({
    id: 'eks-pod-identity.plan-renderers',
  });
