import { like, texts } from './patterns';

/** Who asks for a role. */
export type Principal =
  /** An AWS service, such as pods.eks.amazonaws.com. */
  | { type: 'Service'; name: string }
  /** A web identity, by the ARN of its OIDC provider. */
  | { type: 'Federated'; provider: string }
  /** A user or a session of a role. */
  | { type: 'AWS'; arn: string };

/** arn:aws:sts::111122223333:assumed-role/NAME/session → 111122223333 and NAME. */
function sessionOf(arn: string): { account: string; role: string } | undefined {
  const match = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return match ? { account: match[1], role: match[2] } : undefined;
}

function awsMatches(pattern: string, arn: string): boolean {
  const account = arn.split(':')[4];
  if (pattern === '*' || pattern === arn) {
    return true;
  }
  if (pattern === account || /^arn:[\w-]+:iam::\d{12}:root$/.test(pattern)) {
    return pattern === account || pattern.split(':')[4] === account;
  }
  const session = sessionOf(arn);
  return (
    session !== undefined &&
    /^arn:[\w-]+:iam::\d{12}:role\//.test(pattern) &&
    pattern.split(':')[4] === session.account &&
    pattern.split('/').pop() === session.role
  );
}

function matchesOne(principal: unknown, who: Principal): boolean {
  if (principal === '*') {
    return true;
  }
  if (!principal || typeof principal !== 'object') {
    return false;
  }
  const entries = principal as Record<string, unknown>;
  // {"AWS": "*"} is the same as "*" (IAM reference, Principal element).
  if (texts(entries.AWS).includes('*')) {
    return true;
  }
  switch (who.type) {
    case 'Service':
      return texts(entries.Service).some(name => like(name, who.name));
    case 'Federated':
      return texts(entries.Federated).includes(who.provider);
    default:
      return texts(entries.AWS).some(pattern => awsMatches(pattern, who.arn));
  }
}

/** Is a statement about this principal (Principal, or NotPrincipal's contrary)? */
export function statementNames(
  statement: { Principal?: unknown; NotPrincipal?: unknown },
  who: Principal,
): boolean {
  if (statement.Principal !== undefined) {
    return matchesOne(statement.Principal, who);
  }
  return (
    statement.NotPrincipal !== undefined &&
    !matchesOne(statement.NotPrincipal, who)
  );
}
