import { Account } from '../readiness/assessment';
import { AssessmentStore } from './assessmentStore';
import { InventoryStore } from './inventoryStore';

/** The whole account in memory as the newest sync left it, for what needs more than a few rows of it. */
export interface AccountView {
  /** Undefined before the first assessment. */
  current(): Promise<Account | undefined>;
}

/** Reads the account once per assessment; plans and diagnoses between two syncs share it. */
export function createAccountView({
  inventory,
  assessments,
}: {
  inventory: InventoryStore;
  assessments: AssessmentStore;
}): AccountView {
  let kept:
    | { assessedAt: string; account: Promise<Account | undefined> }
    | undefined;

  async function read(): Promise<Account | undefined> {
    const [facts, assessment] = await Promise.all([
      inventory.loadFacts(),
      assessments.load(),
    ]);
    return facts && assessment && { facts, assessment };
  }

  return {
    async current() {
      const head = await assessments.head();
      if (!head) {
        return undefined;
      }
      if (kept?.assessedAt !== head.assessedAt) {
        const reading = { assessedAt: head.assessedAt, account: read() };
        kept = reading;
        reading.account.catch(() => {
          // What failed is not kept: the next one asks anew.
          kept = kept === reading ? undefined : kept;
        });
      }
      return kept!.account;
    },
  };
}
