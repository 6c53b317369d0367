import { causesOf } from './errorText';

/** A connection that did not come about, by its name and with what to do. */
export interface NetworkFault {
  /** As Node.js and OpenSSL name it. */
  code: string;
  /** Continues 'The host': 'does not exist in DNS'. */
  state: string;
  remedy: string;
}

const reach = 'Check that it runs and that Backstage may reach it.';
const trust =
  'Let Backstage trust its certificate authority (NODE_EXTRA_CA_CERTS).';

/** By the codes of Node.js (errno(3), getaddrinfo(3)) and of OpenSSL's verification. */
const faults: Record<string, [state: string, remedy: string]> = {
  ENOTFOUND: ['does not exist in DNS', 'Check the name and the DNS resolver.'],
  EAI_AGAIN: [
    'could not be resolved: the DNS resolver does not answer',
    'Check the DNS resolver of Backstage.',
  ],
  ECONNREFUSED: ['refuses connections', reach],
  ECONNRESET: ['closed the connection', reach],
  EPIPE: ['closed the connection', reach],
  UND_ERR_SOCKET: ['closed the connection', reach],
  ETIMEDOUT: ['did not answer in time', reach],
  ESOCKETTIMEDOUT: ['did not answer in time', reach],
  UND_ERR_CONNECT_TIMEOUT: ['did not answer in time', reach],
  UND_ERR_HEADERS_TIMEOUT: ['did not answer in time', reach],
  UND_ERR_BODY_TIMEOUT: ['did not answer in time', reach],
  EHOSTUNREACH: ['cannot be reached', reach],
  ENETUNREACH: ['cannot be reached', reach],
  CERT_HAS_EXPIRED: [
    'has an expired certificate',
    'Renew the certificate, or set the clock of the Backstage host.',
  ],
  CERT_NOT_YET_VALID: [
    'has a certificate that is not valid yet',
    'Set the clock of the Backstage host.',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: ['has an untrusted certificate', trust],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['has an untrusted certificate', trust],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['has an untrusted certificate', trust],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['has an untrusted certificate', trust],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'has a certificate for another host name',
    'Check the address, or a proxy in between.',
  ],
};

/** The name of a broken connection; undefined for any other error. */
export function networkFault(error: unknown): NetworkFault | undefined {
  for (const { code } of causesOf(error)) {
    const found =
      typeof code === 'string' && Object.hasOwn(faults, code)
        ? faults[code]
        : undefined;
    if (found) {
      return { code: String(code), state: found[0], remedy: found[1] };
    }
  }
  return undefined;
}

/** True where the disk of the Backstage host has no space, or no quota, left. */
export function isDiskFull(error: unknown): boolean {
  return causesOf(error).some(
    ({ code }) => code === 'ENOSPC' || code === 'EDQUOT',
  );
}
