import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { ApiContext } from '../router/context';
import { service, workload } from '../router/__testUtils__/assessment';
import { registerActions } from './actions';

const orders = service('orders', { workloadIds: ['workload-orders'] });

function actionsOn(members: Partial<Record<keyof ApiContext, any>> = {}) {
  const registry = actionsRegistryServiceMock();
  const api = {
    access: { requireRead: jest.fn() },
    visibleTo: async () => ({ all: true }),
    view: { current: async () => undefined },
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({ success: jest.fn(), fail: jest.fn() }),
    }),
    requests: {
      openBySubject: async () => new Map([['workload-orders', 'request-1']]),
    },
    assessments: {
      listServices: jest.fn(async () => ({ items: [orders], totalItems: 1 })),
      getService: async (ref: string) =>
        ref === orders.entityRef ? orders : undefined,
      getWorkloads: async () => [workload('orders')],
    },
    requestService: {
      preview: jest.fn(async () => ({ obstacles: [] })),
      create: jest.fn(async () => ({ id: 'request-1' })),
    },
    ...members,
  };
  registerActions(registry, api as unknown as ApiContext);
  return {
    api,
    invoke: async (name: string, input: JsonObject) =>
      (
        await registry.invoke({
          id: `test:${name}`,
          input,
          credentials: mockCredentials.user('user:default/kim'),
        })
      ).output as any,
  };
}

describe('the actions', () => {
  it('list services by filters, with their open requests', async () => {
    const { invoke, api } = actionsOn();
    const output = await invoke('list-services', {
      verdict: 'ready',
      limit: 10,
    });
    expect(output).toMatchObject({
      totalItems: 1,
      items: [{ entityRef: orders.entityRef, requestIds: ['request-1'] }],
    });
    expect(api.assessments.listServices).toHaveBeenCalledWith(
      expect.objectContaining({ verdict: 'ready' }),
      { limit: 10 },
      { all: true },
    );
  });

  it('tell how ready a service is, with its workloads', async () => {
    const { invoke } = actionsOn();
    const output = await invoke('get-service-readiness', {
      entityRef: 'Component:default/Orders',
    });
    expect(output.service).toMatchObject({
      verdict: 'ready',
      workloadDetails: [{ id: 'workload-orders', requestId: 'request-1' }],
    });
    await expect(
      invoke('get-service-readiness', { entityRef: 'component:default/x' }),
    ).rejects.toThrow("No service 'component:default/x'");
  });

  it('do not name a service that the caller may not see', async () => {
    const { invoke } = actionsOn({
      visibleTo: async () => ({ all: false, entityRefs: new Set() }),
    });
    await expect(
      invoke('get-service-readiness', { entityRef: orders.entityRef }),
    ).rejects.toThrow('No service');
  });

  it('preview and create requests as the one who asks', async () => {
    const { invoke, api } = actionsOn();
    const subject = { kind: 'workload', subjectId: 'workload-orders' };
    expect(await invoke('preview-request', subject)).toEqual({
      preview: { obstacles: [] },
    });
    expect(
      await invoke('create-request', { ...subject, reason: 'Now' }),
    ).toEqual({ request: { id: 'request-1' } });
    expect(api.requestService.create).toHaveBeenCalledWith(
      { ...subject, reason: 'Now' },
      expect.objectContaining({
        principal: expect.objectContaining({
          userEntityRef: 'user:default/kim',
        }),
      }),
    );
  });

  it('explain an error text', async () => {
    const { invoke } = actionsOn();
    const output = await invoke('diagnose-error', {
      text: 'ResourceInUseException: Association already exists: a-9njjin9gfghecgocd',
    });
    expect(output.diagnoses).toMatchObject([{ cause: 'association-exists' }]);
    await expect(invoke('diagnose-error', { text: '' })).rejects.toThrow(
      'text',
    );
  });

  it('need the permission to read', async () => {
    const { invoke } = actionsOn({
      access: { requireRead: jest.fn().mockRejectedValue(new Error('Denied')) },
    });
    for (const name of ['list-services', 'get-service-readiness']) {
      await expect(
        invoke(name, { entityRef: orders.entityRef }),
      ).rejects.toThrow('Denied');
    }
  });
});
