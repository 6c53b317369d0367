import { diagnose } from './diagnose';

const first = (text: string) => diagnose(text).diagnoses[0];

/** Below it a cause is shown as possible. */
const PROBABLE = 0.5;

const words = [
  'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
  'NoCredentialProviders: no valid providers in chain. Deprecated.',
  'failed to refresh cached credentials, no EC2 IMDS role found',
  'CredentialsProviderError: Could not load credentials from any providers',
  'Unable to get IAM security credentials from EC2 Instance Metadata Service.',
];

describe('words that are written outside of EKS too', () => {
  it.each(words)('%s is possible, no more', text => {
    expect(first(text).cause).toBe('no-credentials');
    expect(first(text).confidence).toBeLessThan(PROBABLE);
  });

  it.each([
    ['kubelet', `pod/orders-7c9: ${words[0]}`],
    [
      'klog',
      `E0919 03:12:44.123456       1 controller.go:158] sync: ${words[1]}`,
    ],
    ['the container runtime', `2026-11-24T09:12:13.1Z stderr F ${words[2]}`],
    ['IRSA', `AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/x\n${words[3]}`],
  ])('are sure in a log of %s', (_, text) => {
    expect(first(text).confidence).toBeGreaterThan(PROBABLE);
  });

  it('are tied to EKS by the names of role and session', () => {
    const denied = (caller: string) =>
      `User: arn:aws:sts::111122223333:assumed-role/${caller} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k`;
    expect(first(denied('batch/lambda-7')).confidence).toBeLessThan(PROBABLE);
    expect(
      first(denied('orders/botocore-session-1700000000')).confidence,
    ).toBeGreaterThan(PROBABLE);
    expect(first(denied('main-nodes/i-0abc1234def567890')).cause).toBe(
      'node-role-fallback',
    );
    expect(
      first(denied('web-server/i-0abc1234def567890')).confidence,
    ).toBeLessThan(PROBABLE);
  });
});

describe('two errors in one log', () => {
  const gap = 'worker idle\n'.repeat(200);

  it('are told apart: what rules a cause out counts only close by', () => {
    const text = `Error: SSOProviderInvalidToken: the SSO session has expired\n${gap}pod/orders-1: ${words[0]}`;
    expect(first(text).cause).toBe('no-credentials');
  });

  it('are not joined: two halves far apart are no error', () => {
    const text = `AWS_CONTAINER_CREDENTIALS_FULL_URI=http://169.254.170.23/v1/credentials\n${gap}dial tcp 10.0.0.7:5432: connect: connection refused`;
    expect(diagnose(text).diagnoses).toEqual([]);
  });
});
