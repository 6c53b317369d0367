export { EntityPodIdentityCard } from './EntityPodIdentityCard';
