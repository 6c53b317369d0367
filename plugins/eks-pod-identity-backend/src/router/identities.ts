import {
  IdentityGraph,
  routes,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Caller } from '../permissions/access';
import { identitiesDot } from '../readiness/identitiesDot';
import { allVisible, mayView } from '../store/visible';
import { ApiContext } from './context';
import { Serve } from './serve';

/** More than any account has. */
const MANY = 1_000_000;

const EMPTY: IdentityGraph = {
  edges: [],
  unusedIrsaRoles: [],
  unusedAssociations: [],
  doubleMechanisms: [],
  missing: [
    {
      what: 'The account',
      reason: 'It was not read yet: wait for the first sync, or start one',
    },
  ],
};

/** Routes of the graph of identities. */
export function serveIdentities(serve: Serve, api: ApiContext): void {
  serve(routes.getIdentityGraph, async ({ caller }) => {
    await api.access.requireRead(caller);
    return visibleIdentities(api, caller);
  });

  serve(routes.getIdentityGraphDot, async ({ caller }) => {
    await api.access.requireRead(caller);
    return identitiesDot(await visibleIdentities(api, caller));
  });
}

/** The graph, without the service accounts of services that the caller may not see. */
export async function visibleIdentities(
  { assessments, visibleTo }: ApiContext,
  caller: Caller,
): Promise<IdentityGraph> {
  const graph = await assessments.identities();
  if (!graph) {
    return EMPTY;
  }
  const visible = await visibleTo(caller);
  if (visible.all) {
    return graph;
  }
  const claims = await assessments.listWorkloads(
    { unclaimed: false },
    { limit: MANY },
    allVisible,
  );
  const hidden = new Set(
    claims.items
      .filter(({ services }) => !services.some(ref => mayView(visible, ref)))
      .flatMap(({ cluster, namespace, serviceAccount }) => [
        keyOf({ cluster: cluster.name, namespace, serviceAccount }),
        keyOf({ cluster: cluster.arn, namespace, serviceAccount }),
      ]),
  );
  const shown = <T extends Key>(list: T[]) =>
    list.filter(item => !hidden.has(keyOf(item)));
  return {
    ...graph,
    edges: shown(graph.edges),
    unusedAssociations: shown(graph.unusedAssociations).map(
      ({ likelyMeant, ...association }) => {
        const [namespace, serviceAccount] = likelyMeant?.split('/') ?? [];
        const meant = {
          cluster: association.cluster,
          namespace,
          serviceAccount,
        };
        return likelyMeant && !hidden.has(keyOf(meant))
          ? { ...association, likelyMeant }
          : association;
      },
    ),
    doubleMechanisms: shown(graph.doubleMechanisms),
  };
}

interface Key {
  cluster: string;
  namespace: string;
  serviceAccount: string;
}

function keyOf({ cluster, namespace, serviceAccount }: Key): string {
  return JSON.stringify([cluster, namespace, serviceAccount]);
}
