import { usePermission } from '@backstage/plugin-permission-react';
import {
  eksPodIdentityAdministerPermission,
  eksPodIdentityRequestPermission,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Whether the reader may do something; while it is not known yet, neither `allowed` nor `denied`. */
export interface Right {
  allowed: boolean;
  denied: boolean;
}

function rightOf(answer: { loading: boolean; allowed: boolean }): Right {
  return {
    allowed: !answer.loading && answer.allowed,
    denied: !answer.loading && !answer.allowed,
  };
}

/** Whether the reader may start a sync and ask for what belongs to no service. */
export function useMayAdminister(): Right {
  return rightOf(
    usePermission({ permission: eksPodIdentityAdministerPermission }),
  );
}

/**
 * Whether the reader may ask for a move.
 * @param entityRef the service on whose behalf; add-ons and workloads that nobody claims have none, and are for administrators
 */
export function useMayRequest(entityRef: string | undefined): Right {
  return rightOf(
    usePermission(
      entityRef
        ? {
            permission: eksPodIdentityRequestPermission,
            resourceRef: entityRef,
          }
        : { permission: eksPodIdentityAdministerPermission },
    ),
  );
}
