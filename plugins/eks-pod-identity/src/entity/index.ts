export { EntityPodIdentityContent } from './EntityPodIdentityContent';
