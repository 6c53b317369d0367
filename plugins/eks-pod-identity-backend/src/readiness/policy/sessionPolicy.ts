import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { conditionHolds } from './conditions';
import { RequestContext } from './context';
import { PolicyDocument, PolicyStatement } from './document';
import { policyDocumentOf } from './permissions';
import { Atom, atomCovers, atomsOverlap, scopeOf } from './scopes';
import { allOf, Ternary } from './ternary';

/** What a session policy leaves of the permissions of a role. */
export interface SessionPolicyEffect {
  /** Permissions of the role, as `s3:GetObject on *`, that are taken away altogether. */
  gone: string[];
  /** Those of which something may be taken away. */
  narrowed: string[];
  /** Those that are left as they are. */
  kept: string[];
}

interface Standing {
  statement: PolicyStatement;
  atoms: Atom[];
  holds: Ternary;
  /** Conditions that can't be told beforehand. */
  open: string[];
}

/** Statements that may hold in a session, with what they are about. */
function standing(
  { statements, version }: PolicyDocument,
  context: RequestContext,
): Standing[] {
  return statements.flatMap(statement => {
    const results = statement.conditions.map(condition => ({
      condition,
      holds: conditionHolds(condition, version, context),
    }));
    const scope = scopeOf(statement, version, context);
    const holds = allOf([
      scope.certain,
      ...results.map(result => result.holds),
    ]);
    return holds === false
      ? []
      : [
          {
            statement,
            atoms: scope.atoms,
            holds,
            open: results
              .filter(result => result.holds === 'unknown')
              .map(({ condition }) => JSON.stringify(condition)),
          },
        ];
  });
}

/**
 * Compares a session policy with what the role's own policies allow: a session has what both allow, and nothing that the
 * session policy denies (IAM user guide, 'Session policies').
 */
export function sessionPolicyEffect(
  role: RoleFacts,
  policy: PolicyDocument,
  context: RequestContext,
): SessionPolicyEffect {
  const session = standing(policy, context);
  const of = (effect: 'Allow' | 'Deny') =>
    session.filter(({ statement }) => statement.effect === effect);
  const [allows, denies] = [of('Allow'), of('Deny')];
  const own = (role.policies.seen ? role.policies.value : [])
    .filter(({ kind }) => kind !== 'boundary')
    .flatMap(each => {
      const read = policyDocumentOf(each);
      return read.valid ? standing(read.document, context) : [];
    })
    .filter(({ statement }) => statement.effect === 'Allow');
  const effect: SessionPolicyEffect = { gone: [], narrowed: [], kept: [] };
  for (const { atoms, open } of own) {
    const covers = ({ atoms: wide, holds, open: more }: Standing, atom: Atom) =>
      (holds === true || more.every(condition => open.includes(condition))) &&
      wide.some(other => atomCovers(other, atom));
    const touches = ({ atoms: others }: Standing, atom: Atom) =>
      others.some(other => atomsOverlap(other, atom));
    for (const atom of atoms) {
      const gone =
        !allows.some(each => touches(each, atom)) ||
        denies.some(each => each.holds === true && covers(each, atom));
      const whole =
        allows.some(each => covers(each, atom)) &&
        !denies.some(each => touches(each, atom));
      const left = whole ? 'kept' : 'narrowed';
      effect[gone ? 'gone' : left].push(atom.name);
    }
  }
  return effect;
}
