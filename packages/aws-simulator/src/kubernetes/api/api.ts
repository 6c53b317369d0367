import type { ServerResponse } from 'node:http';
import { authenticate } from '../auth/token';
import { allows, userOf, type Attributes, type User } from '../auth/authorize';
import type { ClusterWorld } from '../clusterWorld';
import type { Controller, KubeObject } from '../objects';
import { mergePatch } from '../patch/mergePatch';
import { forbidden, KubeError, unknownPath, badRequest } from '../status';
import type { Resource } from '../store/resources';
import { discover } from './discovery';
import { listPage, predicateOf } from './lists';
import { openApi } from './openApi';
import {
  formOf,
  presentList,
  presentObject,
  type Presentation,
} from './present';
import {
  flagOf,
  parseResourcePath,
  stepsOf,
  type ApiRequest,
  type ResourcePath,
} from './request';
import { answerReview, reviewResources } from './reviews';
import { scaleOf } from './scale';
import { serveWatch } from './watch';
import { parseBody, Writes, type Target } from './writes';

/** Paths that need no token, as in every cluster. */
const publicPaths = ['/healthz', '/livez', '/readyz', '/version'];

function sendJson(
  response: ServerResponse,
  code: number,
  body: unknown,
  contentType = 'application/json',
): void {
  response.writeHead(code, { 'content-type': contentType });
  response.end(JSON.stringify(body));
}

/** Answers with a Status for a failure. */
export function sendError(response: ServerResponse, error: unknown): void {
  const status =
    error instanceof KubeError
      ? error
      : new KubeError(
          500,
          'InternalError',
          `Internal error occurred: ${(error as Error).message}`,
        );
  sendJson(response, status.code, status.body());
}

const verbs: Record<string, string> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** The Kubernetes API of one cluster. */
export class KubernetesApi {
  private readonly writes: Writes;

  constructor(private readonly world: ClusterWorld) {
    this.writes = new Writes(world.context, world.controllers);
  }

  /** Answers a request. @throws KubeError for whatever is to be told as a Status. */
  serve(request: ApiRequest, response: ServerResponse): void {
    const { context } = this.world;
    const open = publicPaths.includes(request.path);
    const user = open
      ? undefined
      : userOf(
          context,
          authenticate(
            context.state,
            context.cluster,
            request.headers.authorization,
          ),
        );
    const steps = stepsOf(request.path);
    const document =
      discover(context, steps, request.headers.accept) ??
      openApi(context, steps);
    if (document && request.method === 'GET') {
      sendJson(response, 200, document.body, document.contentType);
      return;
    }
    if (open) {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end('ok');
      return;
    }
    const path = parseResourcePath(steps);
    if (!path || !user) {
      throw unknownPath();
    }
    this.serveResource(request, response, path, user);
  }

  private serveResource(
    request: ApiRequest,
    response: ServerResponse,
    path: ResourcePath,
    user: User,
  ): void {
    const { group, version, plural, name, namespace, subresource } = path;
    const isReview = (each: Resource) =>
      each.group === group &&
      each.version === version &&
      each.plural === plural;
    const review = reviewResources.find(isReview);
    if (review && request.method === 'POST') {
      const body = parseBody(request) as Parameters<typeof answerReview>[3];
      sendJson(
        response,
        201,
        answerReview(this.world.context, review, user, body),
      );
      return;
    }
    const resource = this.world.context.store.registry.byPlural(
      group,
      version,
      plural,
    );
    const served =
      resource &&
      (!subresource || resource.subresources.includes(subresource)) &&
      (namespace === undefined || resource.namespaced);
    if (!served) {
      throw unknownPath();
    }
    this.authorize(user, request, path);
    const target: Target = { resource, namespace, name, subresource };
    if (name !== undefined && resource.namespaced && namespace === undefined) {
      throw badRequest(
        `an object of kind ${resource.kind} is named with its namespace`,
      );
    }
    if (name === undefined) {
      this.serveCollection(request, response, target);
    } else if (subresource === 'scale') {
      this.serveScale(request, response, target);
    } else if (subresource === 'eviction') {
      sendJson(response, 201, this.writes.evict(target));
    } else {
      this.serveObject(request, response, target);
    }
  }

  private authorize(user: User, request: ApiRequest, path: ResourcePath): void {
    const { method, query } = request;
    let verb = verbs[method] ?? (path.name === undefined ? 'list' : 'get');
    if (method === 'GET' && flagOf(query, 'watch')) {
      verb = 'watch';
    } else if (method === 'DELETE' && path.name === undefined) {
      verb = 'deletecollection';
    }
    const wanted: Attributes = {
      verb,
      group: path.group,
      resource: path.plural,
      subresource: path.subresource,
      namespace: path.namespace,
      name: path.name,
    };
    if (!allows(this.world.context, user, wanted)) {
      throw forbidden({
        user: user.name,
        verb,
        resource: { group: path.group, plural: path.plural },
        namespace: path.namespace,
        name: path.name,
      });
    }
  }

  private presentation(request: ApiRequest): Presentation {
    return {
      form: formOf(request.headers.accept),
      includeObject: request.query.get('includeObject'),
      now: this.world.context.state.clock.now(),
    };
  }

  private serveCollection(
    request: ApiRequest,
    response: ServerResponse,
    target: Target,
  ): void {
    const { resource, namespace } = target;
    const { context } = this.world;
    const { query, method } = request;
    const presentation = this.presentation(request);
    if (method === 'GET' && flagOf(query, 'watch')) {
      const fits = predicateOf(resource, query, namespace);
      serveWatch(context, resource, { query, fits, presentation }, response);
      return;
    }
    if (method === 'POST') {
      const { code, object } = this.writes.create(request, target);
      this.sendObject(request, response, resource, object, code);
      return;
    }
    if (method !== 'GET' && method !== 'DELETE') {
      throw this.notAllowed();
    }
    const { objects, metadata } = listPage(context, resource, query, namespace);
    const body = presentList(resource, objects, metadata, presentation);
    if (method === 'DELETE') {
      this.writes.deleteAll(request, objects);
    }
    sendJson(response, 200, body);
  }

  private serveObject(
    request: ApiRequest,
    response: ServerResponse,
    target: Target,
  ): void {
    const { resource, namespace, name } = target;
    const send = (object: KubeObject, code = 200) =>
      this.sendObject(request, response, resource, object, code);
    switch (request.method) {
      case 'GET':
        if (flagOf(request.query, 'watch')) {
          const { query } = request;
          const fits = predicateOf(resource, query, namespace, name);
          const presentation = this.presentation(request);
          serveWatch(
            this.world.context,
            resource,
            { query, fits, presentation },
            response,
          );
          return;
        }
        send(this.writes.find(target));
        return;
      case 'PUT':
        send(this.writes.update(request, target).object);
        return;
      case 'PATCH': {
        const { code, object } = this.writes.patch(request, target);
        send(object, code);
        return;
      }
      case 'DELETE':
        sendJson(response, 200, this.writes.delete(request, target));
        return;
      default:
        throw this.notAllowed();
    }
  }

  private serveScale(
    request: ApiRequest,
    response: ServerResponse,
    target: Target,
  ): void {
    const current = this.writes.find(target) as Controller;
    if (request.method === 'GET') {
      sendJson(response, 200, scaleOf(current));
      return;
    }
    if (request.method !== 'PATCH' && request.method !== 'PUT') {
      throw this.notAllowed();
    }
    const wanted = mergePatch(scaleOf(current), parseBody(request)) as {
      spec?: { replicas?: unknown };
    };
    const replicas = wanted.spec?.replicas;
    if (!Number.isInteger(replicas) || (replicas as number) < 0) {
      throw badRequest('spec.replicas: must be a whole number, 0 or more');
    }
    const saved = this.world.context.store.update({
      ...current,
      spec: { ...current.spec, replicas: replicas as number },
    });
    sendJson(response, 200, scaleOf(saved));
  }

  private sendObject(
    request: ApiRequest,
    response: ServerResponse,
    resource: Resource,
    object: KubeObject,
    code = 200,
  ): void {
    sendJson(
      response,
      code,
      presentObject(resource, object, this.presentation(request)),
    );
  }

  private notAllowed(): KubeError {
    return new KubeError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      {},
    );
  }
}
