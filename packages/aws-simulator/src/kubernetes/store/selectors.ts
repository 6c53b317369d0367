import type { KubeObject } from '../objects';
import { badRequest } from '../status';

/** Does an object fit? */
export type Predicate = (object: KubeObject) => boolean;

type LabelTest = (labels: Record<string, string>) => boolean;

const labelKey = String.raw`(?:[a-z0-9A-Z](?:[-a-z0-9A-Z.]*[a-z0-9A-Z])?/)?[a-z0-9A-Z](?:[-\w.]*[a-z0-9A-Z])?`;
const setExpression = new RegExp(
  String.raw`^(${labelKey})\s+(in|notin)\s*\(([^()]*)\)$`,
);
const equalityExpression = new RegExp(
  String.raw`^(${labelKey})\s*(==|=|!=)\s*([-\w.]*)$`,
);
const existsExpression = new RegExp(String.raw`^(!?)\s*(${labelKey})$`);

function splitRequirements(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function labelTest(text: string): LabelTest {
  const set = setExpression.exec(text);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return set[2] === 'in'
      ? labels => set[1] in labels && values.includes(labels[set[1]])
      : labels => !(set[1] in labels) || !values.includes(labels[set[1]]);
  }
  const equality = equalityExpression.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const exists = existsExpression.exec(text);
  if (exists) {
    return exists[1]
      ? labels => !(exists[2] in labels)
      : labels => exists[2] in labels;
  }
  throw badRequest(
    `unable to parse requirement: '${text}' is not a label selector`,
  );
}

/**
 * Reads a `labelSelector`.
 * @throws KubeError 400 where it does not parse.
 */
export function parseLabelSelector(text: string): Predicate {
  const tests = splitRequirements(text).map(labelTest);
  return object => {
    const labels = object.metadata.labels ?? {};
    return tests.every(test => test(labels));
  };
}

const fieldsOfEveryKind = ['metadata.name', 'metadata.namespace'];

/** What each kind can be selected by, beside name and namespace (as Kubernetes does; others answer 400). */
const selectableFields: Record<string, string[]> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  ReplicaSet: ['status.replicas'],
  ReplicationController: ['status.replicas'],
  Job: ['status.successful'],
  Secret: ['type'],
};

function fieldOf(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const step of path.split('.')) {
    value = (value as Record<string, unknown> | undefined)?.[step];
  }
  if (value === undefined || value === null) {
    return path === 'spec.hostNetwork' || path === 'spec.unschedulable'
      ? 'false'
      : '';
  }
  return String(value);
}

/**
 * Reads a `fieldSelector`.
 * @throws KubeError 400 where it does not parse, or names a field that the kind is not indexed by.
 */
export function parseFieldSelector(text: string, kind: string): Predicate {
  const tests = splitRequirements(text).map(part => {
    const parsed = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
    if (!parsed) {
      throw badRequest(
        `invalid selector: '${text}'; can't understand '${part}'`,
      );
    }
    const [, field, operator, value] = parsed;
    if (
      !fieldsOfEveryKind.includes(field) &&
      !selectableFields[kind]?.includes(field)
    ) {
      throw badRequest(`field label not supported: ${field}`);
    }
    return (object: KubeObject) =>
      (fieldOf(object, field) === value) === (operator !== '!=');
  });
  return object => tests.every(test => test(object));
}

/** Does a `matchLabels`/`matchExpressions` selector fit these labels? An absent selector fits none, an empty one all. */
export function matchesLabelSelector(
  selector:
    | {
        matchLabels?: Record<string, string>;
        matchExpressions?: {
          key: string;
          operator: string;
          values?: string[];
        }[];
      }
    | undefined,
  labels: Record<string, string> = {},
): boolean {
  if (!selector) {
    return false;
  }
  return (
    Object.entries(selector.matchLabels ?? {}).every(
      ([key, value]) => labels[key] === value,
    ) &&
    (selector.matchExpressions ?? []).every(expression =>
      matchesExpression(expression, labels),
    )
  );
}

/** One term of `matchExpressions`, of label selectors and of node affinity alike. */
export function matchesExpression(
  expression: { key: string; operator: string; values?: string[] },
  labels: Record<string, string>,
): boolean {
  const { key, operator, values = [] } = expression;
  const value: string | undefined = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}
