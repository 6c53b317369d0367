import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  createRequestBody,
  diagnosesBody,
  previewBody,
  servicesQuery,
  verdicts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Caller } from '../permissions/access';
import { audited } from '../router/audited';
import { ApiContext } from '../router/context';
import { diagnoseFor } from '../router/diagnoses';
import { parse } from '../router/serve';
import { summaryOf } from '../router/services';
import { workloadDetail } from '../router/workloads';
import { mayView } from '../store/visible';

/** What actions answer is JSON for machines: its shape is that of the HTTP API. */
const DOCUMENT = 'As the HTTP API answers it, see /v1/openapi.json';

/** Registers what other tools may ask and do: list services, read one, explain errors, preview and create requests. */
export function registerActions(
  registry: ActionsRegistryService,
  api: ApiContext,
): void {
  registry.register({
    name: 'list-services',
    title: 'List services by readiness for EKS Pod Identity',
    description:
      'Lists the catalog entities that run on EKS with their verdict: blocked, action-required, unknown, ready, migrated or not-applicable; time bombs are told beside it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          verdict: z.enum(verdicts).optional(),
          owner: z.string().optional().describe('Entity reference'),
          cluster: z.string().optional().describe('Name or ARN'),
          check: z.string().optional().describe('Id of a failing check'),
          q: z.string().optional().describe('Text in name, owner or system'),
          limit: z.number().int().min(1).max(500).optional(),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          items: z.array(z.any()).describe(DOCUMENT),
        }),
    },
    async action({ input, credentials }) {
      const caller = callerOf(credentials);
      await api.access.requireRead(caller);
      const query = parse(servicesQuery, input, 'input');
      const { cursor, limit, ...filter } = query;
      const page = await api.assessments.listServices(
        filter,
        { limit },
        await api.visibleTo(caller),
      );
      const open = await api.requests.openBySubject(
        page.items.flatMap(({ workloadIds }) => workloadIds),
      );
      return {
        output: {
          totalItems: page.totalItems,
          items: page.items.map(service => summaryOf(service, open)),
        },
      };
    },
  });

  registry.register({
    name: 'get-service-readiness',
    title: 'Tell how ready a service is for EKS Pod Identity',
    description:
      'The verdict of one catalog entity with its workloads, the findings of all checks with evidence and remedy, and its AWS SDKs.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe('component:default/orders'),
        }),
      output: z => z.object({ service: z.any().describe(DOCUMENT) }),
    },
    async action({ input, credentials }) {
      const caller = callerOf(credentials);
      await api.access.requireRead(caller);
      const entityRef = input.entityRef.toLocaleLowerCase('en-US');
      const service = await api.assessments.getService(entityRef);
      if (!service || !mayView(await api.visibleTo(caller), entityRef)) {
        throw new NotFoundError(`No service '${input.entityRef}' is known`);
      }
      const open = await api.requests.openBySubject(service.workloadIds);
      const workloads = await api.assessments.getWorkloads(service.workloadIds);
      const { sdkSummary, sharedWith, mapping } = service;
      return {
        output: {
          service: {
            ...summaryOf(service, open),
            sdkSummary,
            sharedWith,
            mapping,
            workloadDetails: workloads.map(workload =>
              workloadDetail(workload, open),
            ),
          },
        },
      };
    },
  });

  registry.register({
    name: 'diagnose-error',
    title: 'Explain an error of EKS Pod Identity or IRSA',
    description:
      'Takes the text of an error (Terraform, AWS CLI, eksctl, CloudFormation, logs of pods) and tells its causes, most likely first, with proof from this account and steps to take. A text without a known cause gets none.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({ text: z.string().describe('The error, as it was printed') }),
      output: z => z.object({ diagnoses: z.array(z.any()).describe(DOCUMENT) }),
    },
    async action({ input, credentials }) {
      const { text } = parse(diagnosesBody, input, 'input');
      return {
        output: { ...(await diagnoseFor(callerOf(credentials), text, api)) },
      };
    },
  });

  registry.register({
    name: 'preview-request',
    title: 'Preview the move of a workload or add-on to EKS Pod Identity',
    description:
      'The plan that a request would have, and why it could not be asked for now. Nothing is stored.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          kind: z.enum(['workload', 'addon']),
          subjectId: z.string().describe('Id of the workload or add-on'),
          entityRef: z.string().optional(),
          method: z
            .enum(['associate', 'update-in-place', 'recreate'])
            .optional(),
        }),
      output: z => z.object({ preview: z.any().describe(DOCUMENT) }),
    },
    async action({ input, credentials }) {
      const caller = callerOf(credentials);
      await api.access.requireRead(caller);
      const preview = await api.requestService.preview(
        parse(previewBody, input, 'input'),
        caller,
      );
      return { output: { preview } };
    },
  });

  registry.register({
    name: 'create-request',
    title: 'Ask for the move of a workload or add-on to EKS Pod Identity',
    description:
      'Stores a request with its plan; somebody else approves it. Refused where the workload is not ready, or a request is open already.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          kind: z.enum(['workload', 'addon']),
          subjectId: z.string().describe('Id of the workload or add-on'),
          entityRef: z
            .string()
            .optional()
            .describe('The service on whose behalf it is asked'),
          method: z
            .enum(['associate', 'update-in-place', 'recreate'])
            .optional(),
          reason: z.string().optional(),
        }),
      output: z => z.object({ request: z.any().describe(DOCUMENT) }),
    },
    async action({ input, credentials }) {
      const caller = callerOf(credentials);
      const body = parse(createRequestBody, input, 'input');
      const request = await audited(
        api.auditor,
        { eventId: 'request-create', meta: { ...body, through: 'action' } },
        async () => {
          await api.access.requireRead(caller);
          return api.requestService.create(body, caller);
        },
      );
      return { output: { request } };
    },
  });
}

/** Actions are for people and services, never for nobody. */
function callerOf(credentials: BackstageCredentials): Caller {
  const { type } = credentials.principal as { type?: string };
  if (type !== 'user' && type !== 'service') {
    throw new NotAllowedError('This action needs somebody who is signed in');
  }
  return credentials as Caller;
}
