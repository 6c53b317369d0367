/**
 * Backend of EKS Pod Identity: reads an AWS account and its clusters, judges every service, keeps requests.
 *
 * @packageDocumentation
 */
export { eksPodIdentityPlugin as default } from './plugin';
export {
  createEksPodIdentityConditionalDecision,
  eksPodIdentityConditions,
} from './permissions/rules';
