import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of permissions that concern one service; the resource reference is its entity reference. */
export const RESOURCE_TYPE_SERVICE = 'eks-pod-identity-service';

/** See the fleet's numbers, clusters and add-ons. Names of services also follow `catalog.entity.read`. */
export const eksPodIdentityReadPermission = createPermission({
  name: 'eks-pod-identity.read',
  attributes: { action: 'read' },
});

/** Ask for the move of a service's workloads. */
export const eksPodIdentityRequestPermission = createPermission({
  name: 'eks-pod-identity.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SERVICE,
});

/** Approve or reject a request. */
export const eksPodIdentityApprovePermission = createPermission({
  name: 'eks-pod-identity.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SERVICE,
});

/** Start, pause, resume, verify and roll back an approved request. */
export const eksPodIdentityApplyPermission = createPermission({
  name: 'eks-pod-identity.apply',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SERVICE,
});

/** Start a sync, and ask for changes of add-ons and of workloads that no service claims. */
export const eksPodIdentityAdministerPermission = createPermission({
  name: 'eks-pod-identity.administer',
  attributes: { action: 'update' },
});

/** All permissions of the plugin. */
export const eksPodIdentityPermissions = [
  eksPodIdentityReadPermission,
  eksPodIdentityRequestPermission,
  eksPodIdentityApprovePermission,
  eksPodIdentityApplyPermission,
  eksPodIdentityAdministerPermission,
];
