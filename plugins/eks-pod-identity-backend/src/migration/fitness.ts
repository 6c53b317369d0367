import { ConflictError, isError } from '@backstage/errors';
import { finalRequestStates } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { StoredRequest } from '../store/requestStore';
import { driftBetween } from './drift';
import { Planned, Planning } from './planning';

/** Whether stored requests still fit the account. */
export interface Fitness {
  /** What changed since the plan was made; empty for requests that are over. */
  driftOf(request: StoredRequest): Promise<string[]>;
  /**
   * @param reason why it is approved although the plan changed
   * @throws ConflictError when the subject can't be moved now, or the plan changed and no reason is given
   */
  requireFitting(request: StoredRequest, reason?: string): Promise<void>;
}

/** Compares requests with the plan that would be made now. */
export function createFitness(planning: Planning): Fitness {
  async function replan({
    kind,
    subjectId,
    plan,
  }: StoredRequest): Promise<Planned | { error: string }> {
    try {
      return await planning.plan({ kind, subjectId, method: plan.method });
    } catch (error) {
      if (
        isError(error) &&
        ['InputError', 'NotFoundError'].includes(error.name)
      ) {
        return { error: error.message };
      }
      throw error;
    }
  }

  return {
    async driftOf(request) {
      if (finalRequestStates.includes(request.state)) {
        return [];
      }
      const fresh = await replan(request);
      return driftBetween(request.plan, 'error' in fresh ? fresh : fresh.plan);
    },

    async requireFitting(request, reason) {
      const fresh = await replan(request);
      const obstacles = 'error' in fresh ? [fresh.error] : fresh.obstacles;
      if (obstacles.length) {
        throw new ConflictError(
          `${
            request.subject
          } can't be moved now, so this can't be approved: ${obstacles.join(
            ' ',
          )}`,
        );
      }
      const drift =
        'error' in fresh ? [] : driftBetween(request.plan, fresh.plan);
      if (drift.length && !reason) {
        throw new ConflictError(
          `The plan is not what would be planned now: ${drift.join(
            ' ',
          )} Have it asked for anew, or approve it with a reason`,
        );
      }
    },
  };
}
