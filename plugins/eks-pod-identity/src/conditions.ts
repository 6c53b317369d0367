import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_SERVICE_ACCOUNTS,
  KUBERNETES_ANNOTATIONS,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

const mapping = [
  ANNOTATION_SERVICE_ACCOUNTS,
  ...Object.values(KUBERNETES_ANNOTATIONS),
];

/** Whether the entity carries an annotation that leads to service accounts: ours, or Backstage's for Kubernetes. */
export function hasPodIdentityAnnotation(entity: Entity): boolean {
  return mapping.some(name => entity.metadata.annotations?.[name]);
}

/**
 * Whether the tab has something to say about the entity: it is annotated, or it is a Component, which may run on EKS;
 * the tab then explains how to annotate it.
 */
export function isPodIdentityAvailable(entity: Entity): boolean {
  return (
    hasPodIdentityAnnotation(entity) ||
    entity.kind.toLocaleLowerCase('en-US') === 'component'
  );
}
