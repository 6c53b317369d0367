import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError, DroppedConnection } from '../protocol/errors';
import type { AwsRequest, AwsResponse } from '../protocol/http';
import { serializeError } from '../protocol/restJson';
import {
  readSignature,
  signatureHolds,
  type Signature,
} from '../protocol/sigv4';
import {
  callerIdentity,
  trailEvent,
  writeEvent,
} from '../services/cloudtrail/record';
import type { CallContext } from '../services/context';
import { quotaOf, type TokenBuckets } from '../services/quotas';
import type { Service, ServiceCall } from '../services/service';
import { identifyCaller } from '../state/callers';
import type { AccountState } from '../state/types';
import { actionMatches } from '../trust/patterns';
import { globalServices, services } from './services';

function matching<T>(
  patterns: Record<string, T>,
  action: string,
): [string, T] | undefined {
  return Object.entries(patterns)
    .sort(([a], [b]) => b.length - a.length)
    .find(([pattern]) => actionMatches(pattern, action));
}

function injectedError(
  state: AccountState,
  action: string,
): AwsError | undefined {
  const found = matching(state.faults.errors, action);
  if (!found) {
    return undefined;
  }
  const [pattern, fault] = found;
  if (fault.times !== undefined) {
    fault.times -= 1;
    if (fault.times <= 0) {
      delete state.faults.errors[pattern];
    }
  }
  return new AwsError(
    fault.type,
    fault.status ?? 500,
    fault.message ?? 'An error that the simulator was told to answer.',
  );
}

/** @throws AwsError */
function checkThrottle(
  state: AccountState,
  service: Service,
  call: ServiceCall,
  region: string,
  buckets: TokenBuckets,
): void {
  const { throttling, quotas } = state.faults;
  const action = `${service.name}:${call.operation}`;
  const scope = globalServices.has(service.name) ? 'global' : region;
  const isAllowed =
    throttling === false ||
    (throttling === true &&
      buckets.take(
        `${scope}/${action}`,
        quotaOf(action, call.isWrite, quotas),
      ));
  if (!isAllowed) {
    throw service.throttled();
  }
}

/** CloudTrail writes down every management call, denied and failed ones too. */
function record(
  context: CallContext,
  service: Service,
  call: ServiceCall,
  error: AwsError | undefined,
): void {
  const { state, caller } = context;
  writeEvent(
    state,
    trailEvent(state, {
      eventTime: state.clock.now(),
      eventName: call.operation,
      eventSource: service.eventSource,
      region: globalServices.has(service.name) ? 'us-east-1' : context.region,
      readOnly: !call.isWrite,
      ...callerIdentity(caller, state),
      accessKeyId: caller.accessKeyId,
      userAgent: context.userAgent,
      sourceIPAddress: context.sourceIp,
      requestParameters: call.parameters(),
      errorCode: error?.code,
      errorMessage: error?.message,
      requestId: context.requestId,
    }),
  );
}

function checkSignature(
  request: AwsRequest,
  signature: Signature,
  secretAccessKey: string | undefined,
): void {
  if (
    secretAccessKey !== undefined &&
    !signatureHolds(request, signature, secretAccessKey)
  ) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
    );
  }
}

/**
 * A region that is not enabled has no copy of the account's credentials and answers as to unknown ones: STS as its Query
 * API does, the others as the common errors of AWS's JSON APIs.
 */
function checkEnabled(
  state: AccountState,
  service: Service,
  region: string,
): void {
  if (
    !globalServices.has(service.name) &&
    state.faults.disabledRegions.includes(region)
  ) {
    throw new AwsError(
      service.name === 'sts'
        ? 'InvalidClientTokenId'
        : 'UnrecognizedClientException',
      403,
      'The security token included in the request is invalid.',
    );
  }
}

async function serve(
  service: Service,
  request: AwsRequest,
  signature: Signature,
  state: AccountState,
  buckets: TokenBuckets,
): Promise<AwsResponse> {
  const isGlobal = globalServices.has(service.name);
  if (!isGlobal && state.faults.lostRegions.includes(signature.region)) {
    throw new DroppedConnection();
  }
  checkEnabled(state, service, signature.region);
  const call = service.identify(request);
  const action = `${service.name}:${call.operation}`;
  const latency = matching(state.faults.latencyMs, action)?.[1] ?? 0;
  if (latency > 0) {
    await sleep(latency);
  }
  const caller = identifyCaller(state, signature.accessKeyId);
  checkSignature(request, signature, caller.secretAccessKey);
  const injected = injectedError(state, action);
  if (injected) {
    throw injected;
  }
  checkThrottle(state, service, call, signature.region, buckets);
  const context: CallContext = {
    state,
    caller,
    region: signature.region,
    requestId: request.requestId,
    userAgent: String(request.headers['user-agent'] ?? ''),
    sourceIp: request.sourceIp,
  };
  try {
    const response = call.run(context);
    record(context, service, call, undefined);
    return response;
  } catch (error) {
    if (error instanceof AwsError) {
      record(context, service, call, error);
    }
    throw error;
  }
}

/**
 * Answers a request to AWS. Service and region are those of the credential scope, as AWS's own
 * endpoints would know them.
 * @throws DroppedConnection where the region is lost.
 */
export async function answerAws(
  request: AwsRequest,
  state: AccountState,
  buckets: TokenBuckets,
): Promise<AwsResponse> {
  const signature = readSignature(request);
  if (!signature) {
    return serializeError(
      new AwsError(
        'MissingAuthenticationTokenException',
        403,
        'Missing Authentication Token',
      ),
    );
  }
  const service = services.get(signature.service);
  if (!service) {
    return serializeError(
      new AwsError(
        'UnknownServiceException',
        400,
        `The simulator does not serve '${signature.service}'; it serves ${[
          ...services.keys(),
        ].join(', ')}.`,
      ),
    );
  }
  try {
    return await serve(service, request, signature, state, buckets);
  } catch (error) {
    if (error instanceof AwsError) {
      return service.error(error, request.requestId);
    }
    throw error;
  }
}
