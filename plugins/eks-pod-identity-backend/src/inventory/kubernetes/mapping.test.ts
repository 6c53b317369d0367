import { podFacts } from './pods';
import { networkPolicyFacts } from './networkPolicies';
import { nodeFacts } from './nodes';
import type { Metadata } from './metadata';

describe('nodeFacts', () => {
  const node = (labels: Record<string, string>, providerID?: string) => ({
    metadata: { name: 'n', labels },
    spec: { providerID },
  });

  it.each<[string, Record<string, string>, string | undefined, string]>([
    [
      'a node of a managed group',
      { 'eks.amazonaws.com/nodegroup': 'general' },
      'aws:///ap-northeast-2a/i-0abc',
      'ec2',
    ],
    ['a self-managed node', {}, 'aws:///ap-northeast-2a/i-0abc', 'ec2'],
    [
      'a Fargate node by its label',
      { 'eks.amazonaws.com/compute-type': 'fargate' },
      undefined,
      'fargate',
    ],
    [
      'a Fargate node by its provider id',
      {},
      'aws:///ap-northeast-2a/0e5b/fargate-ip-10-0-0-1.internal',
      'fargate',
    ],
    [
      'a node of Auto Mode',
      { 'eks.amazonaws.com/compute-type': 'auto' },
      'aws:///ap-northeast-2a/i-0abc',
      'auto',
    ],
    [
      'a hybrid node',
      {},
      'eks-hybrid:///ap-northeast-2/shop/mi-0abc',
      'hybrid',
    ],
    ['a node that tells nothing', {}, undefined, 'unknown'],
  ])('knows %s', (_what, labels, providerId, expected) => {
    expect(
      nodeFacts(node(labels, providerId), { outpost: false }).computeType,
    ).toBe(expected);
  });

  it('takes the nodes of a local cluster for Outposts', () => {
    expect(
      nodeFacts(node({}, 'aws:///a/i-0'), { outpost: true }).computeType,
    ).toBe('outpost');
  });

  it('tells Windows by the node’s own word where there is no label', () => {
    expect(
      nodeFacts(
        {
          metadata: { name: 'w' },
          status: { nodeInfo: { operatingSystem: 'windows' } },
        },
        { outpost: false },
      ).os,
    ).toBe('windows');
  });

  it('refuses what is no node, naming the member', () => {
    expect(() => nodeFacts({ metadata: {} }, { outpost: false })).toThrow(
      /a node .*metadata\.name/,
    );
  });
});

describe('networkPolicyFacts', () => {
  const policy = (spec: object) =>
    networkPolicyFacts({ metadata: { name: 'p', namespace: 'shop' }, spec });

  it.each<[string, object, object]>([
    [
      'a policy without types and egress rules is one of ingress',
      { podSelector: {} },
      { policyTypes: ['Ingress'], egress: [] },
    ],
    [
      'a policy without types but with egress rules is one of both',
      { egress: [{}] },
      {
        policyTypes: ['Ingress', 'Egress'],
        egress: [{ peers: 'any', ports: 'any' }],
      },
    ],
    [
      'default deny has the type and no rule',
      { policyTypes: ['Egress'] },
      { policyTypes: ['Egress'], egress: [] },
    ],
    [
      'empty lists of peers and ports mean any',
      { egress: [{ to: [], ports: [] }] },
      { egress: [{ peers: 'any', ports: 'any' }] },
    ],
    [
      'a selector is no address',
      { egress: [{ to: [{ namespaceSelector: {} }] }] },
      { egress: [{ peers: [{ except: [], selector: true }], ports: 'any' }] },
    ],
    [
      'named ports and ranges are kept',
      {
        egress: [
          {
            ports: [
              { port: 'dns', protocol: 'UDP' },
              { port: 1, endPort: 9 },
            ],
          },
        ],
      },
      {
        egress: [
          {
            ports: [
              { port: 'dns', protocol: 'UDP' },
              { port: 1, endPort: 9, protocol: 'TCP' },
            ],
          },
        ],
      },
    ],
  ])('%s', (_what, spec, expected) => {
    expect(policy(spec)).toMatchObject(expected);
  });

  it('keeps expressions of the selector', () => {
    const matchExpressions = [
      { key: 'app', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
    ];
    expect(policy({ podSelector: { matchExpressions } }).podSelector).toEqual({
      matchLabels: {},
      matchExpressions: [
        matchExpressions[0],
        { key: 'old', operator: 'DoesNotExist', values: [] },
      ],
    });
  });
});

describe('podFacts', () => {
  const owner = (kind: string, name: string, uid: string) => ({
    apiVersion: 'example.org/v1',
    kind,
    name,
    uid,
    controller: true,
  });
  const pod = (members: {
    metadata?: object;
    spec?: object;
    status?: object;
  }) => ({
    metadata: { name: 'p', namespace: 'shop', ...members.metadata },
    spec: { containers: [{ name: 'main' }], ...members.spec },
    status: members.status,
  });
  const between = new Map([
    ['rs', { ownerReferences: [owner('Deployment', 'web', 'd')] } as Metadata],
    ['job', { ownerReferences: [] as object[] } as Metadata],
  ]);

  it.each<[string, object[], object | undefined]>([
    ['no owner', [], undefined],
    ['its node: a static pod', [owner('Node', 'n', 'n')], undefined],
    [
      'a ReplicaSet of a Deployment',
      [owner('ReplicaSet', 'web-1', 'rs')],
      { kind: 'Deployment', name: 'web' },
    ],
    [
      'a Job of its own',
      [owner('Job', 'once', 'job')],
      { kind: 'Job', name: 'once' },
    ],
    [
      'a custom controller',
      [owner('Rollout', 'r', 'x')],
      { kind: 'Rollout', name: 'r' },
    ],
    [
      'several, of which one controls it',
      [
        { ...owner('Set', 'a', 'a'), controller: false },
        owner('Set', 'b', 'b'),
      ],
      { name: 'b' },
    ],
  ])('owned by %s', (_what, ownerReferences, expected) => {
    const facts = podFacts(pod({ metadata: { ownerReferences } }), between);
    expect(facts.owner ?? {}).toMatchObject(expected ?? {});
    expect(facts.owner === undefined).toBe(expected === undefined);
  });

  it('requires of nodes only what every term of the affinity requires', () => {
    const linux = {
      key: 'kubernetes.io/os',
      operator: 'In',
      values: ['linux'],
    };
    const gpu = { key: 'gpu', operator: 'Exists' };
    const facts = podFacts(
      pod({
        spec: {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [
                  { matchExpressions: [linux, gpu] },
                  { matchExpressions: [linux] },
                ],
              },
            },
          },
        },
      }),
      between,
    );
    expect(facts.requiredNodeLabels).toEqual([linux]);
  });

  it('names the default service account, and digests without their scheme', () => {
    const facts = podFacts(
      pod({
        status: {
          containerStatuses: [
            {
              name: 'main',
              imageID: 'docker-pullable://registry.example.org/a@sha256:1',
            },
          ],
        },
      }),
      between,
    );
    expect(facts.serviceAccount).toBe('default');
    expect(facts.containers[0].imageId).toBe('registry.example.org/a@sha256:1');
  });

  it('leaves whole manifests out of the annotations', () => {
    const facts = podFacts(
      pod({
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{}',
            note: 'kept',
            long: 'x'.repeat(5000),
          },
        },
      }),
      between,
    );
    expect(facts.annotations).toEqual({ note: 'kept' });
  });
});
