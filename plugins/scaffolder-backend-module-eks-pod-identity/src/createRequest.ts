import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  createEksPodIdentityClient,
  EksPodIdentityApi,
  PLUGIN_ID,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

/** What the action needs of Backstage; `api` is for tests. */
export interface CreateRequestOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  api?: EksPodIdentityApi;
}

/**
 * The scaffolder action `eks-pod-identity:request:create`: asks for the move of a service's workload to EKS Pod Identity,
 * as the person who runs the template.
 */
export function createRequestAction(options: CreateRequestOptions) {
  const api =
    options.api ??
    createEksPodIdentityClient({
      discoveryApi: options.discovery,
      fetchApi: { fetch },
    });
  return createTemplateAction({
    id: 'eks-pod-identity:request:create',
    description:
      "Asks for the move of a service's workload from IRSA to EKS Pod Identity",
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z
            .string()
            .describe(
              'The service, as an entity reference: component:default/orders',
            ),
        workload: z =>
          z
            .string()
            .optional()
            .describe(
              'namespace/serviceAccount, optionally @cluster; needed where the service has several workloads',
            ),
        reason: z =>
          z.string().max(2000).optional().describe('Why it is asked for'),
      },
      output: {
        requestId: z => z.string(),
        state: z => z.string(),
      },
    },
    async handler(ctx) {
      const { token } = await options.auth.getPluginRequestToken({
        onBehalfOf: await ctx.getInitiatorCredentials(),
        targetPluginId: PLUGIN_ID,
      });
      const { kind, namespace, name } = parseEntityRef(ctx.input.entityRef, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      });
      const service = await api.getService(
        { params: { kind, namespace, name } },
        { token },
      );
      const workload = pickWorkload(
        service.entityRef,
        service.workloadDetails,
        ctx.input.workload,
      );
      const subject = {
        kind: 'workload' as const,
        subjectId: workload.id,
        entityRef: service.entityRef,
      };
      if (ctx.isDryRun) {
        const { obstacles } = await api.previewRequest(
          { body: subject },
          { token },
        );
        for (const obstacle of obstacles) {
          ctx.logger.warn(obstacle);
        }
        return;
      }
      const request = await api.createRequest(
        {
          body: {
            ...subject,
            ...(ctx.input.reason ? { reason: ctx.input.reason } : {}),
          },
        },
        { token },
      );
      ctx.logger.info(
        `Request ${request.id} for ${nameOf(workload)} is ${request.state}`,
      );
      ctx.output('requestId', request.id);
      ctx.output('state', request.state);
    },
  });
}

/** The workload that is meant, if that is clear. */
function pickWorkload(
  entityRef: string,
  workloads: WorkloadDetail[],
  wanted: string | undefined,
): WorkloadDetail {
  const known = workloads.map(nameOf).join(', ');
  if (!workloads.length) {
    throw new InputError(
      `No workload of ${entityRef} is known: annotate it with aws.amazon.com/eks-service-accounts, and wait for the next sync`,
    );
  }
  const matching = wanted
    ? workloads.filter(workload =>
        [nameOf(workload), nameOf(workload).split('@')[0]].includes(wanted),
      )
    : workloads;
  if (!matching.length) {
    throw new InputError(
      `workload: ${entityRef} has no '${wanted}'; it has: ${known}`,
    );
  }
  if (matching.length > 1) {
    throw new InputError(
      `workload: ${entityRef} has several; name one of: ${known}`,
    );
  }
  return matching[0];
}

function nameOf({
  namespace,
  serviceAccount,
  cluster,
}: WorkloadDetail): string {
  return `${namespace}/${serviceAccount}@${cluster.name}`;
}
