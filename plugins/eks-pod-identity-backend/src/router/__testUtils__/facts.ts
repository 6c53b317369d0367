import {
  AccountFacts,
  ClusterFacts,
  ControllerFacts,
  NodeFacts,
  PodFacts,
  ReadMark,
  seen,
  ServiceFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

export const ACCOUNT = '111122223333';
export const REGION = 'ap-northeast-2';
const READ_AT = '2026-11-24T09:00:00.000Z';
const read = (source: ReadMark['source'], where: string): ReadMark => ({
  source,
  where,
  readAt: READ_AT,
});
const issuer = `oidc.eks.${REGION}.amazonaws.com/id/EXAMPLE0123456789`;

/** A workload of the account under test. */
export interface TestWorkload {
  namespace: string;
  name: string;
  /** Fargate can't be mended; an old SDK can, but not by a plan. */
  fault?: 'fargate' | 'old-sdk';
  /** Entity references of components that claim it. */
  claimedBy?: string[];
  replicas?: number;
  /** Without: Pod Identity is associated already, beside the annotation. */
  associated?: boolean;
}

export const roleArnOf = ({ name }: Pick<TestWorkload, 'name'>) =>
  `arn:aws:iam::${ACCOUNT}:role/apps/${name}`;

/** The facts of an account with one cluster where these workloads run with IRSA. */
export function accountOf(workloads: TestWorkload[]): AccountFacts {
  return {
    accountId: ACCOUNT,
    partition: 'aws',
    regions: [REGION],
    now: READ_AT,
    clusters: [cluster(workloads)],
    unseenRegions: [],
    iam: {
      roles: seen(
        [
          ...workloads.map(workload => ({
            ...role(roleArnOf(workload), workload.name, '/apps/'),
            trustPolicy: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: {
                    Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}`,
                  },
                  Action: 'sts:AssumeRoleWithWebIdentity',
                  Condition: {
                    StringEquals: {
                      [`${issuer}:sub`]: `system:serviceaccount:${workload.namespace}:${workload.name}`,
                      [`${issuer}:aud`]: 'sts.amazonaws.com',
                    },
                  },
                },
              ],
            }),
          })),
          {
            ...role(`arn:aws:iam::${ACCOUNT}:role/nodes`, 'nodes', '/'),
            trustPolicy: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'ec2.amazonaws.com' },
                  Action: 'sts:AssumeRole',
                },
              ],
            }),
            policies: seen(
              [
                {
                  name: 'AmazonEKSWorkerNodePolicy',
                  kind: 'attached' as const,
                  document: JSON.stringify({
                    Version: '2012-10-17',
                    Statement: [
                      {
                        Effect: 'Allow',
                        Action: 'eks-auth:AssumeRoleForPodIdentity',
                        Resource: '*',
                      },
                    ],
                  }),
                },
              ],
              read('iam', 'iam:ListAttachedRolePolicies nodes'),
            ),
          },
        ],
        read('iam', 'iam:ListRoles'),
      ),
      oidcProviders: seen(
        [`arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}`],
        read('iam', 'iam:ListOpenIDConnectProviders'),
      ),
    },
    services: seen(servicesOf(workloads), read('catalog', 'catalog')),
    platformTerraform: [],
    usage: seen([], read('cloudtrail', 'cloudtrail:LookupEvents')),
  };
}

function role(arn: string, name: string, path: string) {
  return {
    arn,
    name,
    path,
    maxSessionDuration: 3600,
    tags: {},
    createdAt: '2024-01-01T00:00:00.000Z',
    policies: seen(
      [
        {
          name: 'app',
          kind: 'inline' as const,
          document: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
            ],
          }),
        },
      ],
      read('iam', `iam:GetRolePolicy ${arn}`),
    ),
  };
}

const podSpec = (serviceAccount: string) => ({
  serviceAccount,
  hostNetwork: false,
  nodeSelector: {},
  requiredNodeLabels: [],
  tolerations: [],
  volumes: [],
});

function containers(environment: Record<string, string>) {
  return [
    {
      name: 'app',
      init: false,
      image: 'registry.example.org/app:1.0.0',
      env: Object.entries(environment).map(([name, value]) => ({
        name,
        value,
        from: 'value' as const,
      })),
      envFrom: [],
      volumeMounts: [],
    },
  ];
}

const agentPod: PodFacts = {
  ...podSpec('default'),
  hostNetwork: true,
  namespace: 'kube-system',
  name: 'eks-pod-identity-agent-x1',
  uid: 'agent-1',
  labels: { 'app.kubernetes.io/name': 'eks-pod-identity-agent' },
  annotations: {},
  createdAt: '2025-01-01T00:00:00.000Z',
  phase: 'Running',
  ready: true,
  nodeName: 'node-1',
  owner: {
    kind: 'DaemonSet',
    name: 'eks-pod-identity-agent',
    apiVersion: 'apps/v1',
  },
  containers: containers({}),
};

const agentDaemonSet: ControllerFacts = {
  ...podSpec('default'),
  hostNetwork: true,
  tolerations: [{ operator: 'Exists' }],
  kind: 'DaemonSet',
  apiVersion: 'apps/v1',
  namespace: 'kube-system',
  name: 'eks-pod-identity-agent',
  labels: {},
  annotations: {},
  templateLabels: {},
  templateAnnotations: {},
  desiredNumberScheduled: 1,
  numberReady: 1,
  containers: containers({}),
};

function cluster(workloads: TestWorkload[]): ClusterFacts {
  const arn = `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/main`;
  const eks = (call: string) => read('eks', `eks:${call} ${arn}`);
  const kubernetes = (path: string) => read('kubernetes', path);
  return {
    arn,
    name: 'main',
    region: REGION,
    accountId: ACCOUNT,
    partition: 'aws',
    createdAt: '2025-01-01T00:00:00.000Z',
    status: 'ACTIVE',
    kubernetesVersion: '1.34',
    platformVersion: 'eks.12',
    endpoint: 'https://main.example.org',
    oidcIssuer: `https://${issuer}`,
    ipFamily: 'ipv4',
    autoMode: false,
    privateOnly: false,
    outpost: false,
    tags: {},
    readAt: READ_AT,
    addons: seen(
      [addon(arn, 'eks-pod-identity-agent', 'v1.3.10-eksbuild.1'), csi(arn)],
      eks('ListAddons'),
    ),
    associations: seen(
      workloads
        .filter(({ associated }) => associated)
        .map((workload, index) => ({
          arn: `arn:aws:eks:${REGION}:${ACCOUNT}:podidentityassociation/main/a-${index}`,
          id: `a-${index}`,
          namespace: workload.namespace,
          serviceAccount: workload.name,
          roleArn: roleArnOf(workload),
          tags: {},
          createdAt: '2026-11-20T00:00:00.000Z',
          modifiedAt: '2026-11-20T00:00:00.000Z',
        })),
      eks('ListPodIdentityAssociations'),
    ),
    nodegroups: seen(
      [
        {
          arn: `arn:aws:eks:${REGION}:${ACCOUNT}:nodegroup/main/general/1`,
          name: 'general',
          nodeRoleArn: `arn:aws:iam::${ACCOUNT}:role/nodes`,
          amiType: 'AL2023_x86_64_STANDARD',
          status: 'ACTIVE',
          labels: {},
          taints: [],
          tags: {},
        },
      ],
      eks('ListNodegroups'),
    ),
    fargateProfiles: seen([], eks('ListFargateProfiles')),
    insights: seen([], eks('ListInsights')),
    accessEntries: seen([], eks('ListAccessEntries')),
    kubernetes: seen(
      {
        serviceAccounts: seen(
          workloads.map(({ namespace, name, ...workload }) => ({
            namespace,
            name,
            annotations: {
              'eks.amazonaws.com/role-arn': roleArnOf({ name, ...workload }),
            },
            labels: {},
          })),
          kubernetes('/api/v1/serviceaccounts'),
        ),
        pods: seen(
          [...workloads.flatMap(podsOf), agentPod],
          kubernetes('/api/v1/pods'),
        ),
        controllers: seen(
          [...workloads.map(controllerOf), agentDaemonSet],
          kubernetes('/apis/apps/v1'),
        ),
        nodes: seen<NodeFacts[]>(
          [
            {
              name: 'node-1',
              labels: {
                'kubernetes.io/os': 'linux',
                'eks.amazonaws.com/nodegroup': 'general',
              },
              taints: [],
              os: 'linux',
              computeType: 'ec2',
              nodegroup: 'general',
              ready: true,
            },
            {
              name: 'fargate-1',
              labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
              taints: [],
              os: 'linux',
              computeType: 'fargate',
              ready: true,
            },
          ],
          kubernetes('/api/v1/nodes'),
        ),
        networkPolicies: seen([], kubernetes('/apis/networking.k8s.io/v1')),
        otherPolicies: seen([], kubernetes('/apis')),
        identityUsers: seen([], kubernetes('/apis')),
      },
      kubernetes('/api'),
    ),
  };
}

function addon(clusterArn: string, name: string, version: string) {
  return {
    arn: `${clusterArn.replace(':cluster/', ':addon/')}/${name}/1`,
    name,
    version,
    status: 'ACTIVE',
    podIdentityAssociationArns: [],
    health: [],
    tags: {},
    createdAt: '2025-01-01T00:00:00.000Z',
    modifiedAt: '2025-01-01T00:00:00.000Z',
    podIdentityConfiguration: seen(
      [],
      read('eks', `eks:DescribeAddonConfiguration ${name} ${version}`),
    ),
    versions: seen(
      [
        {
          version,
          requiresIamPermissions: false,
          computeTypes: ['ec2'],
          defaultVersion: true,
        },
      ],
      read('eks', `eks:DescribeAddonVersions ${name}`),
    ),
    namespace: 'kube-system',
  };
}

/** The add-on of the well-known story: IRSA, and its version offers Pod Identity. */
function csi(clusterArn: string) {
  const base = addon(clusterArn, 'aws-ebs-csi-driver', 'v1.45.0-eksbuild.2');
  return {
    ...base,
    serviceAccountRoleArn: `arn:aws:iam::${ACCOUNT}:role/nodes`,
    podIdentityConfiguration: seen(
      [
        {
          serviceAccount: 'ebs-csi-controller-sa',
          recommendedManagedPolicies: [],
        },
      ],
      read('eks', 'eks:DescribeAddonConfiguration aws-ebs-csi-driver'),
    ),
  };
}

function podsOf(workload: TestWorkload): PodFacts[] {
  const { namespace, name, fault, replicas = 2 } = workload;
  return Array.from({ length: replicas }, (_, index) => ({
    ...podSpec(name),
    namespace,
    name: `${name}-7d9c-${index}`,
    uid: `${namespace}-${name}-${index}`,
    labels: { app: name },
    annotations: {},
    createdAt: '2026-11-01T00:00:00.000Z',
    phase: 'Running',
    ready: true,
    nodeName: fault === 'fargate' ? 'fargate-1' : 'node-1',
    owner: { kind: 'Deployment', name, apiVersion: 'apps/v1' },
    containers: containers({
      AWS_ROLE_ARN: roleArnOf(workload),
      AWS_WEB_IDENTITY_TOKEN_FILE:
        '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
    }),
  }));
}

function controllerOf({
  namespace,
  name,
  replicas = 2,
}: TestWorkload): ControllerFacts {
  return {
    ...podSpec(name),
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    namespace,
    name,
    labels: { app: name },
    annotations: {},
    templateLabels: { app: name },
    templateAnnotations: {},
    replicas,
    readyReplicas: replicas,
    strategy: 'RollingUpdate',
    containers: containers({}),
  };
}

function servicesOf(workloads: TestWorkload[]): ServiceFacts[] {
  const claims = new Map<string, TestWorkload[]>();
  for (const workload of workloads) {
    for (const ref of workload.claimedBy ?? []) {
      claims.set(ref, [...(claims.get(ref) ?? []), workload]);
    }
  }
  return [...claims].map(([entityRef, claimed]) => {
    const tooOld = claimed.some(({ fault }) => fault === 'old-sdk');
    const version = tooOld ? '3.400.0' : '3.750.0';
    return {
      entityRef,
      name: entityRef.slice(entityRef.lastIndexOf('/') + 1),
      owner: 'group:default/shop',
      annotations: {
        'aws.amazon.com/eks-service-accounts': claimed
          .map(({ namespace, name }) => `${namespace}/${name}`)
          .join(','),
      },
      labels: {},
      source: seen(
        {
          location: 'https://git.example.org/shop/app/tree/main/',
          revision: 'abc123',
          files: [{ file: 'package-lock.json', format: 'npm-lock', ok: true }],
          verdict: tooOld ? ('too-old' as const) : ('supported' as const),
          sdks: [
            {
              source: 'lockfile',
              sdk: 'js-v3',
              package: '@aws-sdk/client-sqs',
              version,
              supportsPodIdentity: !tooOld,
              minimum: '3.503.1',
              reason: `${version} against 3.503.1`,
              direct: true,
              evidence: {
                what: `@aws-sdk/client-sqs ${version}`,
                source: 'repository' as const,
                where: 'package-lock.json:12',
              },
            },
          ],
          explicitProviders: [],
          imageEnvironment: [],
        },
        read('repository', 'https://git.example.org/shop/app/tree/main/'),
      ),
    };
  });
}
