import { ApiException } from '@kubernetes/client-node';
import { errorText, plainText } from '../../faults/errorText';
import { networkFault } from '../../faults/network';
import { InvalidAnswerError, type Unseen } from '../aws/failures';

function messageOf(body: unknown): string {
  let status = body;
  if (typeof body === 'string') {
    try {
      status = JSON.parse(body);
    } catch {
      return plainText(body).slice(0, 300);
    }
  }
  const { message } = (status ?? {}) as { message?: unknown };
  return typeof message === 'string' ? plainText(message) : '';
}

function causeOf(error: unknown): string {
  const { name } = (error ?? {}) as Error;
  if (name === 'TimeoutError') {
    return 'no answer in time';
  }
  return errorText(error);
}

/** An error of a cluster's API as the reason why a part is unseen. */
export function unseenByKubernetes(
  error: unknown,
  options: {
    /** What was listed: `pods`, `deployments.apps`. */
    resource: string;
    endpoint: string;
    /** ARN of who asks. */
    callerArn: string;
    /** Milliseconds. */
    timeout: number;
    privateOnly: boolean;
  },
): Unseen {
  const { resource, endpoint, callerArn, timeout, privateOnly } = options;
  const what = `kubernetes: list ${resource}`;
  if (error instanceof InvalidAnswerError) {
    return { seen: false, why: 'invalid', reason: `${what}: ${error.message}` };
  }
  if (error instanceof ApiException) {
    const message = messageOf(error.body);
    // A load balancer or a proxy before the API may answer without words.
    const answer = [error.code, message].filter(Boolean).join(' ');
    if (error.code === 401) {
      return {
        seen: false,
        why: 'denied',
        reason: `The cluster does not know ${callerArn} (${answer}).`,
        permission: `EKS access entry for ${callerArn}`,
      };
    }
    if (error.code === 403) {
      return {
        seen: false,
        why: 'denied',
        reason: `${what} was denied: ${message || answer}`,
        permission: `${what} (a ClusterRole bound to ${callerArn}, with verbs get and list)`,
      };
    }
    return {
      seen: false,
      why: 'unreachable',
      reason: `${what}: the cluster's API answered ${answer}`,
    };
  }
  const network = networkFault(error);
  if (network) {
    return {
      seen: false,
      why: 'unreachable',
      reason: `The Kubernetes API at ${endpoint} ${network.state} (${
        network.code
      }). ${
        privateOnly
          ? 'Its endpoint is private: Backstage must run where it can be reached.'
          : network.remedy
      }`,
    };
  }
  const cause = causeOf(error);
  return {
    seen: false,
    why: 'unreachable',
    reason: `The Kubernetes API at ${endpoint} did not answer within ${
      timeout / 1000
    } s (${cause}).${
      privateOnly
        ? ' Its endpoint is private: Backstage must run where it can be reached.'
        : ''
    }`,
  };
}
