import {
  AccountFacts,
  AddonFacts,
  AssociationFacts,
  ClusterFacts,
  ContainerFacts,
  ControllerFacts,
  CustomKindFacts,
  IdentityUserFacts,
  NetworkPolicyFacts,
  NodeFacts,
  OtherPolicyFacts,
  PodFacts,
  PodSpecFacts,
  RoleFacts,
  RolePolicyFacts,
  ServiceAccountFacts,
  ServiceFacts,
  SourceFacts,
  UsageFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { NOW, readMark, sighted } from './sights';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
export const CLUSTER_ARN = `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/main`;
export const ISSUER = `https://oidc.eks.${REGION}.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE`;
export const ISSUER_HOST = ISSUER.replace('https://', '');
export const PROVIDER_ARN = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER_HOST}`;

export function roleArn(name: string, account = ACCOUNT): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

export const podIdentityStatement = {
  Sid: 'AllowEksAuthToAssumeRoleForPodIdentity',
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
};

/** The statement of IRSA for one service account. */
export function oidcStatement(namespace: string, name: string) {
  return {
    Effect: 'Allow',
    Principal: { Federated: PROVIDER_ARN },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${ISSUER_HOST}:sub`]: `system:serviceaccount:${namespace}:${name}`,
        [`${ISSUER_HOST}:aud`]: 'sts.amazonaws.com',
      },
    },
  };
}

export function policyText(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function rolePolicy(
  name: string,
  statements: object[],
  more: Partial<RolePolicyFacts> = {},
): RolePolicyFacts {
  return { name, kind: 'inline', document: policyText(...statements), ...more };
}

export function role(name: string, more: Partial<RoleFacts> = {}): RoleFacts {
  return {
    arn: roleArn(name),
    name,
    path: '/',
    trustPolicy: policyText(podIdentityStatement),
    maxSessionDuration: 3600,
    tags: {},
    createdAt: '2024-01-01T00:00:00.000Z',
    policies: sighted(
      [
        rolePolicy('own', [
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::orders/*',
          },
        ]),
      ],
      'iam',
    ),
    ...more,
  };
}

type Env = Record<string, string>;

export const webIdentityEnv: Env = {
  AWS_ROLE_ARN: roleArn('orders'),
  AWS_WEB_IDENTITY_TOKEN_FILE:
    '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
};

export const podIdentityEnv: Env = {
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:
    '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
};

export function container(
  env: Env = {},
  more: Partial<ContainerFacts> = {},
): ContainerFacts {
  return {
    name: 'app',
    init: false,
    image: 'registry.example.org/orders:1.0.0',
    env: Object.entries(env).map(([name, value]) => ({
      name,
      value,
      from: 'value',
    })),
    envFrom: [],
    volumeMounts: [],
    ...more,
  };
}

function podSpec(
  serviceAccount: string,
  containers: ContainerFacts[],
): PodSpecFacts {
  return {
    serviceAccount,
    hostNetwork: false,
    nodeSelector: {},
    requiredNodeLabels: [],
    tolerations: [],
    containers,
    volumes: [],
  };
}

export function pod(more: Partial<PodFacts> = {}): PodFacts {
  return {
    ...podSpec('api', [container(webIdentityEnv)]),
    namespace: 'orders',
    name: 'api-1',
    uid: 'uid-1',
    labels: { app: 'api' },
    annotations: {},
    createdAt: '2026-11-10T00:00:00.000Z',
    phase: 'Running',
    ready: true,
    nodeName: 'node-1',
    owner: { kind: 'Deployment', name: 'api', apiVersion: 'apps/v1' },
    ...more,
  };
}

export function controller(
  more: Partial<ControllerFacts> = {},
): ControllerFacts {
  return {
    ...podSpec('api', [container()]),
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    namespace: 'orders',
    name: 'api',
    labels: {},
    annotations: {},
    templateLabels: { app: 'api' },
    templateAnnotations: {},
    replicas: 1,
    readyReplicas: 1,
    strategy: 'RollingUpdate',
    ...more,
  };
}

export function node(more: Partial<NodeFacts> = {}): NodeFacts {
  return {
    name: 'node-1',
    labels: { 'kubernetes.io/os': 'linux' },
    taints: [],
    os: 'linux',
    computeType: 'ec2',
    nodegroup: 'general',
    ready: true,
    ...more,
  };
}

export function addon(
  name: string,
  more: Partial<AddonFacts> = {},
): AddonFacts {
  const version = more.version ?? 'v1.3.8-eksbuild.2';
  return {
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:addon/main/${name}/0a1b2c3d`,
    name,
    version,
    status: 'ACTIVE',
    podIdentityAssociationArns: [],
    health: [],
    tags: {},
    createdAt: '2024-01-01T00:00:00.000Z',
    modifiedAt: '2024-01-01T00:00:00.000Z',
    podIdentityConfiguration: sighted([]),
    versions: sighted([
      {
        version,
        requiresIamPermissions: false,
        computeTypes: ['ec2'],
        defaultVersion: true,
      },
    ]),
    ...more,
  };
}

export function association(
  more: Partial<AssociationFacts> = {},
): AssociationFacts {
  const id = more.id ?? 'a-dt1bedfjc72dlwp5n';
  return {
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:podidentityassociation/main/${id}`,
    id,
    namespace: 'orders',
    serviceAccount: 'api',
    roleArn: roleArn('orders'),
    tags: {},
    createdAt: '2026-11-15T00:00:00.000Z',
    modifiedAt: '2026-11-15T00:00:00.000Z',
    ...more,
  };
}

export function sdk(more: Partial<SdkEvidence> = {}): SdkEvidence {
  return {
    source: 'lockfile',
    sdk: 'python-botocore',
    package: 'botocore',
    version: '1.35.0',
    supportsPodIdentity: true,
    minimum: '1.34.41',
    reason: '1.35.0 is not below 1.34.41.',
    scope: 'runtime',
    evidence: {
      what: 'botocore 1.35.0',
      source: 'repository',
      where: 'poetry.lock:12',
    },
    ...more,
  };
}

/** An SDK that is too old, from the repository. */
export const oldSdk: SdkEvidence = sdk({
  version: '1.31.0',
  supportsPodIdentity: false,
  below: 'fails',
  reason: '1.31.0 is below 1.34.41.',
});

export function usage(more: Partial<UsageFacts> = {}): UsageFacts {
  return {
    eventId: '11111111-2222-4333-8444-555555555555',
    at: '2026-11-19T00:00:00.000Z',
    region: REGION,
    roleArn: roleArn('orders'),
    kind: 'irsa',
    clusterArn: CLUSTER_ARN,
    namespace: 'orders',
    serviceAccount: 'api',
    ...more,
  };
}

export function networkPolicy(
  more: Partial<NetworkPolicyFacts> = {},
): NetworkPolicyFacts {
  return {
    namespace: 'orders',
    name: 'default-deny',
    podSelector: { matchLabels: {}, matchExpressions: [] },
    policyTypes: ['Ingress', 'Egress'],
    egress: [],
    ...more,
  };
}

/** One account with one workload that is ready to be moved. Change it before it is judged. */
export interface World {
  facts: AccountFacts;
  cluster: ClusterFacts;
  agent: AddonFacts;
  agentPod: PodFacts;
  daemonSet: ControllerFacts;
  addons: AddonFacts[];
  associations: AssociationFacts[];
  account: ServiceAccountFacts;
  serviceAccounts: ServiceAccountFacts[];
  pod: PodFacts;
  pods: PodFacts[];
  deployment: ControllerFacts;
  controllers: ControllerFacts[];
  node: NodeFacts;
  nodes: NodeFacts[];
  networkPolicies: NetworkPolicyFacts[];
  otherPolicies: CustomKindFacts<OtherPolicyFacts>[];
  identityUsers: CustomKindFacts<IdentityUserFacts>[];
  role: RoleFacts;
  nodeRole: RoleFacts;
  roles: RoleFacts[];
  service: ServiceFacts;
  services: ServiceFacts[];
  source: SourceFacts;
  usage: UsageFacts[];
}

/** Builds the world anew, so that tests may change it as they like. */
export function createWorld(): World {
  const agent = addon('eks-pod-identity-agent');
  const agentSpec = podSpec('eks-pod-identity-agent', [
    container({}, { name: 'agent', image: 'registry.example.org/agent:1' }),
  ]);
  const agentPod = pod({
    ...agentSpec,
    namespace: 'kube-system',
    name: 'eks-pod-identity-agent-x1',
    labels: { 'app.kubernetes.io/name': 'eks-pod-identity-agent' },
    hostNetwork: true,
    owner: {
      kind: 'DaemonSet',
      name: 'eks-pod-identity-agent',
      apiVersion: 'apps/v1',
    },
  });
  const daemonSet = controller({
    ...agentSpec,
    kind: 'DaemonSet',
    namespace: 'kube-system',
    name: 'eks-pod-identity-agent',
    hostNetwork: true,
    tolerations: [{ operator: 'Exists' }],
    templateLabels: { 'app.kubernetes.io/name': 'eks-pod-identity-agent' },
    desiredNumberScheduled: 1,
    numberReady: 1,
  });
  const addons = [agent];
  const associations: AssociationFacts[] = [];
  const account: ServiceAccountFacts = {
    namespace: 'orders',
    name: 'api',
    annotations: { 'eks.amazonaws.com/role-arn': roleArn('orders') },
    labels: {},
  };
  const serviceAccounts = [
    account,
    {
      namespace: 'kube-system',
      name: 'eks-pod-identity-agent',
      annotations: {},
      labels: {},
    },
  ];
  const own = pod();
  const pods = [own, agentPod];
  const deployment = controller();
  const controllers = [deployment, daemonSet];
  const theNode = node();
  const nodes = [theNode];
  const networkPolicies: NetworkPolicyFacts[] = [];
  const otherPolicies: CustomKindFacts<OtherPolicyFacts>[] = [];
  const identityUsers: CustomKindFacts<IdentityUserFacts>[] = [];
  const ownRole = role('orders', {
    trustPolicy: policyText(
      oidcStatement('orders', 'api'),
      podIdentityStatement,
    ),
  });
  const nodeRole = role('nodes', {
    trustPolicy: policyText({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    policies: sighted(
      [
        rolePolicy(
          'AmazonEKSWorkerNodePolicy',
          [
            {
              Effect: 'Allow',
              Action: ['eks-auth:AssumeRoleForPodIdentity', 'eks:Describe*'],
              Resource: '*',
            },
          ],
          {
            kind: 'attached',
            arn: 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
          },
        ),
      ],
      'iam',
    ),
  });
  const roles = [ownRole, nodeRole];
  const source: SourceFacts = {
    location: 'https://git.example.org/shop/orders/tree/main/',
    revision: '4f2a',
    files: [{ file: 'poetry.lock', format: 'poetry', ok: true }],
    verdict: 'supported',
    sdks: [sdk()],
    explicitProviders: [],
    imageEnvironment: [],
  };
  const service: ServiceFacts = {
    entityRef: 'component:default/orders',
    name: 'orders',
    owner: 'group:default/shop',
    annotations: { 'aws.amazon.com/eks-service-accounts': 'orders/api' },
    labels: {},
    source: sighted(source, 'repository'),
  };
  const services = [service];
  const uses: UsageFacts[] = [];
  const cluster: ClusterFacts = {
    arn: CLUSTER_ARN,
    name: 'main',
    region: REGION,
    accountId: ACCOUNT,
    partition: 'aws',
    createdAt: '2023-01-01T00:00:00.000Z',
    status: 'ACTIVE',
    kubernetesVersion: '1.31',
    platformVersion: 'eks.12',
    oidcIssuer: ISSUER,
    ipFamily: 'ipv4',
    autoMode: false,
    privateOnly: false,
    outpost: false,
    tags: {},
    readAt: NOW,
    addons: sighted(addons),
    associations: sighted(associations),
    nodegroups: sighted([
      {
        arn: `arn:aws:eks:${REGION}:${ACCOUNT}:nodegroup/main/general/0a`,
        name: 'general',
        nodeRoleArn: roleArn('nodes'),
        amiType: 'AL2023_x86_64_STANDARD',
        status: 'ACTIVE',
        labels: {},
        taints: [],
        tags: {},
      },
    ]),
    fargateProfiles: sighted([]),
    insights: sighted([]),
    accessEntries: sighted([]),
    kubernetes: sighted(
      {
        serviceAccounts: sighted(serviceAccounts, 'kubernetes'),
        pods: sighted(pods, 'kubernetes'),
        controllers: sighted(controllers, 'kubernetes'),
        nodes: sighted(nodes, 'kubernetes'),
        networkPolicies: sighted(networkPolicies, 'kubernetes'),
        otherPolicies: sighted(otherPolicies, 'kubernetes'),
        identityUsers: sighted(identityUsers, 'kubernetes'),
      },
      'kubernetes',
    ),
  };
  return {
    facts: {
      accountId: ACCOUNT,
      partition: 'aws',
      regions: [REGION],
      now: NOW,
      clusters: [cluster],
      unseenRegions: [],
      iam: {
        roles: sighted(roles, 'iam'),
        oidcProviders: sighted([PROVIDER_ARN], 'iam'),
      },
      services: sighted(services, 'catalog'),
      platformTerraform: [],
      usage: { seen: true, value: uses, read: readMark('cloudtrail') },
    },
    cluster,
    agent,
    agentPod,
    daemonSet,
    addons,
    associations,
    account,
    serviceAccounts,
    pod: own,
    pods,
    deployment,
    controllers,
    node: theNode,
    nodes,
    networkPolicies,
    otherPolicies,
    identityUsers,
    role: ownRole,
    nodeRole,
    roles,
    service,
    services,
    source,
    usage: uses,
  };
}
