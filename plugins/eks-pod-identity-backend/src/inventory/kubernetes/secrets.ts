import type { EnvFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** Names whose values are secrets; the whole name counts, in any case. */
const secretName =
  /secret|password|passwd|passphrase|token|credential|private|api_?key|access_?key|auth|signature|dsn|connection_?string|database_url|_pat$|_pwd$|_pass$|_key$/i;

/** Values that are secrets whatever their name: key ids, keys, tokens, URLs with a password. */
const secretValue =
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}|-----BEGIN|\/\/[^/\s:@]*:[^/\s@]+@|\beyJ[\w-]{10,}\.|\bgh[pousr]_\w{20,}|^[A-Za-z0-9+/]{40}$/;

/** Variables that tell where credentials come from: names, paths and addresses, never a secret themselves. */
const harmless = new Set([
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONFIG_FILE',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_STS_REGIONAL_ENDPOINTS',
  'AWS_SDK_LOAD_CONFIG',
  'AWS_EC2_METADATA_DISABLED',
]);

/** May the value of a variable be stored? */
export function isStorable(name: string, value: string): boolean {
  return (
    harmless.has(name) || (!secretName.test(name) && !secretValue.test(value))
  );
}

interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: {
    secretKeyRef?: unknown;
    configMapKeyRef?: unknown;
    fieldRef?: unknown;
  };
}

/** A container's variable without its value where that is, or looks like, a secret. */
export function envFacts({ name, value, valueFrom }: EnvVar): EnvFacts {
  if (valueFrom) {
    const from =
      (['secretKeyRef', 'configMapKeyRef', 'fieldRef'] as const).find(
        key => valueFrom[key],
      ) ?? 'other';
    return { name, from };
  }
  const text = value ?? '';
  // An empty variable holds no secret, and SDKs take it for none: that it is empty has to be known.
  return text === '' || isStorable(name, text)
    ? { name, from: 'value', value: text }
    : { name, from: 'value' };
}
