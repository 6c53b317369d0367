import { NotFoundError } from '@backstage/errors';
import { Plan } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  TerraformFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  Account,
  AddonAssessment,
  WorkloadAssessment,
} from '../readiness/assessment';
import { deriveSubjects, roleOf, Subjects } from '../readiness/subjects';
import { AccountView } from '../store/accountView';
import { AssessmentStore } from '../store/assessmentStore';
import { Obstacles, obstaclesOf } from './obstacles';
import { planRequest, PlanInput } from './plan';

/** A plan, and whether it may be asked for. */
export interface Planned extends Obstacles {
  plan: Plan;
}

/** Makes plans from the stored facts and assessment. */
export interface Planning {
  /** What the assessment says of the subject. @throws NotFoundError when there is none */
  assessed(
    input: Pick<PlanInput, 'kind' | 'subjectId'>,
  ): Promise<WorkloadAssessment | AddonAssessment>;
  /** @throws NotFoundError, InputError: see {@link planRequest} */
  plan(input: PlanInput): Promise<Planned>;
  /** Terraform code that is worth knowing when the plan is rendered: that of its services, or of the platform. */
  terraformFor(plan: Plan): Promise<TerraformFacts[]>;
}

/** Creates the planning; subjects are kept in memory as long as the account is. */
export function createPlanning({
  view,
  assessments,
}: {
  view: AccountView;
  assessments: AssessmentStore;
}): Planning {
  const subjectsOf = new WeakMap<Account, Subjects>();

  async function basis(): Promise<{ facts: AccountFacts; subjects: Subjects }> {
    const account = await view.current();
    if (!account) {
      throw new NotFoundError(
        'The account was not read yet: wait for the first sync, or start one',
      );
    }
    const subjects = subjectsOf.get(account) ?? deriveSubjects(account.facts);
    subjectsOf.set(account, subjects);
    return { facts: account.facts, subjects };
  }

  async function assessed({
    kind,
    subjectId,
  }: Pick<PlanInput, 'kind' | 'subjectId'>) {
    const found =
      kind === 'workload'
        ? await assessments.getWorkload(subjectId)
        : await assessments.getAddon(subjectId);
    if (!found) {
      throw new NotFoundError(
        `No ${
          kind === 'workload' ? 'workload' : 'add-on'
        } with id '${subjectId}'`,
      );
    }
    return found;
  }

  return {
    assessed,

    async plan(input) {
      const subject = await assessed(input);
      const { facts, subjects } = await basis();
      const plan = planRequest(
        { ...subjects, roleOf: arn => roleOf(facts, arn) },
        subject,
        input,
      );
      return { plan, ...obstaclesOf(plan, subject) };
    },

    async terraformFor(plan) {
      const { facts, subjects } = await basis();
      const ofServices = (
        facts.services.seen ? facts.services.value : []
      ).flatMap(service =>
        service.source.seen && service.source.value.terraform
          ? [{ service, terraform: service.source.value.terraform }]
          : [],
      );
      if (plan.kind === 'workload') {
        const claiming = new Set(
          subjects.workloads
            .find(({ id }) => id === plan.subjectId)
            ?.services.map(({ entityRef }) => entityRef),
        );
        return [
          ...ofServices
            .filter(({ service }) => claiming.has(service.entityRef))
            .map(({ terraform }) => terraform),
          ...facts.platformTerraform,
        ];
      }
      const naming = [
        ...facts.platformTerraform,
        ...ofServices.map(({ terraform }) => terraform),
      ].filter(({ addons }) =>
        addons.some(
          ({ name, clusterName }) =>
            name === plan.subject &&
            (!clusterName || clusterName === plan.cluster.name),
        ),
      );
      return naming.length ? naming : facts.platformTerraform;
    },
  };
}
