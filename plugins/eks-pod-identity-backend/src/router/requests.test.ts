import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { testDatabases } from '../__testUtils__/databases';
import { accountOf, TestWorkload } from './__testUtils__/facts';
import { startApi, user } from './__testUtils__/startApi';

const databases = testDatabases();

const orders: TestWorkload = {
  namespace: 'orders',
  name: 'orders',
  claimedBy: ['component:default/orders'],
};
const cart: TestWorkload = {
  namespace: 'cart',
  name: 'cart',
  fault: 'fargate',
  claimedBy: ['component:default/cart'],
};
const pay: TestWorkload = {
  namespace: 'pay',
  name: 'pay',
  fault: 'old-sdk',
  associated: true,
  claimedBy: ['component:default/pay'],
};
const shared: TestWorkload = {
  namespace: 'shared',
  name: 'shared',
  claimedBy: ['component:default/orders', 'component:default/stock'],
};

async function start(
  id: any,
  options: Partial<Parameters<typeof startApi>[0]> = {},
) {
  const api = await startApi({
    knex: await databases.init(id),
    facts: accountOf([orders, cart, pay, shared]),
    ...options,
  });
  const workloads = (await api.get('/v1/workloads?limit=500')).body.items;
  const addons = (await api.get('/v1/addons')).body.items;
  return {
    ...api,
    workload: (name: string): string =>
      workloads.find((one: any) => one.serviceAccount === name).id,
    addon: (name: string): string =>
      addons.find((one: any) => one.name === name).id,
  };
}

describe.each(databases.eachSupportedId())('requests on %s', id => {
  it('go from preview to approval by somebody else, and say who did what', async () => {
    const { as, workload, send, createEvent } = await start(id);
    const kim = as('kim');
    const park = as('park');
    const subject = { kind: 'workload', subjectId: workload('orders') };

    const preview = await kim('post', '/v1/requests/preview', subject);
    expect(preview.status).toBe(200);
    expect(routes.previewRequest.response.parse(preview.body)).toMatchObject({
      obstacles: [],
      plan: { subject: 'orders/orders', method: 'associate' },
    });

    const created = await kim('post', '/v1/requests', {
      ...subject,
      reason: 'Before the sale',
    });
    expect(created.status).toBe(201);
    const request = routes.createRequest.response.parse(created.body);
    expect(request).toMatchObject({
      state: 'pending-approval',
      revision: 1,
      entityRef: 'component:default/orders',
      requestedBy: user('kim'),
      allowedActions: ['cancel'],
      drift: [],
    });
    expect(send).toHaveBeenCalledWith(
      expect.objectContaining({
        recipients: expect.objectContaining({
          entityRef: ['group:default/platform'],
        }),
      }),
    );

    const listed = await park('get', '/v1/requests?open=true');
    expect(routes.listRequests.response.parse(listed.body).items).toEqual([
      expect.objectContaining({
        id: request.id,
        allowedActions: ['approve', 'reject', 'cancel'],
      }),
    ]);
    const service = await kim('get', '/v1/services/component/default/orders');
    expect(service.body.requestIds).toEqual([request.id]);

    const path = `/v1/requests/${request.id}`;
    const approved = await park('post', `${path}/approve`, {
      revision: 1,
      reason: 'Fits the window',
    });
    expect(approved.status).toBe(200);
    expect(routes.approveRequest.response.parse(approved.body)).toMatchObject({
      state: 'approved',
      revision: 2,
      decidedBy: user('park'),
      events: [
        { action: 'created', actor: user('kim'), reason: 'Before the sale' },
        {
          action: 'approve',
          actor: user('park'),
          from: 'pending-approval',
          to: 'approved',
          reason: 'Fits the window',
        },
      ],
    });
    expect(send).toHaveBeenLastCalledWith(
      expect.objectContaining({
        recipients: expect.objectContaining({ entityRef: [user('kim')] }),
      }),
    );
    expect(createEvent.mock.calls.map(([event]) => event.eventId)).toEqual([
      'request-create',
      'request-decide',
    ]);
    const summary = await park('get', '/v1/fleet/summary');
    expect(summary.body.requests).toMatchObject({
      approved: 1,
      'pending-approval': 0,
    });
  });

  it('of two people who decide at once one wins, and the other is told who did what', async () => {
    const { as, workload } = await start(id);
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    const path = `/v1/requests/${body.id}`;
    const answers = await Promise.all([
      as('park')('post', `${path}/approve`, { revision: 1 }),
      as('seo')('post', `${path}/reject`, { revision: 1, reason: 'Not now' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body.error.message).toMatch(
      /changed since you read it \(revision 1, now 2\): user:default\/(park did 'approve'|seo did 'reject') at 2/,
    );
    const { body: after } = await as('kim')('get', path);
    expect(after.events).toHaveLength(2);
  });

  it('are refused where one is open for the same workload, with its id, also when two come at once', async () => {
    const { as, workload } = await start(id);
    const body = { kind: 'workload', subjectId: workload('orders') };
    const answers = await Promise.all([
      as('kim')('post', '/v1/requests', body),
      as('seo')('post', '/v1/requests', body),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const first = answers.find(({ status }) => status === 201)!.body;
    const second = answers.find(({ status }) => status === 409)!.body;
    expect(second.error.message).toContain(first.id);
    const preview = await as('kim')('post', '/v1/requests/preview', body);
    expect(preview.body.existingRequestId).toBe(first.id);

    await as('kim')('post', `/v1/requests/${first.id}/cancel`, { revision: 1 });
    expect((await as('seo')('post', '/v1/requests', body)).status).toBe(201);
  });

  it('can be commented on, told to those who take part', async () => {
    const { as, workload, send } = await start(id);
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    const commented = await as('park')(
      'post',
      `/v1/requests/${body.id}/comments`,
      { text: 'Which window?' },
    );
    expect(commented.body).toMatchObject({ revision: 1 });
    expect(commented.body.events.at(-1)).toMatchObject({
      action: 'comment',
      actor: user('park'),
      reason: 'Which window?',
    });
    expect(send).toHaveBeenLastCalledWith(
      expect.objectContaining({
        recipients: expect.objectContaining({ entityRef: [user('kim')] }),
      }),
    );
  });

  it('are listed page by page without gaps, newest first', async () => {
    const workloads = Array.from({ length: 7 }, (_, index) => ({
      namespace: 'many',
      name: `app-${index}`,
      claimedBy: ['component:default/many'],
    }));
    const { as, get, workload } = await start(id, {
      facts: accountOf(workloads),
    });
    for (const { name } of workloads) {
      await as('kim')('post', '/v1/requests', {
        kind: 'workload',
        subjectId: workload(name),
      });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await get(
        `/v1/requests?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(body.totalItems).toBe(7);
      seen.push(...body.items.map(({ subject }: any) => subject));
      cursor = body.nextCursor;
    } while (cursor);
    expect([...seen].sort()).toEqual(
      workloads.map(({ name }) => `many/${name}`).sort(),
    );
  });
});

describe('a request', () => {
  const id = 'SQLITE_3';

  it.each<[string, string, RegExp]>([
    ['a workload on Fargate', 'cart', /Fargate/],
    ['a time bomb', 'pay', /3\.400\.0/],
    ['a workload of which nothing is known', 'nobody', /No catalog entity/],
  ])('is refused for %s, with the reason', async (_, name, reason) => {
    const { as, workload } = await start(id, {
      facts: accountOf([cart, pay, { namespace: 'x', name: 'nobody' }]),
    });
    const subject = { kind: 'workload', subjectId: workload(name) };
    const answer = await as('kim')('post', '/v1/requests', subject);
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(/can't be moved now: /);
    expect(answer.body.error.message).toMatch(reason);
    const preview = await as('kim')('post', '/v1/requests/preview', subject);
    expect(preview.body.obstacles.join()).toMatch(reason);
  });

  it('may not be decided by who made it', async () => {
    const { as, workload } = await start(id);
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    for (const decision of ['approve', 'reject']) {
      const answer = await as('kim')(
        'post',
        `/v1/requests/${body.id}/${decision}`,
        { revision: 1, reason: 'Mine' },
      );
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain(
        "eksPodIdentity.migrations.approval is 'required'",
      );
    }
  });

  it('may be approved by who made it where the configuration says so', async () => {
    const { as, workload } = await start(id, {
      migrations: { approval: 'self' },
    });
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    expect(body.allowedActions).toEqual(['approve', 'reject', 'cancel']);
    const answer = await as('kim')('post', `/v1/requests/${body.id}/approve`, {
      revision: 1,
    });
    expect(answer.body).toMatchObject({
      state: 'approved',
      decidedBy: user('kim'),
    });
  });

  it('is approved at once where nobody has to approve', async () => {
    const { as, workload } = await start(id, {
      migrations: { approval: 'none' },
    });
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    expect(body).toMatchObject({
      state: 'approved',
      allowedActions: ['cancel'],
    });
  });

  it('needs to name its service where several claim the workload', async () => {
    const { as, workload } = await start(id);
    const subject = { kind: 'workload', subjectId: workload('shared') };
    const unnamed = await as('kim')('post', '/v1/requests', subject);
    expect(unnamed.status).toBe(400);
    expect(unnamed.body.error.message).toMatch(
      /body\.entityRef: several services .*component:default\/stock/,
    );
    const wrong = await as('kim')('post', '/v1/requests', {
      ...subject,
      entityRef: 'component:default/cart',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('does not claim this workload');
    const named = await as('kim')('post', '/v1/requests', {
      ...subject,
      entityRef: 'Component:default/Stock',
    });
    expect(named.body).toMatchObject({ entityRef: 'component:default/stock' });
  });

  it('needs the permission for its service, and to administer where it has none', async () => {
    const { as, workload, addon } = await start(id, {
      policy: {
        denied: (who, permission, resource) =>
          who === user('kim') &&
          ((permission === 'eks-pod-identity.request' &&
            resource === 'component:default/orders') ||
            permission === 'eks-pod-identity.administer' ||
            permission === 'eks-pod-identity.approve'),
      },
    });
    const ofOrders = { kind: 'workload', subjectId: workload('orders') };
    const ofAddon = { kind: 'addon', subjectId: addon('aws-ebs-csi-driver') };
    for (const body of [ofOrders, ofAddon]) {
      const denied = await as('kim')('post', '/v1/requests', body);
      expect(denied.status).toBe(403);
      expect(denied.body.error.message).toContain('eks-pod-identity.');
      const allowed = await as('park')('post', '/v1/requests', body);
      expect(allowed.status).toBe(201);
      const decided = await as('kim')(
        'post',
        `/v1/requests/${allowed.body.id}/approve`,
        { revision: 1 },
      );
      expect(decided.status).toBe(403);
    }
  });

  it('is not approved when its workload is not fit any more', async () => {
    const { as, workload, resync } = await start(id);
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    await resync(accountOf([{ ...orders, fault: 'fargate' }, cart, pay]));
    const answer = await as('park')('post', `/v1/requests/${body.id}/approve`, {
      revision: 1,
      reason: 'All the same',
    });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(/can't be moved now.*Fargate/);
  });

  it('tells what changed since its plan was made, and then is approved only with a reason', async () => {
    const { as, workload, resync } = await start(id);
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    await resync(accountOf([{ ...orders, associated: true }, cart, pay]));
    const path = `/v1/requests/${body.id}`;
    const { body: drifted } = await as('park')('get', path);
    expect(drifted.drift).toEqual([
      expect.stringMatching(/^Associate orders\/orders .*: this is so by now/),
    ]);
    const artifact = await as('park')('get', `${path}/artifacts/aws-cli`);
    expect(artifact.body.notes[0]).toMatch(/^Changed since the plan was made/);
    const blind = await as('park')('post', `${path}/approve`, { revision: 1 });
    expect(blind.status).toBe(409);
    expect(blind.body.error.message).toContain('approve it with a reason');
    const seeing = await as('park')('post', `${path}/approve`, {
      revision: 1,
      reason: 'The association was made by hand yesterday',
    });
    expect(seeing.status).toBe(200);
  });

  it('can be had in each format, and says which there are', async () => {
    const { as, workload } = await start(id);
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    for (const { format } of body.formats) {
      const answer = await as('kim')(
        'get',
        `/v1/requests/${body.id}/artifacts/${format}`,
      );
      expect(
        routes.getArtifact.response.parse(answer.body).files.length,
      ).toBeGreaterThan(0);
    }
    const missing = await as('kim')(
      'get',
      `/v1/requests/${body.id}/artifacts/pulumi`,
    );
    expect(missing.status).toBe(404);
    expect(missing.body.error.message).toContain('terraform, aws-cli');
  });

  it('is seen by its requester and by those who see its service, and by nobody else', async () => {
    const { as, workload } = await start(id, {
      policy: {
        hidden: who =>
          who === user('choi') ? ['component:default/orders'] : [],
      },
    });
    const { body } = await as('kim')('post', '/v1/requests', {
      kind: 'workload',
      subjectId: workload('orders'),
    });
    expect((await as('choi')('get', '/v1/requests')).body.items).toEqual([]);
    expect((await as('choi')('get', `/v1/requests/${body.id}`)).status).toBe(
      404,
    );
    expect((await as('seo')('get', `/v1/requests/${body.id}`)).status).toBe(
      200,
    );
  });
});
