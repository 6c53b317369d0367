import * as client from '@aws-sdk/client-eks';
import {
  operationModel,
  violations,
  violationText,
} from '../../protocol/constraints';
import { AwsError } from '../../protocol/errors';
import type { AwsRequest, AwsResponse } from '../../protocol/http';
import {
  deserialize,
  matchOperation,
  restOperations,
  serialize,
  serializeError,
} from '../../protocol/restJson';
import { authorize, type CallContext } from '../context';
import type { Service, ServiceCall } from '../service';
import { accessOperations } from './access';
import { addonOperations } from './addons';
import { associationOperations } from './associations';
import { catalogOperations } from './catalog';
import { clusterOperations } from './clusters';
import { eksError } from './errors';
import type { EksOperation } from './operation';
import { tagOperations } from './tags';
import { updateOperations } from './updates';

const served: Record<string, EksOperation> = {
  ...clusterOperations,
  ...addonOperations,
  ...catalogOperations,
  ...associationOperations,
  ...accessOperations,
  ...updateOperations,
  ...tagOperations,
};

const routes = restOperations(client);

function validate(name: string, input: Record<string, unknown>): void {
  const model = operationModel('eks', name);
  const found = model ? violations(input, model.input) : [];
  if (found.length > 0) {
    throw eksError('InvalidParameterException', violationText(found));
  }
}

/** EKS, REST-JSON: routes, members and shapes come from the SDK's own schemas. */
export const eks: Service = {
  name: 'eks',
  eventSource: 'eks.amazonaws.com',

  identify(request: AwsRequest): ServiceCall {
    const match = matchOperation(routes, request.method, request.path);
    if (!match) {
      throw new AwsError(
        'UnknownOperationException',
        404,
        `EKS has no operation for ${request.method} ${request.path}`,
      );
    }
    const { operation, labels } = match;
    const definition = served[operation.name];
    let input: Record<string, unknown> = {};
    return {
      operation: operation.name,
      isWrite: definition?.isWrite ?? operation.method !== 'GET',
      parameters: () => input,
      run(context: CallContext): AwsResponse {
        if (!definition) {
          throw new AwsError(
            'UnsupportedOperationException',
            501,
            `The simulator does not serve eks:${operation.name}.`,
          );
        }
        input = deserialize(operation, labels, request);
        authorize(
          context,
          `eks:${operation.name}`,
          definition.resource(input, context),
        );
        definition.before?.(input, context);
        validate(operation.name, input);
        return serialize(operation, definition.run(input, context));
      },
    };
  },

  error: serializeError,

  throttled: () => eksError('ThrottlingException', 'Rate exceeded', {}),
};
