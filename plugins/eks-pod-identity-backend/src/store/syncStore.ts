import { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** The syncs that ran, with their progress. */
export interface SyncStore {
  /** Newest first. */
  listSyncs(page: {
    offset: number;
    limit: number;
  }): Promise<{ items: Sync[]; totalItems: number }>;
  getSync(id: string): Promise<Sync | undefined>;
  /** The newest one, whatever became of it. */
  newestSync(): Promise<Sync | undefined>;
}
