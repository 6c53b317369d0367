import { InputError, NotFoundError } from '@backstage/errors';
import { Plan } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonSubject,
  RoleFacts,
  Sight,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { planAddon } from './addonPlan';
import { planWorkload, PlanBasis } from './workloadPlan';

/** What a plan is asked for. */
export interface PlanInput {
  kind: 'workload' | 'addon';
  /** Id of the workload or add-on. */
  subjectId: string;
  /** Default: `associate` for workloads, `update-in-place` for add-ons. */
  method?: Plan['method'];
}

/**
 * The plan for one workload or add-on, from its facts and its assessment of one moment. Pure.
 * @throws NotFoundError when no such subject is known
 * @throws InputError when the method does not fit, or there is nothing that could be taken over; the message says why
 */
export function planRequest(
  known: {
    workloads: WorkloadSubject[];
    addons: AddonSubject[];
    roleOf: (arn: string) => Sight<RoleFacts | undefined>;
  },
  assessed: PlanBasis | undefined,
  input: PlanInput,
): Plan {
  if (input.kind === 'workload') {
    if (input.method && input.method !== 'associate') {
      throw new InputError(
        `method: '${input.method}' is for add-ons; workloads are moved by 'associate'`,
      );
    }
    const subject = known.workloads.find(({ id }) => id === input.subjectId);
    if (!subject || !assessed) {
      throw new NotFoundError(`No workload with id '${input.subjectId}'`);
    }
    return planWorkload(subject, assessed);
  }
  if (input.method === 'associate') {
    throw new InputError(
      "method: 'associate' is for workloads; add-ons are moved by 'update-in-place' or 'recreate'",
    );
  }
  const subject = known.addons.find(({ id }) => id === input.subjectId);
  if (!subject || !assessed) {
    throw new NotFoundError(`No add-on with id '${input.subjectId}'`);
  }
  return planAddon(
    subject,
    assessed,
    input.method ?? 'update-in-place',
    known.roleOf,
  );
}
