import {
  operationModel,
  violations,
  violationText,
} from '../protocol/constraints';
import { AwsError } from '../protocol/errors';
import type { AwsRequest, AwsResponse } from '../protocol/http';
import {
  deserializeQuery,
  queryParameters,
  serializeQuery,
  serializeQueryError,
} from '../protocol/query';
import { deniedText, isDenied, type CallContext } from './context';
import type { Service, ServiceCall } from './service';

/** An operation of a Query service; its input passed the model's constraints. */
export interface QueryOperation {
  isWrite: boolean;
  /** ARN for authorization and its message. */
  resource(input: Record<string, unknown>, context: CallContext): string;
  run(input: Record<string, unknown>, context: CallContext): object;
}

/**
 * Defines an operation.
 * @typeParam I - the members that it reads, as the service model types them.
 */
export function queryOperation<I extends object>(definition: {
  isWrite?: boolean;
  resource?: (input: I, context: CallContext) => string;
  run: (input: I, context: CallContext) => object;
}): QueryOperation {
  return {
    isWrite: definition.isWrite ?? false,
    resource: (input, context) =>
      definition.resource?.(input as I, context) ?? '*',
    run: definition.run as QueryOperation['run'],
  };
}

/** A service that speaks AWS's Query protocol: IAM, STS. */
export function queryService(options: {
  name: 'iam' | 'sts';
  namespace: string;
  operations: Record<string, QueryOperation>;
}): Service {
  const { name, namespace, operations } = options;
  return {
    name,
    eventSource: `${name}.amazonaws.com`,

    identify(request: AwsRequest): ServiceCall {
      const parameters = queryParameters(request);
      const action = parameters.get('Action') ?? '';
      const model = operationModel(name, action);
      const definition = operations[action];
      if (!model || !definition) {
        throw new AwsError(
          'InvalidAction',
          400,
          `Could not find operation ${action || '(none)'} for version ${
            parameters.get('Version') ?? '(none)'
          }`,
        );
      }
      let input: Record<string, unknown> = {};
      return {
        operation: action,
        isWrite: definition.isWrite,
        parameters: () => input,
        run(context: CallContext): AwsResponse {
          input = deserializeQuery(parameters, model.input);
          const permission = `${name}:${action}`;
          // GetCallerIdentity needs no permission and cannot be denied.
          if (action !== 'GetCallerIdentity' && isDenied(context, permission)) {
            const resource = definition.resource(input, context);
            throw new AwsError(
              'AccessDenied',
              403,
              `${deniedText(
                context,
                permission,
                resource,
              )} because no identity-based policy allows the ${permission} action`,
            );
          }
          const found = violations(input, model.input);
          if (found.length > 0) {
            throw new AwsError('ValidationError', 400, violationText(found));
          }
          return serializeQuery(
            action,
            namespace,
            definition.run(input, context),
            context.requestId,
          );
        },
      };
    },

    error: (error, requestId) =>
      serializeQueryError(error, namespace, requestId),

    throttled: () => new AwsError('Throttling', 400, 'Rate exceeded'),
  };
}
