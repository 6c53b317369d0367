import { failingEvidence, silent } from '../account';
import { Cause } from '../cause';

/** Causes in tools and in where a pod runs. Versions after docs/facts/tools.md. */
export const toolCauses: Cause[] = [
  {
    id: 'terraform-too-old',
    title: 'This Terraform module or provider does not know Pod Identity',
    what: 'pod_identity_association in aws_eks_addon came with hashicorp/aws 5.75.0, in cluster_addons of terraform-aws-modules/eks with 20.29.0; the resource aws_eks_pod_identity_association with 5.29.0.',
    steps: () => [
      'Raise the provider to 5.75.0 or later and the module to 20.29.0 or later (21 needs the provider from 6.0).',
      'terraform init -upgrade, then terraform plan.',
    ],
    signatures: [
      {
        phrases: [
          'Blocks of type "pod_identity_association" are not expected here',
        ],
        weight: 0.97,
      },
      {
        phrases: [
          'An argument named "pod_identity_association" is not expected here',
        ],
        weight: 0.97,
      },
      {
        phrases: ['pod_identity_association', 'Unsupported block type'],
        weight: 0.93,
      },
      {
        phrases: ['pod_identity_association', 'Unsupported argument'],
        weight: 0.93,
      },
      {
        phrases: [
          'does not support resource type',
          'aws_eks_pod_identity_association',
        ],
        weight: 0.97,
      },
      {
        phrases: ['Invalid resource type', 'aws_eks_pod_identity_association'],
        weight: 0.93,
      },
      {
        phrases: ['unexpected attribute', 'pod_identity_association'],
        weight: 0.85,
      },
    ],
    prove: (_, { facts }) => {
      const old = [
        ...facts.platformTerraform,
        ...(facts.services.seen
          ? facts.services.value.flatMap(({ source }) =>
              source.seen && source.value.terraform
                ? [source.value.terraform]
                : [],
            )
          : []),
      ].filter(
        ({ supportsAddonPodIdentityAssociation }) =>
          supportsAddonPodIdentityAssociation === false,
      );
      return old.length > 0
        ? {
            speaks: 'for',
            evidence: old.slice(0, 5).map(({ reason, modules, providers }) => ({
              what: reason,
              where:
                [...modules, ...providers][0]?.evidence.where ??
                'Terraform code',
            })),
          }
        : silent;
    },
  },
  {
    id: 'unsupported-compute',
    title: 'Pod Identity does not exist where this pod runs',
    what: 'Pod Identity works on Linux nodes of EC2 (and hybrid nodes with their own agent): not on Fargate, Windows, Outposts or outside EKS.',
    steps: () => [
      'Keep IRSA for this workload; both may stand side by side in one cluster.',
      'Or move the pod to Linux nodes of EC2: another node selector, or no Fargate profile that matches it.',
    ],
    signatures: [
      { phrases: ['Pod Identity', 'not supported on Fargate'], weight: 0.95 },
      { phrases: ['Pod Identity', 'not supported', 'Fargate'], weight: 0.8 },
      { phrases: ['Pod Identity', 'not supported', 'Windows'], weight: 0.8 },
      { phrases: ['Pod Identity', 'not supported', 'Outposts'], weight: 0.8 },
      { phrases: ['Pod Identities', 'not available', 'Fargate'], weight: 0.8 },
    ],
    prove: (names, account) =>
      failingEvidence('compute-supported', names, account),
  },
];
