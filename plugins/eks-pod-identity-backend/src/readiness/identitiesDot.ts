import {
  IdentityEdge,
  IdentityGraph,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

const STYLES: Record<IdentityEdge['mechanism'], string> = {
  irsa: 'color="#b26a00"',
  'pod-identity': 'color="#1b7f3b"',
  'target-role': 'color="#1f5fbf"',
};

/**
 * The graph in Graphviz's language: a box per cluster with its service accounts, a node per role, an arrow per way to get
 * it. Ways that nothing uses are dashed; roles with an IRSA trust that nothing uses are grey.
 */
export function identitiesDot(graph: IdentityGraph): string {
  const clusters = [...new Set(graph.edges.map(({ cluster }) => cluster))];
  const roles = [
    ...new Set([
      ...graph.edges.map(({ roleArn }) => roleArn),
      ...graph.unusedIrsaRoles,
    ]),
  ].sort();
  const unused = new Set(graph.unusedIrsaRoles);
  return [
    'digraph identities {',
    '  rankdir=LR;',
    '  node [shape=box, fontname="sans-serif"];',
    ...clusters.flatMap((cluster, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quote(cluster)};`,
      ...accountsOf(graph.edges, cluster).map(
        name => `    ${quote(`${cluster}/${name}`)} [label=${quote(name)}];`,
      ),
      '  }',
    ]),
    ...roles.map(
      arn =>
        `  ${quote(arn)} [shape=ellipse${
          unused.has(arn) ? ', color=grey, fontcolor=grey' : ''
        }];`,
    ),
    ...graph.edges.map(
      edge =>
        `  ${quote(
          `${edge.cluster}/${edge.namespace}/${edge.serviceAccount}`,
        )} -> ${quote(edge.roleArn)} [label=${quote(edge.mechanism)}, ${
          STYLES[edge.mechanism]
        }${edge.used ? '' : ', style=dashed'}];`,
    ),
    '}',
    '',
  ].join('\n');
}

function accountsOf(edges: IdentityEdge[], cluster: string): string[] {
  return [
    ...new Set(
      edges
        .filter(edge => edge.cluster === cluster)
        .map(
          ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
        ),
    ),
  ].sort();
}

/** A quoted id of DOT: only the quote needs escaping, and a backslash before it. */
function quote(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}
