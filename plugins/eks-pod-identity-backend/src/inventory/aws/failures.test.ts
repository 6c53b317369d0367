import { InvalidAnswerError, unseenByError } from './failures';

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
      { why: 'denied', reason: expect.stringContaining('does not accept') },
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
        reason: 'eks:ListAddons x was not answered: ECONNRESET: socket hang up',
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
