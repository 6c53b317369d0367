import { envFacts } from './secrets';

describe('envFacts', () => {
  it.each([
    ['LOG_LEVEL', 'info'],
    ['AWS_REGION', 'ap-northeast-2'],
    ['AWS_PROFILE', 'orders'],
    [
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'http://169.254.170.23/v1/credentials',
    ],
    [
      'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
      '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
    ],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', '/var/run/secrets/token'],
    ['HTTPS_PROXY', 'http://proxy.example.org:3128'],
    ['NO_PROXY', '169.254.170.23,.svc'],
    ['EMPTY', ''],
    ['AWS_ACCESS_KEY_ID', ''],
  ])('keeps the value of %s', (name, value) => {
    expect(envFacts({ name, value })).toEqual({ name, from: 'value', value });
  });

  it.each([
    ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
    ['AWS_SECRET_ACCESS_KEY', 'x'],
    ['AWS_SESSION_TOKEN', 'x'],
    ['AWS_CONTAINER_AUTHORIZATION_TOKEN', 'x'],
    ['db_password', 'x'],
    ['STRIPE_API_KEY', 'x'],
    ['apikey', 'x'],
    ['GITHUB_TOKEN', 'x'],
    ['DATABASE_URL', 'postgres://db.example.org/x'],
    ['SIGNING_KEY', 'x'],
    ['BASIC_AUTH', 'x'],
    ['HTTPS_PROXY', 'http://user:hunter2@proxy.example.org:3128'],
    ['WHATEVER', 'AKIAIOSFODNN7EXAMPLE'],
    ['CERT', '-----BEGIN PRIVATE KEY-----'],
    ['SESSION', 'eyJhbGciOiJIUzI1NiJ9.e30.x'],
    ['BLOB', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ])('never keeps the value of %s', (name, value) => {
    expect(envFacts({ name, value })).toEqual({ name, from: 'value' });
  });

  it.each([
    ['secretKeyRef', { secretKeyRef: { name: 'a', key: 'b' } }],
    ['configMapKeyRef', { configMapKeyRef: { name: 'a', key: 'b' } }],
    ['fieldRef', { fieldRef: { fieldPath: 'metadata.name' } }],
    ['other', {}],
  ])('tells that a value comes from %s', (from, valueFrom) => {
    expect(envFacts({ name: 'X', valueFrom })).toEqual({ name: 'X', from });
  });
});
