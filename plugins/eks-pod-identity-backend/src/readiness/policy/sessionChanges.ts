import {
  RoleFacts,
  RolePolicyFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { conditionHolds } from './conditions';
import { RequestContext } from './context';
import { nameCondition, nameStatement, PolicyStatement } from './document';
import { policyDocumentOf } from './permissions';
import { Atom, atomCovers, atomsOverlap, scopeOf } from './scopes';
import { Difference, differenceOf } from './sessionKeys';
import { allOf, Ternary } from './ternary';

/** What becomes of a decision when the session changes. */
export type ChangeKind =
  /** A permission that nothing else gives. */
  | 'lost'
  | 'may-be-lost'
  /** A denial that takes something away which is allowed. */
  | 'denied'
  | 'may-be-denied'
  /** A denial of what no policy of the role allows anyhow. */
  | 'denied-beside'
  /** A denial that no longer stands. */
  | 'denial-lost';

/** A decision of a role's policies that differs between two sessions. */
export interface SessionChange {
  kind: ChangeKind;
  policy: RolePolicyFacts;
  /** `statement 2 (Sid "Own")`. */
  statement: string;
  /** What it hangs on: `StringEquals aws:PrincipalTag/kubernetes-namespace`. */
  by: string;
  /** Condition keys that differ. */
  keys: string[];
  /** `s3:GetObject on arn:aws:s3:::orders/*`. */
  what: string;
}

/** A statement as it stands in one session. */
interface Standing {
  atoms: Atom[];
  /** Of what differs between the sessions; the rest is in `open`. */
  holds: true | 'unknown';
  /** Conditions that can't be told and say the same in both sessions. */
  open: string[];
}

interface Judged {
  policy: RolePolicyFacts;
  statement: PolicyStatement;
  before?: Standing;
  after?: Standing;
  keys: string[];
  by: string;
}

/**
 * Evaluates all policies of a role in two sessions and gives the decisions that change. An allowance that another
 * statement gives as well, one that was denied before, and a denial that held before are no change (IAM user guide,
 * 'Policy evaluation logic'). Documents that can't be read are left out: {@link policyDocumentOf} tells them.
 */
export function sessionChanges(
  role: RoleFacts,
  before: RequestContext,
  after: RequestContext,
): SessionChange[] {
  if (!role.policies.seen) {
    return [];
  }
  const difference = differenceOf(before, after);
  const judged = role.policies.value.flatMap(policy => {
    const read = policyDocumentOf(policy);
    return read.valid
      ? read.document.statements.map(statement =>
          judge(policy, statement, read.document.version, {
            before,
            after,
            difference,
          }),
        )
      : [];
  });
  const changed = judged.filter(
    ({ keys, before: was, after: is }) =>
      keys.length > 0 &&
      (JSON.stringify(was) !== JSON.stringify(is) || isOpen(is)),
  );
  return changed.length
    ? changed.flatMap(entry => changesBy(entry, layersOf(judged)))
    : [];
}

function isOpen(standing: Standing | undefined): boolean {
  return standing?.holds === 'unknown';
}

function judge(
  policy: RolePolicyFacts,
  statement: PolicyStatement,
  version: string,
  sessions: {
    before: RequestContext;
    after: RequestContext;
    difference: Difference;
  },
): Judged {
  const { before, after, difference } = sessions;
  const named = [
    ...statement.conditions.map(condition => ({
      by: nameCondition(condition),
      keys: difference.ofCondition(condition, statement),
    })),
    ...difference
      .ofTexts([
        ...(statement.resource ?? []),
        ...(statement.notResource ?? []),
      ])
      .map(key => ({ by: `variable \${${key}}`, keys: [key] })),
  ].filter(({ keys }) => keys.length > 0);
  const was = standingIn(before, statement, version, difference);
  return {
    policy,
    statement,
    before: was,
    after: named.length
      ? standingIn(after, statement, version, difference)
      : was,
    keys: named.flatMap(({ keys }) => keys),
    by: named.map(({ by }) => by).join(', '),
  };
}

function standingIn(
  context: RequestContext,
  statement: PolicyStatement,
  version: string,
  difference: Difference,
): Standing | undefined {
  const results = statement.conditions.map(condition => ({
    condition,
    holds: conditionHolds(condition, version, context),
    steady: difference.ofCondition(condition, statement).length === 0,
  }));
  if (results.some(({ holds }) => holds === false)) {
    return undefined;
  }
  const scope = scopeOf(statement, version, context);
  const holds = allOf([
    scope.certain,
    ...results.filter(({ steady }) => !steady).map(result => result.holds),
  ]);
  return scope.atoms.length && holds !== false
    ? {
        atoms: scope.atoms,
        holds,
        open: results
          .filter(result => result.steady && result.holds === 'unknown')
          .map(({ condition }) => JSON.stringify(condition))
          .sort(),
      }
    : undefined;
}

/** The statements of a role by what they do. */
interface Layers {
  allows: Judged[];
  boundary: Judged[];
  denies: Judged[];
}

function layersOf(judged: Judged[]): Layers {
  const allowing = judged.filter(
    ({ statement }) => statement.effect === 'Allow',
  );
  return {
    allows: allowing.filter(({ policy }) => policy.kind !== 'boundary'),
    boundary: allowing.filter(({ policy }) => policy.kind === 'boundary'),
    denies: judged.filter(({ statement }) => statement.effect === 'Deny'),
  };
}

type When = 'before' | 'after';

/** Whether one of the statements surely takes in all of the atom, under no more conditions than `open`. */
function covered(
  atom: Atom,
  open: string[],
  statements: Judged[],
  when: When,
): boolean {
  return statements.some(entry => {
    const standing = entry[when];
    return (
      standing?.holds === true &&
      standing.open.every(condition => open.includes(condition)) &&
      standing.atoms.some(wide => atomCovers(wide, atom))
    );
  });
}

function touched(atom: Atom, statements: Judged[], when: When): boolean {
  return statements.some(entry =>
    entry[when]?.atoms.some(other => atomsOverlap(other, atom)),
  );
}

/** Where no statement of a kind is there, that layer says nothing: what it would be compared with is not read. */
function within(atom: Atom, statements: Judged[], when: When): boolean {
  return !statements.length || touched(atom, statements, when);
}

function changesBy(entry: Judged, layers: Layers): SessionChange[] {
  return entry.statement.effect === 'Allow'
    ? lostBy(entry, layers)
    : deniedBy(entry, layers);
}

function lostBy(entry: Judged, layers: Layers): SessionChange[] {
  const { before, after } = entry;
  if (!before) {
    return [];
  }
  const isBoundary = entry.policy.kind === 'boundary';
  const [same, other] = isBoundary
    ? [layers.boundary, layers.allows]
    : [layers.allows, layers.boundary];
  const kind = isOpen(after) ? 'may-be-lost' : 'lost';
  return before.atoms
    .filter(
      atom =>
        !covered(atom, before.open, same, 'after') &&
        !covered(atom, [], layers.denies, 'before') &&
        within(atom, other, 'before') &&
        !(isBoundary && keptWithin(atom, before.open, layers)),
    )
    .slice(0, 1)
    .map(atom => changeOf(kind, entry, atom));
}

/** Whether everything that the role's own statements have of an atom of the boundary stays within the boundary. */
function keptWithin(atom: Atom, open: string[], layers: Layers): boolean {
  const own = layers.allows.flatMap(({ before }) => before?.atoms ?? []);
  return (
    own.length > 0 &&
    own
      .filter(mine => atomsOverlap(mine, atom))
      .every(mine => covered(mine, open, layers.boundary, 'after'))
  );
}

function deniedBy(entry: Judged, layers: Layers): SessionChange[] {
  const { before, after } = entry;
  const allowed = (atom: Atom) =>
    within(atom, layers.allows, 'after') &&
    within(atom, layers.boundary, 'after');
  if (!after) {
    return (before?.atoms ?? [])
      .filter(allowed)
      .slice(0, 1)
      .map(atom => changeOf('denial-lost', entry, atom));
  }
  const fresh = after.atoms.filter(
    atom => !covered(atom, after.open, layers.denies, 'before'),
  );
  const harmful = fresh.find(allowed);
  if (harmful) {
    const sure: Ternary = after.holds === true && !after.open.length;
    return [changeOf(sure ? 'denied' : 'may-be-denied', entry, harmful)];
  }
  return fresh.slice(0, 1).map(atom => changeOf('denied-beside', entry, atom));
}

function changeOf(
  kind: ChangeKind,
  { policy, statement, keys, by }: Judged,
  { name: what }: Atom,
): SessionChange {
  return {
    kind,
    policy,
    statement: nameStatement(statement),
    by,
    keys,
    what,
  };
}
