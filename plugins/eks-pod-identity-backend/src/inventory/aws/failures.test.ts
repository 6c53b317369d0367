import { InvalidAnswerError, unseenByError } from './failures';
import { regionFault } from './regionFault';

function error(name: string, message: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode },
  });
}

describe('unseenByError', () => {
  it.each<[string, unknown, object]>([
    [
      'a denied call names the action that AWS names',
      error(
        'AccessDeniedException',
        'User: arn:aws:iam::111122223333:user/x is not authorized to perform: eks:DescribeAddon on resource: y',
        403,
      ),
      { why: 'denied', permission: 'eks:DescribeAddon' },
    ],
    [
      'a denied call without an action names the one that was asked for',
      error('AccessDenied', 'Access Denied', 403),
      { why: 'denied', permission: 'eks:ListAddons' },
    ],
    [
      'credentials that ran out need no permission',
      error('ExpiredTokenException', 'The token is expired', 403),
      { why: 'denied', reason: expect.stringContaining('have expired') },
    ],
    [
      'no credentials at all',
      error('CredentialsProviderError', 'Could not load credentials'),
      { why: 'denied', reason: expect.stringContaining('Could not load') },
    ],
    [
      'a dropped connection',
      Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
      {
        why: 'unreachable',
        reason:
          'eks:ListAddons x was not answered: the endpoint closed the connection (ECONNRESET). Check that it runs and that Backstage may reach it.',
      },
    ],
    [
      'throttling that does not end',
      error('ThrottlingException', 'Rate exceeded', 429),
      { why: 'unreachable', reason: expect.stringContaining('Rate exceeded') },
    ],
    [
      'an answer of another form',
      new InvalidAnswerError('no arn'),
      { why: 'invalid', reason: 'eks:ListAddons x: no arn' },
    ],
    ['nothing that is an error', undefined, { why: 'unreachable' }],
  ])('%s', (_what, thrown, expected) => {
    expect(
      unseenByError(thrown, 'eks:ListAddons x', 'eks:ListAddons'),
    ).toMatchObject({ seen: false, ...expected });
  });

  it('bad credentials tell no permission', () => {
    expect(
      unseenByError(error('ExpiredToken', 'x', 403), 'a', 'b'),
    ).not.toHaveProperty('permission');
  });
});

describe('faults of every call are named, in the same words for each', () => {
  it.each<[string, unknown, string]>([
    [
      'a clock that is late, as EKS says it',
      error(
        'InvalidSignatureException',
        'Signature expired: 20260601T120000Z is now earlier than 20260601T121500Z (20260601T123000Z - 5 min.)',
        403,
      ),
      'clock of the Backstage host is wrong',
    ],
    [
      'a clock that is early, as STS says it',
      error(
        'SignatureDoesNotMatch',
        'Signature not yet current: 20260601T123000Z is still later than 20260601T121500Z',
        403,
      ),
      'clock of the Backstage host is wrong',
    ],
    [
      'a clock, by the name of the error alone',
      error('RequestTimeTooSkewed', 'The difference is too large.', 403),
      'clock of the Backstage host is wrong',
    ],
    [
      'a request that expired',
      error('RequestExpired', 'Request has expired.', 400),
      'clock of the Backstage host is wrong',
    ],
    [
      'a wrong secret, which is no matter of the clock',
      error(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided.',
        403,
      ),
      'secret access key does not belong',
    ],
    [
      'an expired token of STS',
      error('ExpiredToken', 'The security token included is expired', 403),
      'have expired',
    ],
    [
      'an expired token of a JSON API',
      error(
        'ExpiredTokenException',
        'The security token included is expired',
        403,
      ),
      'have expired',
    ],
    [
      'an expired session of single sign-on',
      error('CredentialsProviderError', 'The SSO session has expired'),
      'have expired',
    ],
    [
      'no credentials',
      error(
        'CredentialsProviderError',
        'Could not load credentials from any providers',
      ),
      'No AWS credentials were found',
    ],
    [
      'an unknown access key',
      error(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        403,
      ),
      'does not accept the credentials',
    ],
    [
      'an unknown access key, as STS says it',
      error(
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
        403,
      ),
      'does not accept the credentials',
    ],
    [
      'an account that did not opt in',
      error('OptInRequired', 'You are not subscribed to this service', 403),
      'not enabled',
    ],
  ])('%s', (_what, thrown, text) => {
    const unseen = unseenByError(thrown, 'eks:ListAddons x', 'eks:ListAddons');
    expect(unseen.reason).toContain(text);
    expect(unseen).toEqual(
      unseenByError(thrown, 'iam:ListRoles', 'iam:ListRoles'),
    );
    expect(unseen).not.toHaveProperty('permission');
    expect(unseen.reason).not.toContain('was denied');
  });

  it('an answer that cannot be parsed keeps the hints of the SDK to itself', () => {
    const broken = (statusCode: number) =>
      Object.assign(
        new SyntaxError(
          'Unexpected token <\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.',
        ),
        { $response: { statusCode } },
      );
    const unseen = unseenByError(broken(200), 'eks:ListAddons x', 'a');
    expect(unseen.why).toBe('invalid');
    expect(unseen.reason).not.toMatch(/hidden|response,|Deserialization/);
    expect(unseenByError(broken(503), 'eks:ListAddons x', 'a').why).toBe(
      'unreachable',
    );
  });
});

it.each<[string, unknown, string | undefined]>([
  [
    'is not enabled',
    error('UnrecognizedClientException', 'invalid', 403),
    'The region ap-east-1 is not enabled',
  ],
  [
    'is not enabled, as STS says it',
    error('InvalidClientTokenId', 'invalid', 403),
    'The region ap-east-1 is not enabled',
  ],
  [
    'does not exist',
    Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }),
    'The region ap-east-1 does not exist',
  ],
  [
    'is lost',
    Object.assign(new Error('hang up'), { code: 'ECONNRESET' }),
    undefined,
  ],
  ['denies the call', error('AccessDeniedException', 'no', 403), undefined],
])('a region that %s', (_what, thrown, text) => {
  const fault = regionFault(thrown, 'ap-east-1');
  expect(String(fault?.reason)).toContain(text ?? 'undefined');
});
