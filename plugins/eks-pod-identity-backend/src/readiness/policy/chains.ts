import {
  RoleFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Assuming, stillAssumes } from './assuming';
import { ContextValue } from './context';
import { chainTargets, foreignExamples } from './chainTargets';
import { chainContext, sessionContext, SessionSubject, Way } from './sessions';
import { Ternary } from './ternary';
import { TrustIndex, trustIndexOf } from './trustIndex';

/** One call by which the session of a role may assume a further one. */
export interface ChainStep {
  /** Role names from the pod's own role to the one that assumes. */
  path: string[];
  from: RoleFacts;
  targetArn: string;
  /** How it is known: the role is written out on one of the sides, or fits a pattern, so that nobody knows whether it is meant. */
  by: 'name' | 'pattern' | 'any';
  pattern?: string;
  /** Whether the call still works with the session tags; `gone`: there is no such role; `foreign`: its trust is not read. */
  result: Ternary | 'gone' | 'foreign';
  action: string;
  reason: string;
}

/** A role may assume any role at all. */
export interface OpenEnd {
  path: string[];
  from: RoleFacts;
  explicit: boolean;
  /** Whether it may tag the sessions of any role too. */
  tags: Ternary;
}

/** What may follow the pod's own session. */
export interface Chains {
  steps: ChainStep[];
  open: OpenEnd[];
  /** Roles of which nobody knows what they assume further. */
  unread: { path: string[]; role: RoleFacts }[];
  /** There were more roles than are followed. */
  cut: boolean;
}

/** Roles that are followed from one workload: far more than anybody chains. */
const MOST_ROLES = 200;

interface Visit {
  role: RoleFacts;
  path: string[];
  chained: boolean;
  by: 'name' | 'pattern';
}

/**
 * Follows the roles that can be assumed from a role, with the sessions of IRSA and of Pod Identity: those that its policies
 * name or describe, and those whose trust policies name it. Transitive tags go on to every further role.
 * @param chained whether the first session is one that EKS chained to (a target role)
 */
export function followChains(
  start: RoleFacts,
  roles: Sight<RoleFacts[]>,
  subject: SessionSubject,
  chained = false,
): Chains {
  const index = trustIndexOf(roles.seen ? roles.value : []);
  const chains: Chains = { steps: [], open: [], unread: [], cut: false };
  const visited = new Set<string>([start.arn]);
  const queue: Visit[] = [
    { role: start, path: [start.name], chained, by: 'name' },
  ];
  for (let at = 0; at < queue.length; at += 1) {
    const visit = queue[at];
    if (!visit.role.policies.seen) {
      chains.unread.push({ path: visit.path, role: visit.role });
    }
    const steps = stepsFrom(visit, index, roles.seen, subject);
    chains.steps.push(...steps.steps);
    if (steps.open) {
      chains.open.push(steps.open);
    }
    for (const step of steps.steps) {
      const next = index.byArn.get(step.targetArn);
      const goesOn = step.result === true || step.result === 'unknown';
      if (next && goesOn && !visited.has(next.arn)) {
        if (queue.length >= MOST_ROLES) {
          chains.cut = true;
        } else {
          visited.add(next.arn);
          queue.push({
            role: next,
            path: [...visit.path, next.name],
            chained: true,
            by: visit.by === 'name' && step.by === 'name' ? 'name' : 'pattern',
          });
        }
      }
    }
  }
  return chains;
}

function stepsFrom(
  visit: Visit,
  index: TrustIndex,
  rolesSeen: boolean,
  subject: SessionSubject,
): { steps: ChainStep[]; open?: OpenEnd } {
  const { role, path } = visit;
  const [, partition, , , own] = role.arn.split(':');
  const session = (way: Way) => ({ role, way, chained: visit.chained });
  const targets = chainTargets(role, sessionContext(subject, session('irsa')));
  const steps = new Map<string, ChainStep>();
  const add = (
    targetArn: string,
    by: ChainStep['by'],
    pattern?: string,
  ): void => {
    if (steps.has(targetArn)) {
      return;
    }
    const step = judgeStep(visit, targetArn, { index, rolesSeen, subject });
    if (step) {
      steps.set(targetArn, {
        path,
        from: role,
        targetArn,
        by: visit.by === 'name' || by === 'any' ? by : 'pattern',
        ...(pattern ? { pattern } : {}),
        ...step,
      });
    }
  };
  targets.named.forEach(arn => add(arn, 'name'));
  index.naming(role).forEach(({ role: target }) => add(target.arn, 'name'));
  for (const target of targets.patterns) {
    const { pattern } = target;
    index
      .fitting(pattern)
      .forEach(({ role: fitting }) => add(fitting.arn, 'pattern', pattern));
    foreignExamples(target, own, partition).forEach(arn =>
      add(arn, 'pattern', pattern),
    );
  }
  if (!targets.any) {
    return { steps: [...steps.values()] };
  }
  const anywhere = judgeStep(
    visit,
    `arn:${partition}:iam::000000000000:role/any`,
    { index, rolesSeen, subject },
  );
  if (!anywhere) {
    // A condition keeps it in the own account.
    index
      .fitting(`arn:${partition}:iam::${own}:role/*`)
      .forEach(({ role: fitting }) => add(fitting.arn, 'any'));
  }
  return {
    steps: [...steps.values()],
    ...(anywhere
      ? {
          open: {
            path,
            from: role,
            explicit: targets.any.explicit,
            tags: anywhere.result === false ? false : 'unknown',
          },
        }
      : {}),
  };
}

function judgeStep(
  { role, chained }: Visit,
  targetArn: string,
  known: { index: TrustIndex; rolesSeen: boolean; subject: SessionSubject },
): Pick<ChainStep, 'result' | 'action' | 'reason'> | undefined {
  const { index, subject } = known;
  const isForeign = targetArn.split(':')[4] !== role.arn.split(':')[4];
  const target = isForeign ? undefined : index.byArn.get(targetArn);
  if (!isForeign && !target && known.rolesSeen) {
    return { result: 'gone', action: 'sts:AssumeRole', reason: 'it is gone' };
  }
  const assuming = (way: Way): Assuming => ({
    from: role,
    caller: {
      type: 'role',
      arn: role.arn,
      ...(chained ? {} : { session: sessionName(subject, way) }),
    },
    target: {
      arn: targetArn,
      trust: target ? index.documentOf(target) : undefined,
    },
  });
  const contextOf = (way: Way) =>
    chainContext(
      subject,
      { role, way, chained },
      { arn: targetArn, ...(target ? { role: target } : {}) },
    );
  const decision = stillAssumes(
    assuming('irsa'),
    assuming('pod-identity'),
    { before: contextOf('irsa'), after: contextOf('pod-identity') },
    subject.disableSessionTags
      ? ['sts:AssumeRole']
      : ['sts:AssumeRole', 'sts:TagSession'],
  );
  if (!decision) {
    return undefined;
  }
  const { action, reason } = decision;
  return {
    action,
    reason,
    result: isForeign && decision.is !== false ? 'foreign' : decision.is,
  };
}

/** Names of Pod Identity's sessions begin with `eks-` and the cluster's (CloudTrail sample); those of IRSA are the SDK's. */
function sessionName(
  { cluster }: SessionSubject,
  way: Way,
): ContextValue | undefined {
  return way === 'irsa'
    ? undefined
    : { prefix: `eks-${cluster.name.slice(0, 10)}-` };
}
