import type {
  Artifact,
  ClusterRef,
  MigrationRequestDetail,
  Plan,
  Preview,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { hoursAgo, main, roleArn } from './account';

/** What is needed to know about a subject to plan its move. */
export interface PlannedSubject {
  id: string;
  subject: string;
  cluster: ClusterRef;
  roleName: string;
}

export const cart: PlannedSubject = {
  id: 'w-main-shop-cart',
  subject: 'shop/cart',
  cluster: main,
  roleName: 'shop-cart',
};

export const formats: Preview['formats'] = [
  { format: 'terraform', title: 'Terraform' },
  { format: 'aws-cli', title: 'AWS CLI' },
];

/** The plan of a workload. */
export function workloadPlan({
  id,
  subject,
  cluster,
  roleName,
}: PlannedSubject): Plan {
  const [namespace, serviceAccount] = subject.split('/');
  const step = (
    kind: Plan['steps'][number]['kind'],
    title: string,
    description: string,
    undo: string,
    more: Partial<Plan['steps'][number]> = {},
  ) => ({
    id: kind,
    kind,
    title,
    description,
    target: subject,
    parameters: { namespace, serviceAccount },
    undo: { description: undo },
    satisfied: false,
    needed: true,
    evidence: [],
    ...more,
  });
  return {
    kind: 'workload',
    subjectId: id,
    subject,
    cluster,
    method: 'associate',
    steps: [
      step(
        'ensure-agent',
        'EKS Pod Identity Agent runs on the nodes',
        'Without the agent nothing answers on 169.254.170.23.',
        'The agent may stay.',
        { satisfied: true, target: cluster.arn },
      ),
      step(
        'extend-trust',
        `Let EKS Pod Identity assume ${roleName}`,
        'Adds one statement for pods.eks.amazonaws.com; the OIDC statement of IRSA stays.',
        'Remove that one statement again, after the association is gone.',
        {
          target: roleArn(roleName),
          before: {
            trustPolicy:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity"}]}',
          },
          managedBy: { tool: 'terraform', name: 'platform', evidence: [] },
          evidence: [
            {
              what: 'The trust policy does not admit this service account yet',
              source: 'iam',
              where: `iam:GetRole ${roleArn(roleName)}`,
              readAt: hoursAgo(1),
            },
          ],
        },
      ),
      step(
        'create-association',
        `Associate ${subject} with the role`,
        'This is the switch: from now on every new pod gets Pod Identity.',
        'Delete the association, then restart the pods.',
      ),
      step(
        'wait-effective',
        'Wait until the association is effective',
        'Wait at least 10 seconds before the restart.',
        'Nothing to undo.',
        { parameters: { seconds: 10 } },
      ),
      step(
        'restart',
        'Restart the pods',
        'New pods carry AWS_CONTAINER_CREDENTIALS_FULL_URI.',
        'Restart once more after the association is gone.',
      ),
      step(
        'verify',
        'Verify from fresh facts',
        'Every pod must carry the Pod Identity variables.',
        'Nothing to undo.',
      ),
      step(
        'clean-up',
        'Clean up, some days later',
        'Remove the annotation, and the OIDC statement once nothing else uses it.',
        'Set the annotation again and restore the statement.',
        { needed: false },
      ),
    ],
    warnings: [
      `Role ${roleName} is managed by terraform (platform): a change made by hand there is reverted. Make it in the code.`,
    ],
    interruption: {
      expected: 'none',
      reason: 'Every controller replaces its pods one after the other.',
    },
    basis: { assessedAt: hoursAgo(0.3), verdict: 'ready' },
  };
}

/** A request that waits for a decision, changed as told. */
export function pendingRequest(
  change: Partial<MigrationRequestDetail> = {},
): MigrationRequestDetail {
  return {
    id: '9a3c1d52-6f0b-4a57-8a7e-1c2d3e4f5a6b',
    kind: 'workload',
    state: 'pending-approval',
    revision: 1,
    subjectId: cart.id,
    subject: cart.subject,
    cluster: cart.cluster,
    entityRef: 'component:default/cart',
    requestedBy: 'user:default/mina',
    requestedAt: hoursAgo(5),
    reason: 'Our SDK is new enough since Monday.',
    updatedAt: hoursAgo(5),
    allowedActions: ['approve', 'reject'],
    plan: workloadPlan(cart),
    events: [
      {
        at: hoursAgo(5),
        actor: 'user:default/mina',
        action: 'created',
        from: null,
        to: 'pending-approval',
        reason: 'Our SDK is new enough since Monday.',
      },
    ],
    formats,
    drift: [],
    ...change,
  };
}

/** What a request renders to. */
export function artifactOf(
  request: Pick<MigrationRequestDetail, 'subject' | 'cluster' | 'plan'>,
  format: string,
): Artifact {
  const [namespace, serviceAccount] = request.subject.split('/');
  const cluster = request.cluster.name;
  return format === 'terraform'
    ? {
        format,
        title: 'Terraform',
        files: [
          {
            name: `pod-identity-${namespace}-${serviceAccount}.tf`,
            mediaType: 'text/x-hcl',
            content: [
              `resource "aws_eks_pod_identity_association" "${namespace}_${serviceAccount}" {`,
              `  cluster_name    = "${cluster}"`,
              `  namespace       = "${namespace}"`,
              `  service_account = "${serviceAccount}"`,
              `  role_arn        = "${roleArn(
                `${namespace}-${serviceAccount}`,
              )}"`,
              '}',
              '',
            ].join('\n'),
          },
        ],
        notes: [
          'terraform apply does not restart pods: the switch acts at their next restart, whoever causes it.',
        ],
      }
    : {
        format,
        title: 'AWS CLI',
        files: [
          {
            name: 'apply.sh',
            mediaType: 'text/x-shellscript',
            content: [
              '#!/usr/bin/env bash',
              'set -euo pipefail',
              '',
              `# Associate ${request.subject} with the role`,
              `aws eks create-pod-identity-association --cluster-name ${cluster} --namespace ${namespace} --service-account ${serviceAccount}`,
              `kubectl -n ${namespace} rollout restart deployment/${serviceAccount}`,
              '',
            ].join('\n'),
          },
          {
            name: 'undo.sh',
            mediaType: 'text/x-shellscript',
            content: '#!/usr/bin/env bash\nset -euo pipefail\n',
          },
        ],
        notes: ['Needs AWS CLI 2.15 or 1.30 and later.'],
      };
}
