import {
  admitsPodIdentity,
  evaluateTrust,
  type TrustRequest,
} from './evaluate';

const pods = { Service: 'pods.eks.amazonaws.com' };
const both = ['sts:AssumeRole', 'sts:TagSession'];
const provider =
  'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A';
const sub = 'oidc.eks.eu-west-1.amazonaws.com/id/A:sub';
const aud = 'oidc.eks.eu-west-1.amazonaws.com/id/A:aud';

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function allow(rest: object): object {
  return { Effect: 'Allow', ...rest };
}

const podRequest: TrustRequest = {
  action: 'sts:AssumeRole',
  principal: { type: 'Service', name: 'pods.eks.amazonaws.com' },
  context: {
    'aws:SourceAccount': '111122223333',
    'aws:SourceArn': 'arn:aws:eks:eu-west-1:111122223333:cluster/demo',
    'aws:RequestTag/kubernetes-namespace': 'shop',
    'aws:RequestTag/kubernetes-service-account': 'cart',
    'aws:TagKeys': ['kubernetes-namespace', 'kubernetes-service-account'],
  },
};
const webRequest: TrustRequest = {
  action: 'sts:AssumeRoleWithWebIdentity',
  principal: { type: 'Federated', provider },
  context: {
    [sub]: 'system:serviceaccount:shop:cart',
    [aud]: 'sts.amazonaws.com',
  },
};

function pod(condition: object): string {
  return policy(allow({ Principal: pods, Action: both, Condition: condition }));
}

// Expected results are derived by hand from the IAM user guide: policy evaluation logic, elements
// Principal, NotPrincipal and Condition, and conditions with several keys or values.
describe('evaluateTrust for Pod Identity', () => {
  it.each<[string, string, 'allow' | 'explicit-deny' | 'implicit-deny']>([
    [
      'the documented statement',
      policy(allow({ Principal: pods, Action: both })),
      'allow',
    ],
    [
      'a single statement that is no list',
      JSON.stringify({ Statement: allow({ Principal: pods, Action: both }) }),
      'allow',
    ],
    [
      'actions in another case',
      policy(allow({ Principal: pods, Action: 'STS:assumerole' })),
      'allow',
    ],
    [
      'an action with a wildcard',
      policy(allow({ Principal: pods, Action: 'sts:*' })),
      'allow',
    ],
    [
      'only the other action',
      policy(allow({ Principal: pods, Action: 'sts:TagSession' })),
      'implicit-deny',
    ],
    [
      'NotAction that leaves the action in',
      policy(allow({ Principal: pods, NotAction: 'sts:AssumeRoleWithSAML' })),
      'allow',
    ],
    [
      'NotAction that names the action',
      policy(allow({ Principal: pods, NotAction: 'sts:AssumeRole' })),
      'implicit-deny',
    ],
    [
      'another service',
      policy(
        allow({ Principal: { Service: 'ec2.amazonaws.com' }, Action: both }),
      ),
      'implicit-deny',
    ],
    [
      'the service among others',
      policy(
        allow({
          Principal: {
            Service: ['ec2.amazonaws.com', 'pods.eks.amazonaws.com'],
          },
          Action: both,
        }),
      ),
      'allow',
    ],
    ['everybody', policy(allow({ Principal: '*', Action: both })), 'allow'],
    [
      'everybody, written as AWS',
      policy(allow({ Principal: { AWS: '*' }, Action: both })),
      'allow',
    ],
    [
      'the account root only',
      policy(allow({ Principal: { AWS: '111122223333' }, Action: both })),
      'implicit-deny',
    ],
    [
      'NotPrincipal that names somebody else',
      policy(allow({ NotPrincipal: { AWS: '111122223333' }, Action: both })),
      'allow',
    ],
    [
      'NotPrincipal that names the service',
      policy(allow({ NotPrincipal: pods, Action: both })),
      'implicit-deny',
    ],
    ['no statement', policy(), 'implicit-deny'],
    ['text that is no policy', 'not json', 'implicit-deny'],
    [
      'a Deny beside the Allow',
      policy(allow({ Principal: pods, Action: both }), {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
      }),
      'explicit-deny',
    ],
    [
      'a Deny whose condition does not hold',
      policy(allow({ Principal: pods, Action: both }), {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:*',
        Condition: { StringNotEquals: { 'aws:SourceAccount': '111122223333' } },
      }),
      'allow',
    ],
    [
      'both principals under the OIDC conditions',
      policy(
        allow({
          Principal: { ...pods, Federated: provider },
          Action: [...both, 'sts:AssumeRoleWithWebIdentity'],
          Condition: {
            StringEquals: { [sub]: 'system:serviceaccount:shop:cart' },
          },
        }),
      ),
      'implicit-deny',
    ],
    [
      'a tag that is right',
      pod({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' } }),
      'allow',
    ],
    [
      'a tag that is wrong',
      pod({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'bank' } }),
      'implicit-deny',
    ],
    [
      'a tag that may have one of two values',
      pod({
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace': ['bank', 'shop'],
        },
      }),
      'allow',
    ],
    [
      'a tag in another case',
      pod({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'Shop' } }),
      'implicit-deny',
    ],
    [
      'a tag with the case ignored',
      pod({
        StringEqualsIgnoreCase: {
          'aws:RequestTag/kubernetes-namespace': 'SHOP',
        },
      }),
      'allow',
    ],
    [
      'a key in another case',
      pod({ StringEquals: { 'AWS:requesttag/Kubernetes-Namespace': 'shop' } }),
      'allow',
    ],
    [
      'two keys of which one fails',
      pod({
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace': 'shop',
          'aws:RequestTag/kubernetes-service-account': 'pay',
        },
      }),
      'implicit-deny',
    ],
    [
      'two operators of which one fails',
      pod({
        StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' },
        StringLike: { 'aws:RequestTag/kubernetes-service-account': 'p*' },
      }),
      'implicit-deny',
    ],
    [
      'StringLike with a wildcard',
      pod({
        StringLike: { 'aws:RequestTag/kubernetes-service-account': 'c?r*' },
      }),
      'allow',
    ],
    [
      'a wildcard under StringEquals',
      pod({
        StringEquals: { 'aws:RequestTag/kubernetes-service-account': 'c*' },
      }),
      'implicit-deny',
    ],
    [
      'a key that is missing',
      pod({ StringEquals: { 'aws:SourceOrgId': 'o-1' } }),
      'implicit-deny',
    ],
    [
      'a key that is missing, IfExists',
      pod({ StringEqualsIfExists: { 'aws:SourceOrgId': 'o-1' } }),
      'allow',
    ],
    [
      'a key that is missing, negated',
      pod({ StringNotEquals: { 'aws:SourceOrgId': 'o-1' } }),
      'allow',
    ],
    [
      'a negated key with the value among several',
      pod({
        StringNotEquals: {
          'aws:RequestTag/kubernetes-namespace': ['shop', 'bank'],
        },
      }),
      'implicit-deny',
    ],
    [
      'Null false for a key that is there',
      pod({ Null: { 'aws:RequestTag/kubernetes-namespace': 'false' } }),
      'allow',
    ],
    [
      'Null true for a key that is there',
      pod({ Null: { 'aws:RequestTag/kubernetes-namespace': 'true' } }),
      'implicit-deny',
    ],
    [
      'Null true for a key that is missing',
      pod({ Null: { 'aws:SourceOrgId': true } }),
      'allow',
    ],
    [
      'the cluster as source',
      pod({
        ArnEquals: {
          'aws:SourceArn': 'arn:aws:eks:*:111122223333:cluster/demo',
        },
      }),
      'allow',
    ],
    [
      'the association as source',
      pod({
        ArnLike: {
          'aws:SourceArn':
            'arn:aws:eks:eu-west-1:111122223333:podidentityassociation/demo/*',
        },
      }),
      'implicit-deny',
    ],
    [
      'an ARN with a wildcard that would cross a colon',
      pod({ ArnLike: { 'aws:SourceArn': 'arn:aws:eks:*:cluster/demo' } }),
      'implicit-deny',
    ],
    [
      'all tag keys in the list',
      pod({
        'ForAllValues:StringEquals': {
          'aws:TagKeys': [
            'kubernetes-namespace',
            'kubernetes-service-account',
            'more',
          ],
        },
      }),
      'allow',
    ],
    [
      'one tag key outside the list',
      pod({
        'ForAllValues:StringEquals': {
          'aws:TagKeys': ['kubernetes-namespace'],
        },
      }),
      'implicit-deny',
    ],
    [
      'any tag key in the list',
      pod({
        'ForAnyValue:StringEquals': { 'aws:TagKeys': ['kubernetes-namespace'] },
      }),
      'allow',
    ],
    [
      'ForAllValues of a key that is missing',
      pod({ 'ForAllValues:StringEquals': { 'aws:Missing': ['x'] } }),
      'allow',
    ],
    [
      'ForAnyValue of a key that is missing',
      pod({ 'ForAnyValue:StringEquals': { 'aws:Missing': ['x'] } }),
      'implicit-deny',
    ],
    [
      'a variable that is filled',
      pod({
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace':
            '${aws:RequestTag/kubernetes-namespace}',
        },
      }),
      'allow',
    ],
    [
      'a variable that nothing fills',
      pod({
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace': '${aws:ResourceOrgId}',
        },
      }),
      'implicit-deny',
    ],
    [
      'an operator that IAM does not know',
      pod({ StringMatches: { 'aws:SourceAccount': '111122223333' } }),
      'implicit-deny',
    ],
  ])('%s: %#', (_, document, expected) => {
    expect(evaluateTrust(document, podRequest)).toBe(expected);
  });
});

describe('evaluateTrust for web identities', () => {
  const web = (condition: object, principal = provider) =>
    policy(
      allow({
        Principal: { Federated: principal },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition,
      }),
    );

  it.each<[string, string, string]>([
    [
      'the exact subject',
      web({
        StringEquals: {
          [sub]: 'system:serviceaccount:shop:cart',
          [aud]: 'sts.amazonaws.com',
        },
      }),
      'allow',
    ],
    [
      'a subject with a wildcard',
      web({ StringLike: { [sub]: 'system:serviceaccount:shop:*' } }),
      'allow',
    ],
    [
      'a wildcard under StringEquals',
      web({ StringEquals: { [sub]: 'system:serviceaccount:shop:*' } }),
      'implicit-deny',
    ],
    [
      'another service account',
      web({ StringEquals: { [sub]: 'system:serviceaccount:shop:pay' } }),
      'implicit-deny',
    ],
    [
      'the provider of another cluster',
      web({}, `${provider}B`),
      'implicit-deny',
    ],
    [
      'the other cluster’s condition key',
      web({
        StringEquals: {
          [sub.replace('/A:', '/B:')]: 'system:serviceaccount:shop:cart',
        },
      }),
      'implicit-deny',
    ],
  ])('%s', (_, document, expected) => {
    expect(evaluateTrust(document, webRequest)).toBe(expected);
  });
});

describe('evaluateTrust for principals of accounts', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/deploy/alice';
  it.each<[string, string, string]>([
    ['the account id', '111122223333', 'allow'],
    ['the account root', 'arn:aws:iam::111122223333:root', 'allow'],
    ['another account', 'arn:aws:iam::444455556666:root', 'implicit-deny'],
    [
      'the role of the session',
      'arn:aws:iam::111122223333:role/deploy',
      'allow',
    ],
    [
      'the role with its path',
      'arn:aws:iam::111122223333:role/teams/deploy',
      'allow',
    ],
    ['another role', 'arn:aws:iam::111122223333:role/read', 'implicit-deny'],
    ['the session itself', session, 'allow'],
  ])('%s', (_, principal, expected) => {
    expect(
      evaluateTrust(
        policy(
          allow({ Principal: { AWS: principal }, Action: 'sts:AssumeRole' }),
        ),
        {
          action: 'sts:AssumeRole',
          principal: { type: 'AWS', arn: session },
          context: {},
        },
      ),
    ).toBe(expected);
  });
});

describe('admitsPodIdentity, the check at creation', () => {
  it.each<[string, string, boolean]>([
    [
      'the documented statement',
      policy(allow({ Principal: pods, Action: both })),
      true,
    ],
    [
      'two statements, one action each',
      policy(
        allow({ Principal: pods, Action: 'sts:AssumeRole' }),
        allow({ Principal: pods, Action: 'sts:TagSession' }),
      ),
      true,
    ],
    [
      'without sts:TagSession',
      policy(allow({ Principal: pods, Action: 'sts:AssumeRole' })),
      false,
    ],
    [
      'IRSA only',
      policy(
        allow({
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
        }),
      ),
      false,
    ],
    [
      'a condition on tags that would fail later',
      pod({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'other' } }),
      true,
    ],
    [
      'an unconditional Deny',
      policy(allow({ Principal: pods, Action: both }), {
        Effect: 'Deny',
        Principal: pods,
        Action: 'sts:TagSession',
      }),
      false,
    ],
  ])('%s', (_, document, expected) => {
    expect(admitsPodIdentity(document)).toBe(expected);
  });
});
