import {
  identityKinds,
  policyKinds,
  resourceOf,
} from '../../inventory/kubernetes/customKinds';
import { otherPolicyFacts } from '../../inventory/kubernetes/policies';
import { all, Change, deniedPart } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import { networkPolicy } from '../__testUtils__/world';

/** An object as the cluster would list it, given in the form of its kind. */
const policy =
  (resource: string, spec: object, more: object = {}): Change =>
  ({ otherPolicies }) => {
    const kind = policyKinds.find(each => resourceOf(each) === resource)!;
    const metadata = /^(cluster|global|admin|baseline|ciliumcluster)/.test(
      resource,
    )
      ? { name: 'strict' }
      : { name: 'strict', namespace: 'orders' };
    otherPolicies.push({
      kind: kind.kind,
      resource,
      objects: sighted(
        otherPolicyFacts(kind, { metadata, spec, ...more }),
        'kubernetes',
      ),
    });
  };
const all_ = {};
const own = { matchLabels: { app: 'api' } };
const other = { matchLabels: { app: 'web' } };

const groups = 'securitygrouppolicies.vpcresources.k8s.aws';
const cilium = 'ciliumnetworkpolicies.cilium.io';
const ciliumAll = 'ciliumclusterwidenetworkpolicies.cilium.io';
const calico = 'networkpolicies.crd.projectcalico.org';
const calicoAll = 'globalnetworkpolicies.crd.projectcalico.org';
const admin = 'adminnetworkpolicies.policy.networking.k8s.io';
const baseline = 'baselineadminnetworkpolicies.policy.networking.k8s.io';
const awsCluster = 'clusternetworkpolicies.networking.k8s.aws';
const application = 'applicationnetworkpolicies.networking.k8s.aws';
const antrea = 'clusternetworkpolicies.crd.antrea.io';

/** Kinds that every cluster of EKS serves, without any object. */
const stock: Change = ({ otherPolicies }) => {
  otherPolicies.push(
    ...policyKinds
      .filter(({ group }) => /aws$/.test(group))
      .map(kind => ({
        kind: kind.kind,
        resource: resourceOf(kind),
        objects: sighted([], 'kubernetes'),
      })),
  );
};

const host: Change = ({ pod, deployment }) => {
  pod.hostNetwork = true;
  deployment.hostNetwork = true;
};

describeCheck('network-policy', 'workload', [
  ['pass', 'the cluster serves the stock kinds of EKS without objects', stock],
  [
    'warn',
    'a SecurityGroupPolicy selects its pods',
    policy(groups, { podSelector: own }),
    /SecurityGroupPolicy orders\/strict selects Pod orders\/api-1/,
  ],
  [
    'pass',
    'a SecurityGroupPolicy selects other pods',
    policy(groups, { podSelector: other }),
  ],
  [
    'pass',
    'a SecurityGroupPolicy is of another namespace',
    policy(
      groups,
      { podSelector: all_ },
      { metadata: { name: 'strict', namespace: 'other' } },
    ),
  ],
  [
    'warn',
    'a SecurityGroupPolicy with an empty selector selects all pods of the namespace',
    policy(groups, { podSelector: all_ }),
  ],
  [
    'pass',
    'a SecurityGroupPolicy selects service accounts with a label that its own lacks',
    policy(groups, { serviceAccountSelector: { matchLabels: { sg: 'x' } } }),
  ],
  [
    'warn',
    'a SecurityGroupPolicy selects its service account by an expression',
    all(
      policy(groups, {
        serviceAccountSelector: {
          matchExpressions: [{ key: 'sg', operator: 'In', values: ['x'] }],
        },
      }),
      ({ account }) => {
        account.labels = { sg: 'x' };
      },
    ),
  ],
  [
    'not-applicable',
    'a SecurityGroupPolicy and a NetworkPolicy select pods in the network of the node',
    all(
      policy(groups, { podSelector: all_ }),
      ({ networkPolicies }) => {
        networkPolicies.push(networkPolicy());
      },
      host,
    ),
  ],
  [
    'pass',
    'a SecurityGroupPolicy selects pods in the network of the node',
    all(policy(groups, { podSelector: all_ }), host),
  ],
  [
    'warn',
    'a kind that is served may not be listed',
    ({ otherPolicies }) => {
      otherPolicies.push({
        kind: 'SecurityGroupPolicy',
        resource: groups,
        objects: denied(`kubernetes: list ${groups}`),
      });
    },
    /SecurityGroupPolicy \(securitygrouppolicies\.vpcresources\.k8s\.aws\)/,
  ],
  [
    'warn',
    'which kinds are served could not be seen',
    deniedPart('otherPolicies'),
  ],
  [
    'fail',
    'a NetworkPolicy closes the way, whatever else can not be decided',
    all(policy(groups, { podSelector: own }), ({ networkPolicies }) => {
      networkPolicies.push(networkPolicy());
    }),
  ],
  [
    'warn',
    'a policy of Cilium allows egress to the world only',
    policy(cilium, {
      endpointSelector: own,
      egress: [{ toEntities: ['world'] }],
    }),
    /CiliumNetworkPolicy orders\/strict selects/,
  ],
  [
    'pass',
    'a policy of Cilium allows egress to the host on port 80',
    policy(cilium, {
      endpointSelector: own,
      egress: [
        {
          toEntities: ['host'],
          toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }],
        },
      ],
    }),
  ],
  [
    'warn',
    'a policy of Cilium allows egress to the host on port 443 only',
    policy(cilium, {
      endpointSelector: own,
      egress: [
        {
          toEntities: ['host'],
          toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
        },
      ],
    }),
  ],
  [
    'warn',
    'a policy of Cilium names the address by CIDR, which is not how it knows the node',
    policy(cilium, {
      endpointSelector: own,
      egress: [{ toCIDR: ['169.254.170.23/32'] }],
    }),
  ],
  [
    'pass',
    'a policy of Cilium is about ingress only',
    policy(cilium, { endpointSelector: own, ingress: [{}] }),
  ],
  [
    'warn',
    'a policy of Cilium selects its labels with their source',
    policy(cilium, {
      endpointSelector: { matchLabels: { 'k8s:app': 'api' } },
      egress: [{}],
    }),
  ],
  [
    'pass',
    'a policy of Cilium for all of the cluster is for another namespace',
    policy(ciliumAll, {
      endpointSelector: {
        matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'other' },
      },
      egress: [{}],
    }),
  ],
  [
    'pass',
    'two policies of Cilium add up, and one opens the host',
    all(
      policy(ciliumAll, {
        endpointSelector: {},
        egress: [{ toEntities: ['kube-apiserver'] }],
      }),
      policy(cilium, {
        endpointSelector: own,
        egress: [{ toEntities: ['all'] }],
      }),
    ),
  ],
  [
    'warn',
    'one policy of Cilium opens all and another denies the host',
    all(
      policy(ciliumAll, {
        endpointSelector: {},
        egressDeny: [{ toEntities: ['host'] }],
      }),
      policy(cilium, {
        endpointSelector: own,
        egress: [{ toEntities: ['all'] }],
      }),
    ),
  ],
  [
    'warn',
    'a policy of Cilium for nodes restricts what reaches them',
    policy(ciliumAll, { nodeSelector: {}, ingress: [{}] }),
    /may select/,
  ],
  [
    'pass',
    'a policy of Cilium does not turn the default around',
    policy(cilium, {
      endpointSelector: own,
      enableDefaultDeny: { egress: false },
      egress: [{ toEntities: ['world'] }],
    }),
  ],
  [
    'warn',
    'a global policy of Calico drops egress of all',
    policy(calicoAll, { selector: 'all()', types: ['Egress'] }),
    /GlobalNetworkPolicy strict selects/,
  ],
  [
    'pass',
    'a policy of Calico selects others by an expression',
    policy(calico, {
      selector: "app == 'web' || (tier in {'db', 'cache'} && !has(app))",
      types: ['Egress'],
    }),
  ],
  [
    'warn',
    'a policy of Calico selects it by an expression',
    policy(calico, {
      selector: "has(app) && app not in {'web'}",
      egress: [{ action: 'Allow', destination: { nets: ['10.0.0.0/8'] } }],
    }),
  ],
  [
    'pass',
    'a policy of Calico allows the address of the agent',
    policy(calico, {
      selector: "app == 'api'",
      types: ['Egress'],
      egress: [
        {
          action: 'Allow',
          protocol: 'TCP',
          destination: { nets: ['169.254.170.23/32'], ports: [80] },
        },
      ],
    }),
  ],
  [
    'pass',
    'a global policy of Calico drops the rest and another allows all egress',
    all(
      policy(calicoAll, { types: ['Ingress', 'Egress'] }),
      policy(calico, { egress: [{ action: 'Allow' }] }),
    ),
  ],
  [
    'warn',
    'a policy of Calico denies link-local addresses before it allows all',
    policy(calico, {
      egress: [
        { action: 'Deny', destination: { nets: ['169.254.0.0/16'] } },
        { action: 'Allow' },
      ],
    }),
  ],
  [
    'pass',
    'a policy of Calico denies the metadata service before it allows all',
    policy(calico, {
      egress: [
        { action: 'Deny', destination: { nets: ['169.254.169.254/32'] } },
        { action: 'Allow' },
      ],
    }),
  ],
  [
    'pass',
    'a global policy of Calico is for another namespace',
    policy(calicoAll, {
      namespaceSelector: "projectcalico.org/name == 'other'",
      types: ['Egress'],
    }),
  ],
  [
    'warn',
    'a global policy of Calico selects namespaces by a label that is not seen',
    policy(calicoAll, {
      namespaceSelector: "tier == 'restricted'",
      types: ['Egress'],
    }),
    /may select/,
  ],
  [
    'warn',
    'a selector of Calico can not be read',
    policy(calico, { selector: 'app === api', types: ['Egress'] }),
    /may select/,
  ],
  [
    'warn',
    'an AdminNetworkPolicy denies link-local networks',
    policy(admin, {
      subject: {
        namespaces: {
          matchLabels: { 'kubernetes.io/metadata.name': 'orders' },
        },
      },
      egress: [{ action: 'Deny', to: [{ networks: ['169.254.0.0/16'] }] }],
    }),
  ],
  [
    'pass',
    'an AdminNetworkPolicy denies pods of another namespace',
    policy(admin, {
      subject: { namespaces: {} },
      egress: [
        {
          action: 'Deny',
          to: [
            {
              namespaces: {
                matchLabels: { 'kubernetes.io/metadata.name': 'x' },
              },
            },
          ],
        },
      ],
    }),
  ],
  [
    'pass',
    'an AdminNetworkPolicy accepts the address before it denies the rest',
    policy(admin, {
      subject: { namespaces: {} },
      egress: [
        {
          action: 'Accept',
          to: [{ networks: ['169.254.170.23/32'] }],
          ports: [{ portNumber: { port: 80, protocol: 'TCP' } }],
        },
        { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
      ],
    }),
  ],
  [
    'pass',
    'the baseline policy is of ingress only',
    policy(baseline, {
      subject: { namespaces: {} },
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    }),
  ],
  [
    'warn',
    "EKS's ClusterNetworkPolicy denies all networks",
    policy(awsCluster, {
      tier: 'Admin',
      priority: 10,
      subject: { namespaces: {} },
      egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] }],
    }),
    /ClusterNetworkPolicy strict selects/,
  ],
  [
    'warn',
    'an ApplicationNetworkPolicy allows some names only',
    policy(application, {
      podSelector: own,
      policyTypes: ['Egress'],
      egress: [{ to: [{ domainNames: ['*.example.org'] }] }],
    }),
  ],
  [
    'pass',
    'an ApplicationNetworkPolicy allows all egress',
    policy(application, {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{}],
    }),
  ],
  [
    'warn',
    'a policy of Antrea drops all egress of the namespace',
    policy(antrea, {
      appliedTo: [{ namespaceSelector: {} }],
      egress: [{ action: 'Drop' }],
    }),
  ],
  [
    'pass',
    'a policy of Antrea drops egress to one network',
    policy(antrea, {
      appliedTo: [{ podSelector: own }],
      egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    }),
  ],
]);

describe('the kinds that are read', () => {
  it('are told once each', () => {
    const resources = [...policyKinds, ...identityKinds].map(resourceOf);
    expect(new Set(resources).size).toBe(resources.length);
  });
});
