import { Ternary } from './ternary';
import { conditionHolds } from './conditions';
import {
  absent,
  beginning,
  ContextEntry,
  contextOf,
  multi,
  single,
  unknowable,
} from './context';
import { readPolicy } from './document';
import { evaluatePolicy } from './evaluate';
import { fits, patternOf } from './patterns';

function holds(
  operator: string,
  values: string[],
  entry: ContextEntry,
  version = '2012-10-17',
): Ternary {
  return conditionHolds(
    { operator, key: 'aws:Key', values },
    version,
    contextOf(
      { 'aws:Key': entry, 'aws:Other': single('orders') },
      () => absent,
    ),
  );
}

// Expected by IAM's user guide: 'Condition operators', 'Set operators for multivalued context keys', 'Variables and tags'.
describe('a condition', () => {
  it.each<[Ternary, string, string[], ContextEntry]>([
    [true, 'StringEquals', ['a', 'b'], single('b')],
    [false, 'StringEquals', ['a'], single('A')],
    [true, 'stringequals', ['a'], single('a')],
    [true, 'StringEqualsIgnoreCase', ['a'], single('A')],
    [false, 'StringEquals', ['a*'], single('ab')],
    [true, 'StringLike', ['a*'], single('ab')],
    [true, 'StringLike', ['a?c'], single('abc')],
    [false, 'StringLike', ['a?c'], single('ac')],
    [false, 'StringEquals', ['a'], absent],
    [true, 'StringEqualsIfExists', ['a'], absent],
    [true, 'StringNotEquals', ['a'], absent],
    [false, 'StringNotEquals', ['a', 'b'], single('b')],
    [true, 'StringNotEquals', ['a', 'b'], single('c')],
    [true, 'Null', ['true'], absent],
    [false, 'Null', ['true'], single('a')],
    [true, 'Null', ['false'], single('a')],
    [true, 'ForAllValues:StringEquals', ['a', 'b'], multi(['a'])],
    [false, 'ForAllValues:StringEquals', ['a'], multi(['a', 'b'])],
    [true, 'ForAllValues:StringEquals', ['a'], absent],
    [true, 'ForAnyValue:StringEquals', ['a'], multi(['a', 'b'])],
    [false, 'ForAnyValue:StringEquals', ['c'], multi(['a', 'b'])],
    [false, 'ForAnyValue:StringEquals', ['a'], absent],
    [false, 'ForAnyValue:StringNotEquals', ['a'], absent],
    [true, 'ForAnyValue:StringNotLike', ['a*'], multi(['ab', 'b'])],
    ['unknown', 'StringEquals', ['a'], multi(['a', 'b'])],
    ['unknown', 'StringEquals', ['a'], unknowable],
    ['unknown', 'NoSuchOperator', ['a'], single('a')],
    [true, 'Bool', ['true'], single('True')],
    [true, 'NumericLessThan', ['10'], single('9')],
    [
      true,
      'DateGreaterThan',
      ['2020-01-01T00:00:00Z'],
      single('2021-01-01T00:00:00Z'),
    ],
    ['unknown', 'IpAddress', ['10.0.0.0/8'], single('10.0.0.1')],
    [
      true,
      'ArnLike',
      ['arn:aws:eks:*:1:cluster/*'],
      single('arn:aws:eks:r:1:cluster/x'),
    ],
    [
      true,
      'ArnEquals',
      ['arn:aws:eks:r:1:cluster/*'],
      single('arn:aws:eks:r:1:cluster/x'),
    ],
    [
      'unknown',
      'ArnLike',
      ['arn:aws:eks:*:cluster/x'],
      single('arn:aws:eks:r:1:cluster/x'),
    ],
    [
      false,
      'ArnNotEquals',
      ['arn:aws:eks:r:1:cluster/x'],
      single('arn:aws:eks:r:1:cluster/x'),
    ],
    [true, 'StringLike', ['eks-*'], beginning('eks-main-')],
    ['unknown', 'StringLike', ['eks-main-api*'], beginning('eks-main-')],
    [false, 'StringLike', ['botocore-*'], beginning('eks-main-')],
    [true, 'StringEquals', ['${aws:Other}'], single('orders')],
    [true, 'StringLike', ['x-${aws:Other}-*'], single('x-orders-1')],
    [false, 'StringEquals', ['${aws:Nothing}'], single('orders')],
    [true, 'StringEquals', ["${aws:Nothing, 'orders'}"], single('orders')],
    [true, 'StringLike', ['a${*}'], single('a*')],
    [false, 'StringLike', ['a${*}'], single('ab')],
  ])('is %s: %s %j', (expected, operator, values, entry) => {
    expect(holds(operator, values, entry)).toBe(expected);
  });

  it('takes variables for text in the older version of policies', () => {
    expect(
      holds('StringEquals', ['${aws:Other}'], single('orders'), '2008-10-17'),
    ).toBe(false);
  });
});

const ROLE = 'arn:aws:iam::111122223333:role/a';
const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: ROLE },
  Action: 'sts:AssumeRole',
  ...more,
});

describe('a policy', () => {
  it.each<[string, string, object[]]>([
    ['allowed', 'names the role', [allow()]],
    [
      'allowed',
      "names the role's account by its root",
      [allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    ],
    [
      'allowed',
      "names the role's account by its number",
      [allow({ Principal: { AWS: ['111122223333'] } })],
    ],
    ['allowed', 'names everybody', [allow({ Principal: '*' })]],
    [
      'denied',
      'names another role',
      [allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/b' } })],
    ],
    ['denied', 'names another action', [allow({ Action: 'sts:TagSession' })]],
    [
      'allowed',
      'names the action by a pattern in another case',
      [allow({ Action: 'STS:assume*' })],
    ],
    [
      'allowed',
      'names all actions but others',
      [allow({ Action: undefined, NotAction: 'iam:*' })],
    ],
    ['denied', 'has no statement', []],
    ['denied', 'allows and denies', [allow(), { ...allow(), Effect: 'Deny' }]],
    [
      'denied',
      'denies everybody but others',
      [
        allow(),
        {
          ...allow(),
          Effect: 'Deny',
          Principal: undefined,
          NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/b' },
        },
      ],
    ],
    [
      'allowed',
      'denies everybody but the role',
      [
        allow(),
        {
          ...allow(),
          Effect: 'Deny',
          Principal: undefined,
          NotPrincipal: { AWS: ROLE },
        },
      ],
    ],
    [
      'unknown',
      'allows everybody but others, which IAM does not describe',
      [allow({ Principal: undefined, NotPrincipal: { AWS: 'x' } })],
    ],
    [
      'unknown',
      'may deny by something that is known only later',
      [
        allow(),
        {
          ...allow(),
          Effect: 'Deny',
          Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        },
      ],
    ],
    [
      'denied',
      'has one of two conditions that does not hold',
      [
        allow({
          Condition: {
            StringEquals: { 'sts:ExternalId': 'x', 'aws:PrincipalArn': ROLE },
          },
        }),
      ],
    ],
  ])('is %s when it %s', (result, _what, statements) => {
    const policy = readPolicy(
      JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    );
    expect(policy.valid).toBe(true);
    expect(
      policy.valid &&
        evaluatePolicy(policy.document, {
          action: 'sts:AssumeRole',
          caller: { type: 'role', arn: ROLE },
          context: contextOf({ 'aws:PrincipalArn': single(ROLE) }, key =>
            key === 'aws:sourceip' ? unknowable : absent,
          ),
        }).result,
    ).toBe(result);
  });

  it.each([
    '',
    '{',
    '[]',
    '{"Statement":[{"Effect":"Maybe"}]}',
    '{"Statement":[{"Effect":"Allow","Action":"a","NotAction":"b"}]}',
  ])('that is none is told so, never thrown: %s', text => {
    const read = readPolicy(text);
    expect(read.valid).toBe(false);
  });

  it('may have a single statement and numbers as values', () => {
    expect(
      readPolicy(
        '{"Statement":{"Effect":"Allow","Action":"*","Condition":{"NumericEquals":{"a":1}}}}',
      ).valid,
    ).toBe(true);
  });
});

describe('patterns', () => {
  it('do not take long, however many stars they have', () => {
    const start = performance.now();
    expect(fits('a'.repeat(2000), patternOf(`${'*a'.repeat(40)}b`))).toBe(
      false,
    );
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
