/**
 * Scaffolder actions for EKS Pod Identity.
 *
 * @packageDocumentation
 */
export { scaffolderModuleEksPodIdentity as default } from './module';
