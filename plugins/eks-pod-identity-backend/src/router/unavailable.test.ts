import express from 'express';
import request from 'supertest';
import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import type { ApiContext } from './context';
import { createRouter } from './router';

/** The router above a database that fails with this error, under Backstage's own error handler. */
function routerThatFailsWith(error: unknown) {
  const fail = async () => {
    throw error;
  };
  const api = {
    access: { requireRead: async () => undefined },
    syncs: { listSyncs: fail, getSync: fail, newestSync: fail },
  } as unknown as ApiContext;
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  return express()
    .use(createRouter({ httpAuth: mockServices.httpAuth(), api }))
    .use(middleware.error());
}

it.each([
  [
    '57P01',
    'select * from "syncs" - terminating connection',
    'is shutting down',
  ],
  [
    '53100',
    'insert into "syncs" - could not extend file',
    'disk of the database is full',
  ],
  ['SQLITE_READONLY', 'update `syncs` - attempt to write', 'is read-only'],
])(
  'a database that fails with %s answers 503 by its name',
  async (code, message, text) => {
    const app = routerThatFailsWith(
      Object.assign(new Error(message), { code }),
    );
    const answer = await request(app).get(
      '/v1/syncs/5f6d2c1e-8f0b-4c6d-9d53-0c1de34a9f11',
    );
    expect(answer.status).toBe(503);
    expect(answer.body.error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(text),
    });
    expect(answer.text).not.toContain('syncs"');
  },
);

it('other errors stay what they are', async () => {
  const app = routerThatFailsWith(new TypeError('a slip of ours'));
  expect(
    (await request(app).get('/v1/syncs/5f6d2c1e-8f0b-4c6d-9d53-0c1de34a9f11'))
      .status,
  ).toBe(500);
});
