import { diagnose } from './diagnose';
import { isAccountId, isMasked, unmaskAccounts } from './ids';

const masks = [
  '<ACCOUNT_ID>',
  '<AWS ACCOUNT ID>',
  '<redacted>',
  '[REDACTED]',
  '[account id]',
  '(redacted)',
  '${AWS_ACCOUNT_ID}',
  '$ACCOUNT',
  '{{account_id}}',
  '{account}',
  '%ACCOUNT%',
  'aws-account-id',
  'AWS_ACCOUNT_ID',
  'XXXXXXXXXXXX',
  'xxxx-xxxx-xxxx',
  '8888XXXXXXXX',
  '123456******',
  '****5678',
  '************',
  '############',
  '000000000000',
  '1111-2222-3333',
  '…',
];

describe('a masked account id', () => {
  it.each(masks)('%s stands for an id in a denied call', mask => {
    const [first] = diagnose(
      `User: arn:aws:sts::${mask}:assumed-role/eks-node-group/i-0abc1234def567890 is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:${mask}:orders`,
    ).diagnoses;
    expect(first.cause).toBe('node-role-fallback');
  });

  it.each(masks)('%s stands for an id in the ARN of a role', mask => {
    expect(unmaskAccounts(`role arn:aws:iam::${mask}:role/orders`)).toBe(
      'role arn:aws:iam::000000000000:role/orders',
    );
  });

  it('leaves ids, and ARNs without an account, as they are', () => {
    const text =
      'arn:aws:iam::111122223333:role/a arn:aws-cn:s3:::bucket/key arn:aws:iam::aws:policy/P';
    expect(unmaskAccounts(text)).toContain('::111122223333:role/a');
    expect(unmaskAccounts(text)).toContain('arn:aws-cn:s3:::bucket/key');
  });

  it.each([
    ['<ROLE>', true],
    ['xxxxxxxx-xxx', true],
    ['***', true],
    ['orders', false],
    ['i-0abc1234def567890', false],
  ])('%s is masked: %s', (name, expected) => {
    expect(isMasked(name)).toBe(expected);
  });

  it('is not an id of an account', () => {
    expect(isAccountId('000000000000')).toBe(false);
    expect(isAccountId('111122223333')).toBe(true);
    expect(isAccountId(undefined)).toBe(false);
  });
});

it('stays fast on a text made of placeholders', () => {
  const nasty = 'arn:aws:sts::<'.repeat(14_000);
  expect(diagnose(nasty.slice(0, 200_000)).diagnoses).toEqual([]);
});
