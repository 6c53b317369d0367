import { Assessor } from '../readiness/assessor';
import { AssessmentStore } from './assessmentStore';
import { HistoryStore } from './historyStore';
import { InventoryStore } from './inventoryStore';

/** Judges the stored facts and stores what comes of it, the day's history included: what follows every sync. */
export async function recordAssessment({
  inventory,
  assess,
  assessments,
  history,
}: {
  inventory: InventoryStore;
  assess: Assessor;
  assessments: AssessmentStore;
  history: HistoryStore;
}): Promise<void> {
  const facts = await inventory.loadFacts();
  if (facts) {
    const assessment = await assess(facts);
    await assessments.save(assessment, transaction =>
      history.record(assessment, transaction),
    );
  }
}
