import type { Finding } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { hoursAgo, roleArn } from './account';

const DOCS = 'https://docs.aws.amazon.com/eks/latest/userguide';

function finding(
  check: string,
  title: string,
  outcome: Finding['outcome'],
  message: string,
  more: Partial<Finding> = {},
): Finding {
  return {
    check,
    title,
    outcome,
    message,
    blocking: false,
    required: true,
    evidence: [],
    ...more,
  };
}

/** botocore below the effective minimum, with the upgrade as remedy. */
export function sdkTooOld(): Finding {
  return finding(
    'sdk-version',
    'AWS SDK is new enough',
    'fail',
    'botocore 1.32.7 is below 1.34.41. In a pod with Pod Identity it would start, and fail when its token was rotated, up to a day later.',
    {
      evidence: [
        {
          what: 'lockfile: python-botocore 1.32.7 (botocore). It works at first and fails when the token is rotated.',
          source: 'repository',
          where: 'services/orders/poetry.lock:412',
          url: 'https://git.example.org/shop/orders/blob/main/services/orders/poetry.lock#L412',
          readAt: hoursAgo(3),
        },
        {
          what: 'cloudtrail: python-botocore 1.32.7 (botocore). Its user agent called AssumeRoleWithWebIdentity.',
          source: 'cloudtrail',
          where: 'event 6f1c0f0e-51d2-4f0e-8f39-2b7f4f0d9a11 in ap-northeast-2',
          readAt: hoursAgo(26),
        },
      ],
      remedy: {
        summary: 'Upgrade the SDK before there is an association.',
        steps: [
          'Upgrade botocore from 1.32.7 to 1.34.41 or later; it comes with boto3 (services/orders/poetry.lock:412).',
          'poetry update boto3 botocore',
          'Build and deploy the image; the finding passes when the new lockfile is read.',
        ],
        link: `${DOCS}/pod-id-minimum-sdk.html`,
      },
    },
  );
}

/** A trust policy that lacks the statement, with the JSON to add. */
export function trustClosed(role = 'shop-orders'): Finding {
  return finding(
    'role-trust',
    'Role trusts Pod Identity',
    'fail',
    `The trust policy of ${role} keeps Pod Identity out: no statement admits pods.eks.amazonaws.com.`,
    {
      evidence: [
        {
          what: 'trust policy: its only statement admits the OIDC provider of cluster main',
          source: 'iam',
          where: `iam:GetRole ${roleArn(role)}`,
          readAt: hoursAgo(1),
        },
      ],
      remedy: {
        summary:
          'Let pods.eks.amazonaws.com assume the role, in a statement of its own.',
        steps: [
          `aws iam get-role --role-name ${role} --query Role.AssumeRolePolicyDocument > trust.json`,
          'Add a statement of its own beside the OIDC statement, which stays: {"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}',
          `aws iam update-assume-role-policy --role-name ${role} --policy-document file://trust.json`,
        ],
        link: `${DOCS}/pod-id-role.html`,
      },
    },
  );
}

/** Pods on Fargate: nothing helps as long as they run there. */
export function onFargate(): Finding {
  return finding(
    'compute-supported',
    'Compute type can have Pod Identity',
    'fail',
    '4 of 4 pods run on AWS Fargate, where the agent can’t run.',
    {
      blocking: true,
      evidence: [
        {
          what: 'pod payments-7c9d6-abcde runs on fargate-ip-10-0-12-7.ap-northeast-2.compute.internal',
          source: 'kubernetes',
          where: 'Pod shop/payments-7c9d6-abcde in main',
          readAt: hoursAgo(0.4),
        },
      ],
      remedy: {
        summary: 'Run it on EC2 nodes, or leave it with IRSA.',
        steps: [
          'Take the namespace out of the Fargate profile `shop-fargate`, and give the pods a node group.',
        ],
      },
    },
  );
}

/** A needed check that was denied its look. */
export function roleUnseen(): Finding {
  return finding(
    'role-permissions-irsa-bound',
    'Policies don’t lean on IRSA',
    'unknown',
    'The permission policies of the role could not be read.',
    {
      missing: [
        {
          what: 'Inline policies of shop-orders',
          reason: 'AccessDenied for iam:GetRolePolicy',
          permission: 'iam:GetRolePolicy',
        },
      ],
    },
  );
}

/** A check that could not look and does not stand in the way. */
export function optionalUnseen(): Finding {
  return finding(
    'credential-provider-in-code',
    'No credential provider in code',
    'unknown',
    'The code was not searched.',
    {
      required: false,
      missing: [
        {
          what: 'Explicit credential providers in code',
          reason: 'the code host has no search',
          permission: 'eksPodIdentity.source.codeSearch',
        },
      ],
    },
  );
}

/** A warning with a document as evidence. */
export function trustNearlyFull(): Finding {
  return finding(
    'trust-size',
    'Trust policy has room',
    'warn',
    'With the new statement the trust policy has 1,961 of 2,048 characters.',
    {
      evidence: [
        {
          what: '1,702 characters without white space',
          source: 'iam',
          where: `iam:GetRole ${roleArn('shop-orders')}`,
          readAt: hoursAgo(1),
        },
      ],
    },
  );
}

/** Checks that pass or do not apply. */
export function quietFindings(): Finding[] {
  return [
    finding(
      'agent-present',
      'Agent is there',
      'pass',
      'The add-on eks-pod-identity-agent v1.3.10-eksbuild.2 is ACTIVE.',
      {
        evidence: [
          {
            what: 'eks-pod-identity-agent v1.3.10-eksbuild.2, ACTIVE',
            source: 'eks',
            where: 'eks:DescribeAddon main/eks-pod-identity-agent',
            readAt: hoursAgo(1),
          },
        ],
      },
    ),
    finding(
      'cluster-version',
      'Cluster is new enough',
      'pass',
      'Platform version eks.14 of Kubernetes 1.33 supports Pod Identity.',
    ),
    finding(
      'role-exists',
      'Role exists',
      'pass',
      'The role is in the account of the cluster.',
    ),
    finding(
      'chain-shadowing',
      'Nothing shadows Pod Identity',
      'pass',
      'No container sets static keys, a profile or web identity variables.',
    ),
    finding(
      'leftovers',
      'Nothing of IRSA is left over',
      'not-applicable',
      'The move is not done: nothing is to be removed yet.',
    ),
  ];
}
