import { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Reads the account: on schedule by itself, and on demand. */
export interface SyncService {
  /**
   * Starts a sync in the background and answers with it; with the running one where there is one already, also when
   * it runs in another instance of the backend.
   */
  startSync(by: {
    trigger: Sync['trigger'];
    requestedBy?: string;
  }): Promise<Sync>;
}
