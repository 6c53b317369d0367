import { ManagedBy } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

type Tool = ManagedBy['tool'];

/** Tags that CloudFormation and eksctl write themselves; their values name the stack or cluster. */
const OWN_TAGS: { key: string; tool: Tool }[] = [
  { key: 'alpha.eksctl.io/cluster-name', tool: 'eksctl' },
  { key: 'eksctl.cluster.k8s.io/v1alpha1/cluster-name', tool: 'eksctl' },
  { key: 'aws:cloudformation:stack-name', tool: 'cloudformation' },
];

/** Keys of tags in which people say what manages a resource (`ManagedBy: terraform`). */
const SAYING_KEYS =
  /^(managed[-_ ]?by|provisioned[-_ ]?by|created[-_ ]?by|iac|tool)$/i;

const TOOLS: { pattern: RegExp; tool: Tool }[] = [
  { pattern: /terraform|opentofu|terragrunt/i, tool: 'terraform' },
  { pattern: /cloudformation|\bcdk\b/i, tool: 'cloudformation' },
  { pattern: /eksctl/i, tool: 'eksctl' },
];

/**
 * Who manages an AWS resource, as far as its tags tell: CloudFormation and eksctl write tags of their own, Terraform
 * none, so there only the tags tell that people set by habit. Undefined where nothing tells.
 * @param where API call and ARN that showed the tags
 */
export function managedByTags(
  tags: Record<string, string>,
  where: string,
): ManagedBy | undefined {
  const found = fromOwnTags(tags) ?? fromSayingTags(tags);
  if (!found) {
    return undefined;
  }
  const { tool, name, key } = found;
  return {
    tool,
    ...(name ? { name } : {}),
    evidence: [
      {
        what: `Tag ${key} = ${tags[key]}`,
        source: /^iam\b/i.test(where) ? 'iam' : 'eks',
        where,
      },
    ],
  };
}

interface Found {
  tool: Tool;
  name?: string;
  key: string;
}

function fromOwnTags(tags: Record<string, string>): Found | undefined {
  for (const { key, tool } of OWN_TAGS) {
    if (tags[key] !== undefined) {
      return { tool, name: tags[key], key };
    }
  }
  return undefined;
}

function fromSayingTags(tags: Record<string, string>): Found | undefined {
  for (const [key, value] of Object.entries(tags)) {
    if (/^terraform([-_.:/]|$)/i.test(key) && value !== 'false') {
      const name = /workspace|module|stack/i.test(key) ? value : undefined;
      return { tool: 'terraform', ...(name ? { name } : {}), key };
    }
    if (SAYING_KEYS.test(key)) {
      const tool = TOOLS.find(({ pattern }) => pattern.test(value))?.tool;
      if (tool) {
        return { tool, key };
      }
    }
  }
  return undefined;
}

/**
 * Who manages a Kubernetes object, by the labels and annotations that Argo CD, Flux and Helm set on what they apply.
 * The outermost one counts: a Helm release that Argo CD or Flux applies is changed there.
 * @param where path of the object
 */
export function managedByMetadata(
  object: {
    labels: Record<string, string>;
    annotations: Record<string, string>;
  },
  where: string,
): ManagedBy | undefined {
  const { labels, annotations } = object;
  const of = (tool: Tool, key: string, name?: string): ManagedBy => ({
    tool,
    ...(name ? { name } : {}),
    evidence: [
      {
        what: `${key} = ${labels[key] ?? annotations[key]}`,
        source: 'kubernetes',
        where,
      },
    ],
  });
  const argo = 'argocd.argoproj.io/tracking-id';
  if (annotations[argo]) {
    return of('argo-cd', argo, annotations[argo].split(':')[0]);
  }
  if (labels['argocd.argoproj.io/instance']) {
    const key = 'argocd.argoproj.io/instance';
    return of('argo-cd', key, labels[key]);
  }
  for (const kind of ['kustomize', 'helm']) {
    const key = `${kind}.toolkit.fluxcd.io/name`;
    if (labels[key]) {
      return of('flux', key, labels[key]);
    }
  }
  const release = 'meta.helm.sh/release-name';
  if (annotations[release]) {
    return of('helm', release, annotations[release]);
  }
  const by = 'app.kubernetes.io/managed-by';
  const tool = (['helm', 'eksctl'] as const).find(
    name => labels[by]?.toLowerCase() === name,
  );
  return tool && of(tool, by);
}
