import { RequestContext } from './context';
import { Condition, PolicyStatement } from './document';

const VARIABLE_KEY = /\$\{\s*([^},]+)/g;

/** Keys of the policy variables in some texts. */
export function variableKeys(texts: string[]): string[] {
  return texts.flatMap(text =>
    text.includes('${')
      ? [...text.matchAll(VARIABLE_KEY)].map(([, key]) => key.trim())
      : [],
  );
}

/** `aws:userid` like `AROA…:*` names a role whatever its session is called. */
function namesOnlyRoles({ key, values }: Condition): boolean {
  return (
    key.toLowerCase() === 'aws:userid' &&
    values.every(value => value.endsWith(':*'))
  );
}

/** A call that assumes a role names the further session itself, so the key is not about the caller's own one. */
function isNameOfFurtherSession(
  { key }: Condition,
  statement: PolicyStatement | undefined,
): boolean {
  return (
    key.toLowerCase() === 'sts:rolesessionname' &&
    statement?.action !== undefined &&
    statement.action.every(action => /^sts:(assume|set|tag)/i.test(action))
  );
}

/** Tells which conditions hang on what differs between two sessions. */
export interface Difference {
  /** Keys of a condition whose values differ; empty: it says the same of both. */
  ofCondition(condition: Condition, statement?: PolicyStatement): string[];
  ofTexts(texts: string[]): string[];
}

/** Compares two sessions key by key: nothing is listed, whatever the contexts say differently counts. */
export function differenceOf(
  before: RequestContext,
  after: RequestContext,
): Difference {
  const known = new Map<string, boolean>();
  const differs = (key: string): boolean => {
    const name = key.toLowerCase();
    const answer =
      known.get(name) ??
      JSON.stringify(before.lookup(name)) !==
        JSON.stringify(after.lookup(name));
    known.set(name, answer);
    return answer;
  };
  const ofTexts = (texts: string[]) => variableKeys(texts).filter(differs);
  return {
    ofTexts,
    ofCondition(condition, statement) {
      if (
        namesOnlyRoles(condition) ||
        isNameOfFurtherSession(condition, statement)
      ) {
        return ofTexts(condition.values);
      }
      return [
        ...(differs(condition.key) ? [condition.key] : []),
        ...ofTexts(condition.values),
      ];
    },
  };
}
