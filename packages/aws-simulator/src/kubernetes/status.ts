/** A failure as the Kubernetes API answers it: an object of kind Status. */
export class KubeError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
    this.name = 'KubeError';
  }

  /** The Status object. */
  body(): Record<string, unknown> {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details && { details: this.details }),
      code: this.code,
    };
  }
}

type Named = { group: string; plural: string };

function qualified(resource: Named): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}

function detailsOf(resource: Named, name?: string) {
  return {
    ...(name && { name }),
    ...(resource.group && { group: resource.group }),
    kind: resource.plural,
  };
}

export function notFound(resource: Named, name: string): KubeError {
  return new KubeError(
    404,
    'NotFound',
    `${qualified(resource)} "${name}" not found`,
    detailsOf(resource, name),
  );
}

export function unknownPath(): KubeError {
  return new KubeError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function alreadyExists(resource: Named, name: string): KubeError {
  return new KubeError(
    409,
    'AlreadyExists',
    `${qualified(resource)} "${name}" already exists`,
    detailsOf(resource, name),
  );
}

export function conflict(
  resource: Named,
  name: string,
  message = 'the object has been modified; please apply your changes to the latest version and try again',
): KubeError {
  return new KubeError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(
      resource,
    )} "${name}": ${message}`,
    detailsOf(resource, name),
  );
}

export function unauthorized(): KubeError {
  return new KubeError(401, 'Unauthorized', 'Unauthorized');
}

export function badRequest(message: string): KubeError {
  return new KubeError(400, 'BadRequest', message);
}

export function expired(message: string): KubeError {
  return new KubeError(410, 'Expired', message);
}

/** An object that breaks a rule of its kind. */
export function invalid(
  resource: Named & { kind: string },
  name: string,
  field: string,
  message: string,
): KubeError {
  const kind = resource.group
    ? `${resource.kind}.${resource.group}`
    : resource.kind;
  return new KubeError(
    422,
    'Invalid',
    `${kind} "${name}" is invalid: ${field}: ${message}`,
    {
      name,
      ...(resource.group && { group: resource.group }),
      kind: resource.kind,
      causes: [{ reason: 'FieldValueInvalid', message, field }],
    },
  );
}

/** What a caller may not do. */
export function forbidden(request: {
  user: string;
  verb: string;
  resource: Named;
  namespace?: string;
  name?: string;
}): KubeError {
  const { user, verb, resource, namespace, name } = request;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new KubeError(
    403,
    'Forbidden',
    `${qualified(resource)}${
      name ? ` "${name}"` : ''
    } is forbidden: User "${user}" cannot ${verb} resource "${
      resource.plural
    }" in API group "${resource.group}" ${scope}`,
    detailsOf(resource, name),
  );
}
