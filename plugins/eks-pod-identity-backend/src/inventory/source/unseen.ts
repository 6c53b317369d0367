import { isError } from '@backstage/errors';
import { Sight } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { errorText } from '../../faults/errorText';
import { isDiskFull, networkFault } from '../../faults/network';

type Unseen = Extract<Sight<never>, { seen: false }>;

/** Says why a URL could not be read, and what would let us. */
export function unseenBecause(error: unknown, url: string): Unseen {
  const name = isError(error) ? error.name : '';
  const message = isError(error) ? error.message : String(error);
  if (name === 'NotFoundError' || /\b404\b/.test(message)) {
    // Hosts answer 404 also for what the token may not see.
    return {
      seen: false,
      why: 'denied',
      reason: `${url} is not there, or the token of Backstage's integration may not read it`,
      permission: 'integrations: a token that may read the repository',
    };
  }
  if (/\b(401|403)\b/.test(message) && !/rate limit/i.test(message)) {
    return {
      seen: false,
      why: 'denied',
      reason: `${url} may not be read: ${firstLine(message)}`,
      permission: 'integrations: a token that may read the repository',
    };
  }
  if (name === 'NotAllowedError') {
    return {
      seen: false,
      why: 'denied',
      reason: firstLine(message),
      permission: `integrations or backend.reading.allow for ${hostOf(url)}`,
    };
  }
  if (name === 'BudgetExceeded') {
    return { seen: false, why: 'invalid', reason: `${url} was ${message}` };
  }
  if (name === 'TimeoutError' || name === 'AbortError') {
    return {
      seen: false,
      why: 'unreachable',
      reason: `${url} was not read in time`,
    };
  }
  if (isDiskFull(error)) {
    return {
      seen: false,
      why: 'unreachable',
      reason:
        'The disk of the Backstage host is full: repositories cannot be unpacked. Free space in its temporary folder.',
    };
  }
  const network = networkFault(error);
  if (network) {
    return {
      seen: false,
      why: 'unreachable',
      reason: `The repository host ${hostOf(url)} ${network.state} (${
        network.code
      }). ${network.remedy}`,
    };
  }
  if (/rate limit|\b429\b/i.test(message)) {
    return {
      seen: false,
      why: 'unreachable',
      reason: `The repository host ${hostOf(
        url,
      )} limits the rate of requests. Configure an integration with a token, or a GitHub App, for a higher limit.`,
    };
  }
  const status = /(?:, |failed with |status )(5\d\d)\b/.exec(message)?.[1];
  if (status) {
    return {
      seen: false,
      why: 'unreachable',
      reason: `The repository host ${hostOf(
        url,
      )} is out of order (HTTP ${status}). Repositories are read again with the next sync.`,
    };
  }
  return {
    seen: false,
    why: 'unreachable',
    reason: `${url} could not be read: ${firstLine(errorText(error))}`,
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function firstLine(text: string): string {
  return text.split('\n')[0].slice(0, 300);
}
