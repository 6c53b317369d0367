import {
  ANNOTATION_SERVICE_ACCOUNTS,
  KUBERNETES_ANNOTATIONS,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { LabelRequirement, parseLabelSelector } from './labelSelector';

/** One service account that an entity names. */
export interface NamedServiceAccount {
  namespace: string;
  name: string;
  /** Name of the cluster; undefined: any. */
  cluster?: string;
}

/** How an entity says which workloads are its own. */
export type EntityMapping =
  | { by: 'nothing' }
  | {
      by: 'service-accounts';
      annotation: string;
      value: string;
      named: NamedServiceAccount[];
      faults: string[];
    }
  | {
      by: 'labels';
      annotation: string;
      value: string;
      requirements: LabelRequirement[];
      namespace?: string;
      cluster?: string;
      faults: string[];
    };

const NAMED =
  /^([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\/([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)(?:@(\*|[0-9A-Za-z][\w-]{0,99}))?$/;

/**
 * Reads an entity's annotations. Ours comes first; else Backstage's own, where the label selector wins over the id, as in
 * Backstage's Kubernetes plugin. Namespace and cluster only narrow these down.
 */
export function readMapping(
  annotations: Record<string, string>,
): EntityMapping {
  const value = annotations[ANNOTATION_SERVICE_ACCOUNTS];
  if (value !== undefined) {
    return readServiceAccounts(value);
  }
  const selector = annotations[KUBERNETES_ANNOTATIONS.labelSelector];
  const id = annotations[KUBERNETES_ANNOTATIONS.id];
  if (selector === undefined && id === undefined) {
    return { by: 'nothing' };
  }
  const scope = {
    namespace: annotations[KUBERNETES_ANNOTATIONS.namespace] || undefined,
    cluster: annotations[KUBERNETES_ANNOTATIONS.cluster] || undefined,
  };
  if (selector !== undefined) {
    const parsed = parseLabelSelector(selector);
    return {
      by: 'labels',
      annotation: KUBERNETES_ANNOTATIONS.labelSelector,
      value: selector,
      requirements: parsed.valid ? parsed.requirements : [],
      faults: parsed.valid
        ? []
        : [`${KUBERNETES_ANNOTATIONS.labelSelector}: ${parsed.reason}`],
      ...scope,
    };
  }
  return {
    by: 'labels',
    annotation: KUBERNETES_ANNOTATIONS.id,
    value: id,
    requirements: id
      ? [{ key: KUBERNETES_ANNOTATIONS.id, operator: 'In', values: [id] }]
      : [],
    faults: id ? [] : [`${KUBERNETES_ANNOTATIONS.id}: the value is empty`],
    ...scope,
  };
}

function readServiceAccounts(value: string): EntityMapping {
  const named: NamedServiceAccount[] = [];
  const faults: string[] = [];
  const pieces = value
    .split(',')
    .map(piece => piece.trim())
    .filter(Boolean);
  for (const piece of pieces) {
    const match = NAMED.exec(piece);
    if (match) {
      const [, namespace, name, cluster] = match;
      named.push({
        namespace,
        name,
        ...(cluster && cluster !== '*' ? { cluster } : {}),
      });
    } else {
      faults.push(
        `${ANNOTATION_SERVICE_ACCOUNTS}: '${piece}' is not a service account: write namespace/name, optionally @cluster`,
      );
    }
  }
  if (!pieces.length) {
    faults.push(`${ANNOTATION_SERVICE_ACCOUNTS}: the value is empty`);
  }
  return {
    by: 'service-accounts',
    annotation: ANNOTATION_SERVICE_ACCOUNTS,
    value,
    named,
    faults,
  };
}
