import type { AwsError } from '../protocol/errors';
import type { AwsRequest, AwsResponse } from '../protocol/http';
import type { CallContext } from './context';

/** A call that a service recognised, not yet run. */
export interface ServiceCall {
  /** Such as UpdateAddon. */
  operation: string;
  isWrite: boolean;
  /** The input, for CloudTrail; complete once `run` has read it. */
  parameters(): Record<string, unknown>;
  /** @throws AwsError */
  run(context: CallContext): AwsResponse;
}

/** An AWS service: a protocol, and operations on the account's state. */
export interface Service {
  /** IAM prefix of its actions, and its signing name. */
  name: string;
  /** As CloudTrail names it. */
  eventSource: string;
  /**
   * Finds the operation that a request asks for.
   * @throws AwsError where it has no such operation.
   */
  identify(request: AwsRequest): ServiceCall;
  error(error: AwsError, requestId: string): AwsResponse;
  throttled(): AwsError;
}
