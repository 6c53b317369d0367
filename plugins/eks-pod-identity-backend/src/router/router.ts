import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { createOpenApiDocument } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import express, { ErrorRequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { asUnavailable } from '../faults/database';
import { serveAddons } from './addons';
import { serveClusters } from './clusters';
import { ApiContext } from './context';
import { serveDiagnoses } from './diagnoses';
import { serveExport } from './export';
import { serveFleet } from './fleet';
import { serveIdentities } from './identities';
import { serveRequests } from './requests';
import { serveSdk } from './sdk';
import { createServe } from './serve';
import { serveServices } from './services';
import { serveSyncs } from './syncs';
import { serveWorkloads } from './workloads';

/** Path of the API's description: the only one that needs no token. */
export const OPENAPI_PATH = '/v1/openapi.json';

/** Bodies of requests; the longest is an error text to be explained. */
const MAX_BODY = '1mb';

/** Says of a body that could not be read that it is the body. */
const explainBody: ErrorRequestHandler = (error, _request, _response, next) => {
  if (error?.type === 'entity.parse.failed') {
    next(new InputError(`body: is not valid JSON: ${error.message}`));
  } else if (error?.type === 'entity.too.large') {
    error.message = `body: is too large; at most ${MAX_BODY} are taken`;
    next(error);
  } else {
    next(error);
  }
};

/** The HTTP API; its routes are those of the common package, and whatever else is asked for is not found. */
export function createRouter({
  httpAuth,
  api,
}: {
  httpAuth: HttpAuthService;
  api: ApiContext;
}): Router {
  const router = PromiseRouter();
  router.use(express.json({ limit: MAX_BODY }));
  router.use(explainBody);

  const openApi = createOpenApiDocument();
  router.get(OPENAPI_PATH, (_, response) => {
    response.json(openApi);
  });

  const serve = createServe({ router, httpAuth });
  serveFleet(serve, api);
  serveClusters(serve, api);
  serveAddons(serve, api);
  serveWorkloads(serve, api);
  serveServices(serve, api);
  serveIdentities(serve, api);
  serveSdk(serve, api);
  serveSyncs(serve, api);
  serveRequests(serve, api);
  serveDiagnoses(serve, api);
  serveExport(serve, api);

  const nameDatabaseFaults: ErrorRequestHandler = (
    error,
    _request,
    _response,
    next,
  ) => next(asUnavailable(error));

  router.use(({ method, path }) => {
    throw new NotFoundError(
      `No route ${method} ${path}; the routes are described at ${OPENAPI_PATH}`,
    );
  });
  router.use(nameDatabaseFaults);
  return router;
}
