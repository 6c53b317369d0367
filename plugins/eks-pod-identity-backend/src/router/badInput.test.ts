import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import request from 'supertest';
import { testDatabases } from '../__testUtils__/databases';
import { manyServices } from './__testUtils__/assessment';
import { startApi } from './__testUtils__/startApi';

const databases = testDatabases();
const uuid = '6b2b3f0e-4c5a-4a53-9f4e-0d6e1d1f6c11';
const long = 'x'.repeat(5000);
const request1 = { kind: 'workload', subjectId: 'workload-app-1' };

/** Method, path, body, status, and what the message names. */
const cases: [
  'get' | 'post',
  string,
  string | object | undefined,
  number,
  string,
][] = [
  ['get', '/v1/nothing', undefined, 404, '/v1/nothing'],
  ['post', '/v1/services', {}, 404, 'POST /v1/services'],
  ['get', '/v1/fleet/summary?x=1', undefined, 400, 'x'],
  ['get', '/v1/fleet/history?scope=planet', undefined, 400, 'query.scope'],
  ['get', '/v1/fleet/history?scope=cluster', undefined, 400, 'query.key'],
  ['get', '/v1/fleet/history?key=x', undefined, 400, 'query.key'],
  ['get', '/v1/fleet/history?days=0', undefined, 400, 'query.days'],
  ['get', '/v1/fleet/history?days=1e9', undefined, 400, 'query.days'],
  ['get', '/v1/clusters?limit=0', undefined, 400, 'query.limit'],
  ['get', '/v1/clusters?limit=501', undefined, 400, 'query.limit'],
  ['get', '/v1/clusters?limit=two', undefined, 400, 'query.limit'],
  ['get', '/v1/clusters?limit=1&limit=2', undefined, 400, 'query.limit'],
  ['get', '/v1/clusters?region[a]=b', undefined, 400, 'query.region'],
  ['get', '/v1/clusters?regoin=x', undefined, 400, 'regoin'],
  ['get', '/v1/clusters/ap-northeast-2/none', undefined, 404, 'none'],
  ['get', `/v1/clusters/x/${long}`, undefined, 400, 'path.name'],
  ['get', '/v1/addons?identity=magic', undefined, 400, 'query.identity'],
  ['get', '/v1/addons/none', undefined, 404, 'none'],
  ['get', '/v1/workloads?armed=perhaps', undefined, 400, 'query.armed'],
  ['get', `/v1/workloads?q=${long}`, undefined, 400, 'query.q'],
  ['get', '/v1/workloads?q=%00', undefined, 400, 'query.q'],
  ['get', '/v1/workloads?cursor=%21%21', undefined, 400, 'query.cursor'],
  ['get', '/v1/workloads?cursor=e30', undefined, 400, 'query.cursor'],
  ['get', '/v1/workloads/none', undefined, 404, 'none'],
  ['get', '/v1/workloads/%00', undefined, 400, 'path.id'],
  ['get', '/v1/services?verdict=fine', undefined, 400, 'query.verdict'],
  ['get', '/v1/services?sort=size', undefined, 400, 'query.sort'],
  ['get', '/v1/services/component/default/none', undefined, 404, 'none'],
  ['get', `/v1/services/a/b/${long}`, undefined, 400, 'path.name'],
  ['get', '/v1/syncs/abc', undefined, 400, 'path.id'],
  ['get', `/v1/syncs/${uuid}`, undefined, 404, uuid],
  ['post', '/v1/syncs', { now: true }, 400, 'now'],
  ['get', '/v1/export/secrets.csv', undefined, 400, 'path.table'],
  ['get', '/v1/export/services', undefined, 404, '/v1/export/services'],
  ['get', '/v1/requests?state=done', undefined, 400, 'query.state'],
  ['get', '/v1/requests/1', undefined, 400, 'path.id'],
  ['get', `/v1/requests/${uuid}`, undefined, 404, uuid],
  ['post', '/v1/requests', undefined, 400, 'body.kind'],
  ['post', '/v1/requests', '{"kind":', 400, 'body: is not valid JSON'],
  ['post', '/v1/requests', '[]', 400, 'body'],
  ['post', '/v1/requests', { ...request1, kind: 'pod' }, 400, 'body.kind'],
  ['post', '/v1/requests', { kind: 'workload' }, 400, 'body.subjectId'],
  ['post', '/v1/requests', { ...request1, subjectId: 7 }, 400, 'subjectId'],
  ['post', '/v1/requests', { ...request1, extra: 1 }, 400, 'extra'],
  ['post', '/v1/requests', { ...request1, reason: long }, 400, 'body.reason'],
  ['post', '/v1/requests', { ...request1, reason: 'a\0' }, 400, 'body.reason'],
  ['post', '/v1/requests', { ...request1, subjectId: 'none' }, 404, 'none'],
  [
    'post',
    '/v1/requests/preview',
    { ...request1, method: 'magic' },
    400,
    'body.method',
  ],
  [
    'post',
    `/v1/requests/${uuid}/approve`,
    { revision: 'one' },
    400,
    'body.revision',
  ],
  [
    'post',
    `/v1/requests/${uuid}/approve`,
    { revision: Number.MAX_SAFE_INTEGER },
    404,
    uuid,
  ],
  ['post', `/v1/requests/${uuid}/reject`, { revision: 1 }, 400, 'body.reason'],
  ['post', `/v1/requests/${uuid}/cancel`, {}, 400, 'body.revision'],
  ['post', `/v1/requests/${uuid}/comments`, { text: '' }, 400, 'body.text'],
  ['get', `/v1/requests/${uuid}/artifacts/x`, undefined, 404, uuid],
  ['post', '/v1/diagnoses', { text: '' }, 400, 'body.text'],
  ['post', '/v1/diagnoses', { text: long.repeat(100) }, 400, 'body.text'],
  ['post', '/v1/diagnoses', { text: long.repeat(300) }, 413, 'body'],
  ['post', '/v1/diagnoses', 'null', 400, 'body'],
];

describe.each(databases.eachSupportedId())('bad input on %s', id => {
  it('is answered with 4xx and the name of what is wrong, on every route', async () => {
    const { as } = await startApi({
      knex: await databases.init(id),
      assessment: manyServices(3),
    });
    for (const [method, path, body, status, named] of cases) {
      const call = as('reader')(method, path, body);
      if (typeof body === 'string') {
        call.set('content-type', 'application/json');
      }
      const answer = await call;
      const label = `${method} ${path.slice(0, 80)}`;
      expect([label, answer.status, answer.body.error.message]).toEqual([
        label,
        status,
        expect.stringContaining(named),
      ]);
    }
  });
});

describe('the API', () => {
  it('refuses a cursor that was made for other filters or another list', async () => {
    const { get } = await startApi({
      knex: await databases.init('SQLITE_3'),
      assessment: manyServices(9),
    });
    const { body } = await get('/v1/services?limit=2&sort=name');
    for (const path of [
      '/v1/services?limit=2&sort=verdict',
      '/v1/services?limit=2&sort=name&q=app',
      '/v1/clusters?limit=2',
    ]) {
      const answer = await get(`${path}&cursor=${body.nextCursor}`);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain('query.cursor');
    }
    const wider = await get(
      `/v1/services?limit=3&sort=name&cursor=${body.nextCursor}`,
    );
    expect(wider.body.items).toHaveLength(3);
  });

  it('refuses a body that is not JSON by its type', async () => {
    const { as } = await startApi({ knex: await databases.init('SQLITE_3') });
    const answer = await as('reader')('post', '/v1/diagnoses', 'text=x').set(
      'content-type',
      'application/x-www-form-urlencoded',
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('application/json');
  });

  it('answers 401 to everybody without a token, on every route', async () => {
    const { server } = await startApi({
      knex: await databases.init('SQLITE_3'),
    });
    for (const { method, path } of Object.values(routes)) {
      const answer = await request(server)
        [method](
          `/api/eks-pod-identity${path.replace('{id}', uuid)}`.replace(
            /[{}]/g,
            '',
          ),
        )
        .send(method === 'post' ? {} : undefined);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it('describes itself to everybody, with every route', async () => {
    const { server } = await startApi({
      knex: await databases.init('SQLITE_3'),
    });
    const { status, body } = await request(server).get(
      '/api/eks-pod-identity/v1/openapi.json',
    );
    expect(status).toBe(200);
    expect(Object.keys(body.paths).sort()).toEqual(
      [...new Set(Object.values(routes).map(({ path }) => path))].sort(),
    );
  });

  it('answers 304 to who has the newest already', async () => {
    const { get } = await startApi({
      knex: await databases.init('SQLITE_3'),
      assessment: manyServices(3),
    });
    const first = await get('/v1/services');
    expect(first.headers.etag).toBeTruthy();
    const second = await get('/v1/services').set(
      'if-none-match',
      first.headers.etag,
    );
    expect(second.status).toBe(304);
    const other = await get('/v1/services?limit=1').set(
      'if-none-match',
      first.headers.etag,
    );
    expect(other.status).toBe(200);
  });
});
