import {
  AccountFacts,
  AddonSubject,
  Check,
  CheckResult,
  TerraformFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf, valueOr } from '../evidence';
import {
  missingOfUnfollowed,
  terraformOf,
  unfollowedTerraform,
  unreadTerraform,
} from '../terraform';
import {
  fail,
  notApplicable,
  pass,
  unknown,
  unseenResult,
  warn,
} from './results';

/** Only one of Terraform's association resource, the add-on and a hand-made association claims the service account. */
export const associationDuplicate: Check<'workload'> = {
  id: 'association-duplicate',
  scope: 'workload',
  title: 'Only one thing makes the association',
  needs: ['eks:DescribePodIdentityAssociation', 'repository: Terraform'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
  run: judge,
};

function judge(workload: WorkloadSubject, facts: AccountFacts): CheckResult {
  const { association, cluster, namespace, serviceAccount, addon } = workload;
  const account = `${namespace}/${serviceAccount}`;
  if (!association.seen) {
    return unseenResult(`The association of ${account}`, association);
  }
  const terraform = terraformOf(facts);
  const resource = terraform
    .flatMap(({ associations }) => associations)
    .find(
      entry =>
        entry.namespace === namespace &&
        entry.serviceAccount === serviceAccount &&
        (!entry.clusterName || entry.clusterName === cluster.name),
    );
  const block = addon && addonBlock(terraform, addon.name, cluster.name);
  const owner = association.value?.ownerArn;
  const read = association.read;
  if (resource && (owner || block)) {
    return fail(
      `${account} is claimed twice: by a Terraform resource (${
        resource.evidence.where
      }) and by ${
        owner
          ? `add-on ${owner.split('/')[2] ?? owner}`
          : `the add-on's block (${block!.evidence.where})`
      }. One of them ends in 'Association already exists'.`,
      [
        resource.evidence,
        ...(block ? [block.evidence] : []),
        ...(owner
          ? [evidenceOf(`${association.value!.id} is owned by ${owner}`, read)]
          : []),
      ],
      {
        summary: 'Keep the one of the add-on.',
        steps: [
          `Remove the aws_eks_pod_identity_association for ${account} (${resource.evidence.where}) with terraform state rm, so that it is not destroyed.`,
        ],
        link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
      },
    );
  }
  if (association.value && !owner && block) {
    return fail(
      `${account} has association ${association.value.id}, which the add-on does not own, and Terraform gives add-on ${addon.name} one as well (${block.evidence.where}): the apply ends in 'Association already exists'.`,
      [
        block.evidence,
        evidenceOf(`${association.value.id} has no owner`, read),
      ],
      {
        summary:
          'Delete the one that was made by hand, then let the add-on make its own.',
        steps: [
          `aws eks delete-pod-identity-association --cluster-name ${cluster.name} --region ${cluster.region} --association-id ${association.value.id}`,
          'Apply at once: pods that start in between get no Pod Identity.',
        ],
        link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
      },
    );
  }
  const unread = addon
    ? [
        // What sets an add-on that owns the association makes no second one.
        ...(owner
          ? []
          : missingOfUnfollowed(
              unfollowedTerraform(facts, addon.name, cluster.name),
            )),
        ...unreadTerraform(facts, addon.name),
      ]
    : [];
  if (unread.length) {
    return unknown(
      `Whether Terraform claims ${account} as well could not be told: ${unread[0].what} could not be read.`,
      unread,
    );
  }
  return association.value
    ? pass(
        'Nothing else claims the association, as far as Terraform code was read.',
        [evidenceOf(association.value.id, read)],
      )
    : notApplicable(
        'There is no association yet, and nothing claims it twice.',
      );
}

/** An add-on makes its own association: one that was made beside it for a service account that it names is in its way. */
export const associationBesideAddon: Check<'addon'> = {
  id: 'association-duplicate',
  scope: 'addon',
  title: 'No association beside the add-on',
  needs: ['eks:ListPodIdentityAssociations', 'eks:DescribeAddonConfiguration'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
  run: judgeBeside,
};

function judgeBeside({
  addon,
  associations,
  cluster,
}: AddonSubject): CheckResult {
  if (!associations.seen) {
    return unseenResult(`Associations of ${cluster.name}`, associations);
  }
  const named = valueOr(addon.podIdentityConfiguration, []);
  const beside = associations.value.find(
    ({ ownerArn, arn, serviceAccount }) =>
      !ownerArn &&
      !addon.podIdentityAssociationArns.includes(arn) &&
      named.some(entry => entry.serviceAccount === serviceAccount),
  );
  if (!beside) {
    return associations.value.length
      ? pass('No association beside the add-on is in its way.', [
          evidenceOf(associations.value[0].id, associations.read),
        ])
      : notApplicable('There is no association for the add-on yet.');
  }
  const account = `${beside.namespace}/${beside.serviceAccount}`;
  const evidence = [
    evidenceOf(
      `${beside.id} for ${account} has no owner`,
      associations.read,
      `eks:DescribePodIdentityAssociation ${beside.arn}`,
    ),
  ];
  const change = `aws eks update-addon --cluster-name ${
    cluster.name
  } --region ${cluster.region} --addon-name ${addon.name} --addon-version ${
    addon.version
  } --resolve-conflicts PRESERVE --pod-identity-associations serviceAccount=${
    beside.serviceAccount
  },roleArn=${beside.roleArn ?? 'ROLE_ARN'}`;
  const remedy = {
    summary: 'Let the add-on make its own association instead.',
    steps: [
      `aws eks delete-pod-identity-association --cluster-name ${cluster.name} --region ${cluster.region} --association-id ${beside.id}`,
      change,
      'One right after the other: pods that start in between get no Pod Identity.',
    ],
  };
  return addon.serviceAccountRoleArn
    ? fail(
        `Association ${beside.id} for ${account} was made beside ${addon.name}, which still has its IRSA role: giving the add-on one of its own ends in 'Association already exists: ${beside.id}'.`,
        evidence,
        remedy,
      )
    : warn(
        `${addon.name} works with association ${beside.id}, which was made beside it: EKS does not change or remove it with the add-on.`,
        evidence,
        remedy,
      );
}

function addonBlock(
  terraform: TerraformFacts[],
  name: string,
  clusterName: string,
) {
  return terraform
    .flatMap(({ addons }) => addons)
    .find(
      entry =>
        entry.name === name &&
        entry.hasPodIdentityAssociation &&
        (!entry.clusterName || entry.clusterName === clusterName),
    );
}
