export { readServices } from './readServices';
export type { ReadServicesOptions, ServicesReading } from './readServices';
export type { EvidenceCache } from './evidenceCache';
