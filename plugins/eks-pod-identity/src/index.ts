/**
 * EKS Pod Identity on entity pages and for the whole fleet.
 *
 * @packageDocumentation
 */
export { eksPodIdentityApiRef } from './api';
export { hasPodIdentityAnnotation, isPodIdentityAvailable } from './conditions';
export {
  EksPodIdentityPage,
  eksPodIdentityPlugin,
  EntityPodIdentityCard,
  EntityPodIdentityContent,
} from './plugin';
export {
  ENTITY_CONTENT_PATH,
  entityContentRouteRef,
  rootRouteRef,
} from './routes';
export { eksPodIdentityTranslationRef } from './translation/ref';
