import type { AccountFile, RoleSpec } from '../../account/schema';
import { parseTime } from '../../account/time';
import {
  awsManagedPolicies,
  managedPolicyArn,
  managedPolicyKey,
} from '../../data/managedPolicies';
import { oidcProviderArn, roleArn } from '../arns';
import { iamId } from '../callers';
import type {
  AccountState,
  Cluster,
  ManagedPolicy,
  OidcProvider,
  PolicyDocument,
  Role,
} from '../types';

type Account = Pick<AccountState, 'partition' | 'accountId'>;

/** What references in the account file resolve against. */
export interface References extends Account {
  now: Date;
  /** Issuer without https://, by cluster name. */
  issuers: Map<string, string>;
}

/** Fills in `${oidc:CLUSTER}`, `${account}` and `${partition}`. */
export function documentText(document: unknown, refs: References): string {
  return JSON.stringify(document)
    .replace(
      /\$\{oidc:([^}]*)\}/g,
      (whole, name) => refs.issuers.get(name) ?? whole,
    )
    .replaceAll('${account}', refs.accountId)
    .replaceAll('${partition}', refs.partition);
}

function irsaStatement(entry: string, refs: References): PolicyDocument {
  const [cluster, namespace, serviceAccount] = entry.split('/');
  const issuer = refs.issuers.get(cluster) ?? '';
  const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
  const audience = { [`${issuer}:aud`]: 'sts.amazonaws.com' };
  return {
    Effect: 'Allow',
    Principal: { Federated: oidcProviderArn(refs, issuer) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: subject.includes('*')
      ? {
          StringEquals: audience,
          StringLike: { [`${issuer}:sub`]: subject },
        }
      : { StringEquals: { ...audience, [`${issuer}:sub`]: subject } },
  };
}

function trustText(trust: RoleSpec['trust'], refs: References): string {
  if ('Statement' in trust) {
    return documentText({ Version: '2012-10-17', ...trust }, refs);
  }
  const short = trust as {
    podIdentity?: boolean;
    irsa?: string[];
    services?: string[];
    accounts?: string[];
  };
  const allow = (principal: object, action: string | string[]) => ({
    Effect: 'Allow',
    Principal: principal,
    Action: action,
  });
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...(short.irsa ?? []).map(entry => irsaStatement(entry, refs)),
      ...(short.podIdentity
        ? [
            {
              Sid: 'AllowEksAuthToAssumeRoleForPodIdentity',
              ...allow({ Service: 'pods.eks.amazonaws.com' }, [
                'sts:AssumeRole',
                'sts:TagSession',
              ]),
            },
          ]
        : []),
      ...(short.services ?? []).map(service =>
        allow({ Service: service }, 'sts:AssumeRole'),
      ),
      ...(short.accounts ?? []).map(account =>
        allow({ AWS: `arn:${refs.partition}:iam::${account}:root` }, [
          'sts:AssumeRole',
          'sts:TagSession',
        ]),
      ),
    ],
  });
}

/** A policy by ARN, name of a customer managed policy, or name of one of AWS's. */
function policyArn(
  reference: string,
  customer: Map<string, string>,
  refs: References,
): string {
  if (reference.startsWith('arn:')) {
    return reference;
  }
  const key = managedPolicyKey(reference);
  return (
    customer.get(reference) ??
    (key
      ? managedPolicyArn(refs.partition, key)
      : `arn:${refs.partition}:iam::${refs.accountId}:policy/${reference}`)
  );
}

function buildRole(
  spec: RoleSpec,
  customer: Map<string, string>,
  refs: References,
): Role {
  const path = spec.path ?? '/';
  return {
    name: spec.name,
    path,
    arn: roleArn(refs, `${path}${spec.name}`),
    roleId: iamId('AROA', spec.name),
    trust: trustText(spec.trust, refs),
    description: spec.description,
    maxSessionDuration: spec.maxSessionDuration ?? 3600,
    permissionsBoundary:
      spec.permissionsBoundary &&
      policyArn(spec.permissionsBoundary, customer, refs),
    attachedPolicies: (spec.attachedPolicies ?? []).map(reference =>
      policyArn(reference, customer, refs),
    ),
    inlinePolicies: new Map(
      Object.entries(spec.inlinePolicies ?? {}).map(([name, document]) => [
        name,
        documentText({ Version: '2012-10-17', ...document }, refs),
      ]),
    ),
    tags: spec.tags ?? {},
    createdAt: parseTime(spec.createdAt ?? '400 days ago', refs.now),
    lastUsedAt:
      spec.lastUsedAt && spec.lastUsedAt !== ''
        ? parseTime(spec.lastUsedAt, refs.now)
        : undefined,
  };
}

/** Roles that every cluster has and hardly anybody writes down. */
function impliedRoles(account: AccountFile): RoleSpec[] {
  return (account.clusters ?? []).flatMap(cluster => [
    ...(cluster.clusterRole
      ? []
      : [
          {
            name: `${cluster.name}-cluster`,
            trust: { services: ['eks.amazonaws.com'] },
            attachedPolicies: ['AmazonEKSClusterPolicy'],
          },
        ]),
    ...((cluster.nodegroups ?? []).some(group => !group.nodeRole)
      ? [
          {
            name: `${cluster.name}-node`,
            trust: { services: ['ec2.amazonaws.com'] },
            attachedPolicies: [
              'AmazonEKSWorkerNodePolicy',
              'AmazonEC2ContainerRegistryReadOnly',
              'AmazonEKS_CNI_Policy',
            ],
          },
        ]
      : []),
    ...((cluster.fargateProfiles ?? []).some(item => !item.podExecutionRole)
      ? [
          {
            name: `${cluster.name}-fargate`,
            trust: { services: ['eks-fargate-pods.amazonaws.com'] },
            attachedPolicies: ['AmazonEKSFargatePodExecutionRolePolicy'],
          },
        ]
      : []),
  ]);
}

/** Roles and policies of the account file, with the implied ones. */
export function buildRoles(
  account: AccountFile,
  refs: References,
): { roles: Map<string, Role>; policies: Map<string, ManagedPolicy> } {
  const customerPolicies = (account.iam?.policies ?? []).map(
    (spec): ManagedPolicy => {
      const path = spec.path ?? '/';
      return {
        name: spec.name,
        path,
        arn: `arn:${refs.partition}:iam::${refs.accountId}:policy${path}${spec.name}`,
        policyId: iamId('ANPA', spec.name),
        document: documentText(
          { Version: '2012-10-17', ...spec.document },
          refs,
        ),
        createdAt: parseTime(spec.createdAt ?? '400 days ago', refs.now),
      };
    },
  );
  const customer = new Map(
    customerPolicies.map(policy => [policy.name, policy.arn]),
  );
  const declared = new Set((account.iam?.roles ?? []).map(({ name }) => name));
  const specs = [
    ...(account.iam?.roles ?? []),
    ...impliedRoles(account).filter(
      ({ name }, index, all) =>
        !declared.has(name) &&
        all.findIndex(other => other.name === name) === index,
    ),
  ];
  return {
    roles: new Map(
      specs.map(spec => [spec.name, buildRole(spec, customer, refs)]),
    ),
    policies: new Map(
      [...awsManagedPolicies(refs.partition), ...customerPolicies].map(
        policy => [policy.arn, policy],
      ),
    ),
  };
}

/** OIDC providers: those of the clusters that are registered, and those that the file adds. */
export function buildOidcProviders(
  account: AccountFile,
  clusters: Iterable<Cluster>,
  refs: References,
): Map<string, OidcProvider> {
  const ofClusters = [...clusters]
    .filter(cluster => cluster.spec.oidcProvider !== false)
    .map(
      (cluster): OidcProvider => ({
        arn: oidcProviderArn(refs, cluster.issuer),
        url: cluster.issuer.replace('https://', ''),
        clientIds: ['sts.amazonaws.com'],
        thumbprints: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'],
        tags: {},
        createdAt: cluster.createdAt,
      }),
    );
  const declared = (account.iam?.oidcProviders ?? []).map(
    (spec): OidcProvider => ({
      arn: oidcProviderArn(refs, documentText(spec.url, refs).slice(1, -1)),
      url: documentText(spec.url, refs).slice(1, -1).replace('https://', ''),
      clientIds: spec.clientIds ?? ['sts.amazonaws.com'],
      thumbprints: spec.thumbprints ?? [],
      tags: spec.tags ?? {},
      createdAt: parseTime(spec.createdAt ?? '400 days ago', refs.now),
    }),
  );
  return new Map(
    [...ofClusters, ...declared].map(provider => [provider.arn, provider]),
  );
}
