import type {
  IdentityGraph,
  SdkMinimum,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { role } from './fakeClusters';

/** Service accounts with one mechanism, with two, and roles that nothing uses. */
export function fakeIdentities(): IdentityGraph {
  return {
    edges: [
      {
        cluster: 'main',
        namespace: 'shop',
        serviceAccount: 'orders',
        roleArn: role('shop-orders'),
        mechanism: 'irsa',
        used: true,
        pods: 6,
      },
      {
        cluster: 'main',
        namespace: 'shop',
        serviceAccount: 'orders',
        roleArn: role('shop-orders'),
        mechanism: 'pod-identity',
        used: false,
        pods: 0,
        note: 'Armed: the next pod uses it',
      },
      {
        cluster: 'main',
        namespace: 'media',
        serviceAccount: 'thumbnails',
        roleArn: role('media-thumbnails'),
        mechanism: 'pod-identity',
        used: true,
        pods: 3,
      },
      {
        cluster: 'main',
        namespace: 'media',
        serviceAccount: 'thumbnails',
        roleArn: 'arn:aws:iam::444455556666:role/shared/media-bucket-reader',
        mechanism: 'target-role',
        used: true,
        pods: 3,
      },
      {
        cluster: 'batch',
        namespace: 'finance',
        serviceAccount: 'legacy-reports',
        roleArn: role('finance-reports'),
        mechanism: 'irsa',
        used: true,
        pods: null,
      },
      {
        cluster: 'batch',
        namespace: 'finance',
        serviceAccount: '*',
        roleArn: role('finance-wide'),
        mechanism: 'irsa',
        used: false,
        pods: null,
        note: 'The trust policy admits every service account of the namespace',
      },
    ],
    unusedIrsaRoles: [role('old/retired-importer'), role('finance-wide')],
    unusedAssociations: [
      {
        cluster: 'main',
        associationId: 'a-q1w2e3r4t5y6u7i8o',
        namespace: 'shop',
        serviceAccount: 'wishlist',
        likelyMeant: 'shop/wishlists',
      },
    ],
    doubleMechanisms: [
      { cluster: 'main', namespace: 'shop', serviceAccount: 'orders' },
    ],
    missing: [
      {
        what: 'Associations of edge',
        reason: 'AccessDeniedException',
        permission: 'eks:ListPodIdentityAssociations',
      },
    ],
  };
}

/** Minimums that agree with AWS's table, that differ, and that are overridden. */
export function fakeMinimums(): SdkMinimum[] {
  return [
    {
      sdk: 'js-v3',
      registry: 'npm',
      packages: ['@aws-sdk/credential-provider-node'],
      officialMinimum: '3.458.0',
      effectiveMinimum: '3.503.1',
      below: 'fails',
      evidence:
        'Measured: 3.458.0 to 3.499.0 end in CredentialsProviderError; the provider is in the default chain since 3.503.1.',
      overridden: false,
      servicesBelow: [],
    },
    {
      sdk: 'python-botocore',
      registry: 'pypi',
      packages: ['botocore'],
      officialMinimum: '1.34.41',
      effectiveMinimum: '1.34.41',
      below: 'fails',
      evidence:
        'AWS’s page; 1.32.0 to 1.34.40 start, and fail after the token is rotated.',
      overridden: false,
      servicesBelow: [
        { entityRef: 'component:default/orders', version: '1.31.85' },
      ],
    },
    {
      sdk: 'js-v2',
      registry: 'npm',
      packages: ['aws-sdk'],
      officialMinimum: '2.1550.0',
      effectiveMinimum: '2.1550.0',
      below: 'falls-through',
      evidence: 'Measured: 2.1549.0 goes on to the node’s role.',
      overridden: false,
      servicesBelow: [
        { entityRef: 'component:default/legacy-reports', version: '2.1400.0' },
      ],
    },
    {
      sdk: 'dotnet',
      registry: 'nuget',
      packages: ['AWSSDK.Core'],
      officialMinimum: '3.7.734.0',
      effectiveMinimum: '3.7.302.0',
      below: 'falls-through',
      evidence:
        'AWS’s number is that of the release, which exists on no package.',
      overridden: false,
      servicesBelow: [],
    },
    {
      sdk: 'java-v2',
      registry: 'maven',
      packages: ['software.amazon.awssdk:auth'],
      officialMinimum: '2.21.30',
      effectiveMinimum: '2.25.0',
      below: 'falls-through',
      evidence: 'Set in app-config.yaml.',
      overridden: true,
      servicesBelow: [],
    },
    {
      sdk: 'perl-paws',
      registry: 'cpan',
      packages: ['Paws'],
      officialMinimum: '',
      effectiveMinimum: 'never',
      below: 'unknown',
      evidence: 'aws-sdk-perl#448',
      overridden: false,
      servicesBelow: [],
    },
  ];
}
