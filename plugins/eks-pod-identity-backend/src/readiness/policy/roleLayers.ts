import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { nameCondition, nameStatement, PolicyDocument } from './document';
import { Match, matchStatements, PolicyRequest } from './evaluate';
import { policyDocumentOf } from './permissions';
import { anyOf, Ternary } from './ternary';

/** One side of a decision: whether it is so, and what says it. */
export interface Weight {
  is: Ternary;
  /** Completes 'the policy …'. */
  reason: string;
}

/** What the policies of a role say of a request, layer by layer (IAM user guide, 'Policy evaluation logic'). */
export interface RoleLayers {
  /** An explicit denial in any of its policies. */
  denied: Weight;
  /** An allowance in its own policies. */
  own: Weight;
  /** The permissions boundary allows it, or there is none. */
  boundary: Weight;
}

function reasonOf({ statement, open, applies }: Match, verb: string): string {
  const why = open
    ? ` (${nameCondition(open)}: ${open.values.join(', ')})`
    : '';
  return `${nameStatement(statement)} ${applies === true ? '' : 'may '}${
    applies === true ? `${verb.replace(/y$/, 'ie')}s` : verb
  } it${applies === true ? '' : why}`;
}

function weighOne(
  document: PolicyDocument,
  request: PolicyRequest,
  effect: 'Allow' | 'Deny',
): Weight {
  const matches = matchStatements(document, request).filter(
    ({ statement }) => statement.effect === effect,
  );
  const decisive =
    matches.find(({ applies }) => applies === true) ??
    matches.find(({ applies }) => applies === 'unknown');
  if (decisive) {
    return {
      is: decisive.applies,
      reason: reasonOf(decisive, effect === 'Allow' ? 'allow' : 'deny'),
    };
  }
  const near = matches.find(({ concerns, open }) => concerns === true && open);
  return {
    is: false,
    reason: near
      ? `condition ${nameCondition(near.open!)} of ${nameStatement(
          near.statement,
        )} does not hold`
      : 'no statement is about it',
  };
}

/** Weighs the allowing and the denying statements of one document. */
export function weighDocument(
  document: PolicyDocument,
  request: PolicyRequest,
): { allowed: Weight; denied: Weight } {
  return {
    allowed: weighOne(document, request, 'Allow'),
    denied: weighOne(document, request, 'Deny'),
  };
}

/** Of several weights the one that decides an 'any of'. */
export function anyWeight(weights: Weight[], none: string): Weight {
  const is = anyOf(weights.map(weight => weight.is));
  return (
    weights.find(weight => is !== false && weight.is === is) ?? {
      is,
      reason: weights.length === 1 ? weights[0].reason : none,
    }
  );
}

/** Weighs all policies of a role that were read; those that are no policies may say anything. */
export function roleLayers(
  role: RoleFacts,
  request: PolicyRequest,
): RoleLayers | undefined {
  if (!role.policies.seen) {
    return undefined;
  }
  const judged = role.policies.value.map(policy => {
    const read = policyDocumentOf(policy);
    const name = (weight: Weight): Weight => ({
      is: weight.is,
      reason: `${policy.name}: ${weight.reason}`,
    });
    if (!read.valid) {
      const unread: Weight = { is: 'unknown', reason: read.reason };
      return { policy, allowed: name(unread), denied: name(unread) };
    }
    const { allowed, denied } = weighDocument(read.document, request);
    return { policy, allowed: name(allowed), denied: name(denied) };
  });
  const boundaries = judged.filter(({ policy }) => policy.kind === 'boundary');
  const boundaryUnread =
    role.permissionsBoundaryArn !== undefined && !boundaries.length;
  const none = `no policy of ${role.name} allows it`;
  return {
    denied: anyWeight(
      judged.map(({ denied }) => denied),
      'nothing denies it',
    ),
    own: anyWeight(
      judged
        .filter(({ policy }) => policy.kind !== 'boundary')
        .map(({ allowed }) => allowed),
      none,
    ),
    boundary: boundaryOf(
      boundaries.map(({ allowed }) => allowed),
      boundaryUnread ? role.permissionsBoundaryArn : undefined,
    ),
  };
}

function boundaryOf(weights: Weight[], unread: string | undefined): Weight {
  if (unread) {
    return {
      is: 'unknown',
      reason: `permissions boundary ${unread} was not read`,
    };
  }
  if (!weights.length) {
    return { is: true, reason: 'there is no permissions boundary' };
  }
  const weight = anyWeight(weights, 'does not allow it');
  return weight.is === true
    ? weight
    : {
        is: weight.is,
        reason: `permissions boundary ${weight.reason}`,
      };
}
