import { AccountFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** The facts of the account, as the syncs read them; the newest of each part. */
export interface InventoryStore {
  /**
   * All facts, or undefined before the first sync ended. A part that could not be read last time is unseen, with what
   * an earlier sync saw as `last`; a cluster that could not be read is marked `stale`.
   */
  loadFacts(): Promise<AccountFacts | undefined>;
}
