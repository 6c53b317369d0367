import {
  LabelSelectorFacts,
  OtherPolicyFacts,
  PodSelectionFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { labelsMatch } from '../services/labelSelector';
import {
  allOf,
  anyOf,
  calicoSelects,
  LabelLookup,
  Likely,
} from './calicoSelector';

/** A pod, or a template's next one, as policies select it. */
export interface SelectablePod {
  namespace: string;
  labels: Record<string, string>;
  serviceAccount: string;
  /** Undefined where the service account was not seen. */
  serviceAccountLabels: Record<string, string> | undefined;
}

/** Whether a policy selects a pod. */
export function selectsPod(
  policy: OtherPolicyFacts,
  pod: SelectablePod,
): Likely {
  if (policy.namespace !== undefined && policy.namespace !== pod.namespace) {
    return 'no';
  }
  return anyOf(policy.selects.map(selection => fits(selection, pod)));
}

function fits(selection: PodSelectionFacts, pod: SelectablePod): Likely {
  const { pods, namespaces, serviceAccounts, expressions, unclear } = selection;
  const ownLabels = podLabels(pod);
  const ofNamespace = namespaceLabels(pod);
  const ofAccount = accountLabels(pod);
  const answers: Likely[] = [
    ...(unclear ? (['maybe'] as const) : []),
    ...(pods ? [matches(pods, ownLabels)] : []),
    ...(namespaces ? [matches(namespaces, ofNamespace)] : []),
    ...(serviceAccounts ? [matches(serviceAccounts, ofAccount)] : []),
    ...(expressions
      ? [
          calicoSelects(expressions.pods ?? '', ownLabels),
          calicoSelects(expressions.namespaces ?? '', ofNamespace),
          calicoSelects(expressions.serviceAccounts ?? '', ofAccount),
        ]
      : []),
  ];
  return allOf(answers);
}

function matches(selector: LabelSelectorFacts, labels: LabelLookup): Likely {
  const requirements = [
    ...Object.entries(selector.matchLabels).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...selector.matchExpressions,
  ];
  return allOf(
    requirements.map(requirement => {
      const value = labels(requirement.key);
      if (value === undefined) {
        return 'maybe';
      }
      return labelsMatch(value === null ? {} : { [requirement.key]: value }, [
        requirement,
      ])
        ? 'yes'
        : 'no';
    }),
  );
}

/** A pod's own labels, and those that Cilium and Calico add to it. */
function podLabels(pod: SelectablePod): LabelLookup {
  const { labels, namespace, serviceAccount } = pod;
  const added: Record<string, string> = {
    'io.kubernetes.pod.namespace': namespace,
    'io.cilium.k8s.policy.serviceaccount': serviceAccount,
    'projectcalico.org/namespace': namespace,
    'projectcalico.org/orchestrator': 'k8s',
    'projectcalico.org/serviceaccount': serviceAccount,
  };
  return key => {
    const value = Object.hasOwn(labels, key) ? labels[key] : added[key];
    if (value !== undefined) {
      return value;
    }
    // Labels of the namespace, the service account and the cluster among the pod's own: not seen.
    return /^(pcns\.|pcsa\.|io\.cilium\.)/.test(key) ? undefined : null;
  };
}

/** Namespaces are not read: of their labels only the names are known. */
function namespaceLabels({ namespace }: SelectablePod): LabelLookup {
  return key =>
    key === 'kubernetes.io/metadata.name' || key === 'projectcalico.org/name'
      ? namespace
      : undefined;
}

function accountLabels(pod: SelectablePod): LabelLookup {
  const { serviceAccountLabels, serviceAccount } = pod;
  return key => {
    if (key === 'projectcalico.org/name') {
      return serviceAccount;
    }
    if (!serviceAccountLabels) {
      return undefined;
    }
    return Object.hasOwn(serviceAccountLabels, key)
      ? serviceAccountLabels[key]
      : null;
  };
}
