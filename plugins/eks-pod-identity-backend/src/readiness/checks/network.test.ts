import { NetworkPolicyFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { all, deniedPart } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import {
  container,
  networkPolicy,
  sdk,
  webIdentityEnv,
  World,
} from '../__testUtils__/world';

const env =
  (variables: Record<string, string>) =>
  ({ pod, deployment }: World) => {
    pod.containers = [container({ ...webIdentityEnv, ...variables })];
    deployment.containers = [container(variables)];
  };
const proxy = { HTTPS_PROXY: 'http://proxy.example.org:3128' };
const withSdk =
  (id: string) =>
  ({ source }: World) => {
    source.sdks = [sdk({ sdk: id })];
  };

describeCheck('proxy-bypass', 'workload', [
  ['pass', 'no proxy is set', () => {}],
  [
    'fail',
    'a proxy is set without exceptions, with Java',
    all(env(proxy), withSdk('java-v2')),
  ],
  [
    'warn',
    'a proxy is set without exceptions, with botocore, which goes around it',
    env(proxy),
  ],
  [
    'fail',
    'a proxy is set without exceptions, with botocore and Java',
    all(env(proxy), ({ source }) => {
      source.sdks = [sdk(), sdk({ sdk: 'java-v2' })];
    }),
  ],
  [
    'pass',
    'NO_PROXY names the address',
    all(
      env({ ...proxy, NO_PROXY: 'localhost,169.254.170.23' }),
      withSdk('java-v2'),
    ),
  ],
  [
    'pass',
    'no_proxy in lower case names it among white space',
    all(
      env({ ...proxy, no_proxy: 'localhost, 169.254.170.23' }),
      withSdk('java-v2'),
    ),
  ],
  [
    'fail',
    'NO_PROXY names only the metadata service',
    all(env({ ...proxy, NO_PROXY: '169.254.169.254' }), withSdk('java-v2')),
  ],
  [
    'fail',
    'NO_PROXY names the IPv4 address in an IPv6 cluster',
    all(
      env({ ...proxy, NO_PROXY: '169.254.170.23' }),
      withSdk('java-v2'),
      ({ cluster }) => {
        cluster.ipFamily = 'ipv6';
      },
    ),
  ],
  [
    'warn',
    'NO_PROXY names a range that Go understands',
    all(env({ ...proxy, NO_PROXY: '169.254.0.0/16' }), withSdk('go-v2')),
  ],
  [
    'fail',
    'NO_PROXY names a range that Java does not understand',
    all(env({ ...proxy, NO_PROXY: '169.254.0.0/16' }), withSdk('java-v2')),
  ],
  [
    'unknown',
    'NO_PROXY comes from a ConfigMap',
    all(env(proxy), ({ pod, deployment }) => {
      for (const { containers } of [pod, deployment]) {
        containers[0].env.push({ name: 'NO_PROXY', from: 'configMapKeyRef' });
      }
    }),
  ],
  ['unknown', 'pods may not be listed', deniedPart('pods')],
]);

const policies =
  (...list: Partial<NetworkPolicyFacts>[]) =>
  ({ networkPolicies }: World) => {
    networkPolicies.push(...list.map(more => networkPolicy(more)));
  };
const http = [{ port: 80, protocol: 'TCP' }];
const block = (cidr: string, except: string[] = []) => [
  { cidr, except, selector: false },
];

describeCheck('network-policy', 'workload', [
  ['pass', 'there is no policy', () => {}],
  ['fail', 'a policy denies all egress', policies({}), /default-deny drops/],
  [
    'pass',
    'a policy is about ingress only',
    policies({ policyTypes: ['Ingress'] }),
  ],
  [
    'pass',
    'the policy is of another namespace',
    policies({ namespace: 'other' }),
  ],
  [
    'pass',
    'the policy selects other pods',
    policies({
      podSelector: { matchLabels: { app: 'web' }, matchExpressions: [] },
    }),
  ],
  [
    'fail',
    'the policy selects it by an expression',
    policies({
      podSelector: {
        matchLabels: {},
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['api', 'web'] },
        ],
      },
    }),
  ],
  [
    'pass',
    'a second policy opens the address: policies add up',
    policies(
      {},
      {
        name: 'agent',
        egress: [{ peers: block('169.254.170.23/32'), ports: http }],
      },
    ),
  ],
  [
    'fail',
    'the second policy opens another port',
    policies(
      {},
      {
        name: 'agent',
        egress: [
          {
            peers: block('169.254.170.23/32'),
            ports: [{ port: 443, protocol: 'TCP' }],
          },
        ],
      },
    ),
  ],
  [
    'fail',
    'the second policy opens the port for UDP',
    policies(
      {},
      {
        name: 'agent',
        egress: [{ peers: 'any', ports: [{ port: 80, protocol: 'UDP' }] }],
      },
    ),
  ],
  [
    'pass',
    'a range of ports holds it',
    policies({
      egress: [
        { peers: 'any', ports: [{ port: 1, endPort: 1024, protocol: 'TCP' }] },
      ],
    }),
  ],
  [
    'fail',
    'everything is open but link-local addresses',
    policies({
      egress: [{ peers: block('0.0.0.0/0', ['169.254.0.0/16']), ports: 'any' }],
    }),
  ],
  [
    'pass',
    'everything is open but the metadata service',
    policies({
      egress: [
        { peers: block('0.0.0.0/0', ['169.254.169.254/32']), ports: 'any' },
      ],
    }),
  ],
  [
    'fail',
    'egress is open to pods only',
    policies({
      egress: [{ peers: [{ except: [], selector: true }], ports: 'any' }],
    }),
  ],
  [
    'fail',
    'only the IPv4 address is open in an IPv6 cluster',
    all(
      policies({
        egress: [{ peers: block('169.254.170.23/32'), ports: http }],
      }),
      ({ cluster }) => {
        cluster.ipFamily = 'ipv6';
      },
    ),
  ],
  [
    'pass',
    'the IPv6 address is open in an IPv6 cluster',
    all(
      policies({ egress: [{ peers: block('fd00:ec2::23/128'), ports: http }] }),
      ({ cluster }) => {
        cluster.ipFamily = 'ipv6';
      },
    ),
  ],
  [
    'not-applicable',
    'its pods are in the network of the node',
    all(policies({}), ({ pod, deployment }) => {
      pod.hostNetwork = true;
      deployment.hostNetwork = true;
    }),
  ],
  ['unknown', 'policies may not be listed', deniedPart('networkPolicies')],
  [
    'unknown',
    'a policy exists and pods may not be listed',
    all(
      policies({
        podSelector: { matchLabels: { app: 'web' }, matchExpressions: [] },
      }),
      deniedPart('pods'),
    ),
  ],
]);
