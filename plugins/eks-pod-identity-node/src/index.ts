/**
 * Extension points of the EKS Pod Identity backend, and the types they speak in.
 *
 * @packageDocumentation
 */
export * from './check';
export * from './extensionPoints';
export * from './facts';
export * from './planRenderer';
export * from './sdkEvidenceSource';
