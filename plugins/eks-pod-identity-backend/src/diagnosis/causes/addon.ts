import { addonRequest, addonsOf, silent } from '../account';
import { Cause, nameOr } from '../cause';
import { otherServices } from './elsewhere';

const addonCall = [
  'EKS Add-On',
  'UpdateAddon',
  'CreateAddon',
  'addon',
  'aws_eks_addon',
  'AWS::EKS::Addon',
];

/** Terraform's and others' words for a change of an add-on that is there already. */
const updating = [
  'UpdateAddon',
  'updating EKS Add-On',
  'modifying EKS Add-On',
  'updating addon',
  'update addon',
];

/** Causes around EKS add-ons. Remedies after docs/facts/eks-api.md and terraform-wire.md. */
export const addonCauses: Cause[] = [
  {
    id: 'empty-role-arn',
    title: 'The update carried an empty role ARN',
    what: 'UpdateAddon was sent with an empty serviceAccountRoleArn: Terraform does so when the argument service_account_role_arn is removed from the code. EKS tries to check iam:PassRole on the empty ARN and answers "Cross-account pass role is not allowed". Neither your role nor the module is at fault.',
    steps: names => {
      const cluster = nameOr(names.clusters, 'CLUSTER');
      const addon = nameOr(names.addons, 'ADDON');
      return [
        `Read what is in force: aws eks describe-addon --cluster-name ${cluster} --addon-name ${addon}`,
        `Change it once outside Terraform, with the version and configuration in force and without --service-account-role-arn: aws eks update-addon --cluster-name ${cluster} --addon-name ${addon} --addon-version VERSION --configuration-values 'VALUES' --resolve-conflicts PRESERVE --pod-identity-associations serviceAccount=SERVICE_ACCOUNT,roleArn=ROLE_ARN`,
        `Wait until it is ACTIVE: aws eks wait addon-active --cluster-name ${cluster} --addon-name ${addon}`,
        'Then bring the code in line: remove service_account_role_arn, add pod_identity_association. terraform plan shows no change of the role.',
        'If the add-on was to be re-created instead: delete it, remove a left-over association of its service account, create it again with pod_identity_association alone.',
      ];
    },
    signatures: [
      {
        phrases: ['Cross-account pass role is not allowed'],
        with: updating,
        weight: 0.95,
      },
      {
        phrases: ['Cross-account pass role is not allowed'],
        with: ['EKS Add-On', 'aws_eks_addon', 'AWS::EKS::Addon'],
        without: [
          'CreateAddon',
          'creating EKS Add-On',
          'CreatePodIdentityAssociation',
        ],
        weight: 0.85,
      },
      {
        phrases: ['Cross-account pass role is not allowed'],
        without: [
          'PodIdentityAssociation',
          'Pod Identity Association',
          'CreateAddon',
          'creating EKS Add-On',
          ...otherServices,
        ],
        // Other services say the same: where nothing names EKS it is no more than possible.
        weight: 0.45,
      },
      {
        phrases: [
          'minimum field size of 1',
          'UpdateAddonInput.ServiceAccountRoleArn',
        ],
        weight: 0.95,
      },
      {
        phrases: ['ServiceAccountRoleArn', 'minimum field size'],
        weight: 0.85,
      },
      {
        phrases: ['serviceAccountRoleArn', 'less than or equal to the minimum'],
        weight: 0.6,
      },
      {
        phrases: ['Invalid length for parameter serviceAccountRoleArn'],
        weight: 0.8,
      },
      {
        phrases: ['operation error EKS: UpdateAddon', 'StatusCode: 403'],
        without: ['is not authorized to perform', 'Cross-account pass role'],
        weight: 0.35,
      },
    ],
    prove: (names, account) => {
      const addons = addonsOf(names, account);
      const withRole = addons.filter(
        ({ addon }) => addon.serviceAccountRoleArn,
      );
      const named = names.addons.length > 0 && addons.length > 0;
      if (withRole.length === 0) {
        return named
          ? {
              speaks: 'silent',
              evidence: addons.slice(0, 1).map(({ cluster, addon }) => ({
                what: `${addon.name} in ${cluster.name} has no IRSA role set now`,
                where: `eks:DescribeAddon ${addon.arn}`,
              })),
            }
          : silent;
      }
      return {
        speaks: 'for',
        evidence: withRole.slice(0, 5).map(({ cluster, addon }) => ({
          what: `${addon.name} in ${cluster.name} has the IRSA role ${addon.serviceAccountRoleArn}; a change that removes it through Terraform sends an empty one`,
          where: `eks:DescribeAddon ${addon.arn}`,
        })),
        request: addonRequest(withRole[0], account),
      };
    },
  },
  {
    id: 'addon-version-no-support',
    title: 'This version of the add-on does not offer Pod Identity',
    what: 'DescribeAddonConfiguration lists no podIdentityConfiguration for the version, so EKS refuses associations through the add-on.',
    steps: names => [
      `See which versions there are: aws eks describe-addon-versions --addon-name ${nameOr(
        names.addons,
        'ADDON',
      )} --kubernetes-version VERSION`,
      `Look for podIdentityConfiguration: aws eks describe-addon-configuration --addon-name ${nameOr(
        names.addons,
        'ADDON',
      )} --addon-version VERSION --query podIdentityConfiguration`,
      'Update the add-on to a version that lists its service account there, then set the association.',
      'Where no version does (cert-manager as a community add-on): leave the add-on as it is and create a separate association for its service account.',
    ],
    signatures: [
      {
        phrases: ['Pod Identity feature is not supported for addon version'],
        weight: 0.97,
      },
      {
        phrases: ['Pod Identity', 'not supported for addon version'],
        weight: 0.85,
      },
    ],
    prove: (names, account) => {
      const without = addonsOf(names, account).filter(
        ({ addon }) =>
          names.addons.length > 0 &&
          addon.podIdentityConfiguration.seen &&
          addon.podIdentityConfiguration.value.length === 0,
      );
      return without.length > 0
        ? {
            speaks: 'for',
            evidence: without.slice(0, 5).map(({ cluster, addon }) => ({
              what: `${addon.name} ${addon.version} in ${cluster.name} lists no podIdentityConfiguration`,
              where: `eks:DescribeAddonConfiguration ${addon.name} ${addon.version}`,
            })),
          }
        : silent;
    },
  },
  {
    id: 'addon-service-account-unsupported',
    title: 'The add-on offers Pod Identity for another service account',
    what: 'The service account in the association is not the one that the add-on version names in its podIdentityConfiguration.',
    steps: names => [
      `Ask for the right name: aws eks describe-addon-configuration --addon-name ${nameOr(
        names.addons,
        'ADDON',
      )} --addon-version VERSION --query podIdentityConfiguration`,
      'Use that service account in the association of the add-on.',
    ],
    signatures: [
      {
        phrases: [
          'Service account…in pod identity configuration is not supported for addon',
        ],
        weight: 0.97,
      },
      {
        phrases: ['in pod identity configuration is not supported'],
        weight: 0.9,
      },
    ],
    prove: (names, account) => {
      const offering = addonsOf(names, account).filter(
        ({ addon }) =>
          names.addons.length > 0 &&
          addon.podIdentityConfiguration.seen &&
          addon.podIdentityConfiguration.value.length > 0,
      );
      return offering.length > 0
        ? {
            speaks: 'for',
            evidence: offering.slice(0, 5).map(({ cluster, addon }) => ({
              what: `${addon.name} ${addon.version} in ${
                cluster.name
              } offers it for ${
                addon.podIdentityConfiguration.seen
                  ? addon.podIdentityConfiguration.value
                      .map(({ serviceAccount }) => serviceAccount)
                      .join(', ')
                  : ''
              }`,
              where: `eks:DescribeAddonConfiguration ${addon.name} ${addon.version}`,
            })),
          }
        : silent;
    },
  },
  {
    id: 'addon-busy',
    title: 'Another update of the add-on is running',
    what: 'EKS changes one thing of an add-on at a time; this call came while it was still creating, updating or deleting.',
    steps: names => [
      `Wait: aws eks wait addon-active --cluster-name ${nameOr(
        names.clusters,
        'CLUSTER',
      )} --addon-name ${nameOr(names.addons, 'ADDON')}`,
      'Then try again. If it stays UPDATING, look at its health issues with aws eks describe-addon.',
    ],
    signatures: [
      {
        phrases: ['Addon…cannot be updated as it is currently in'],
        weight: 0.97,
      },
      {
        phrases: ['cannot be updated as it is currently in', 'state'],
        with: addonCall,
        weight: 0.9,
      },
      {
        phrases: ['Addon…cannot be deleted as it is currently in'],
        weight: 0.95,
      },
      { phrases: ['Addon…is currently in UPDATING'], weight: 0.85 },
    ],
    prove: (names, account) => {
      const busy = addonsOf(names, account).filter(({ addon }) =>
        ['CREATING', 'UPDATING', 'DELETING'].includes(addon.status),
      );
      return busy.length > 0
        ? {
            speaks: 'for',
            evidence: busy.slice(0, 5).map(({ cluster, addon }) => ({
              what: `${addon.name} in ${cluster.name} was ${addon.status} when it was last read`,
              where: `eks:DescribeAddon ${addon.arn}`,
            })),
          }
        : silent;
    },
  },
  {
    id: 'addon-conflict',
    title: "Somebody else changed fields of the add-on's objects",
    what: 'The add-on would overwrite fields that were set by others (kubectl, Helm), and resolveConflicts says not to.',
    steps: names => [
      `See which fields: aws eks describe-addon --cluster-name ${nameOr(
        names.clusters,
        'CLUSTER',
      )} --addon-name ${nameOr(names.addons, 'ADDON')} --query addon.health`,
      'Decide knowingly: --resolve-conflicts PRESERVE keeps the changed values (updates only), OVERWRITE sets the defaults of EKS.',
      "Better: put the wanted values into the add-on's configuration values, so that nothing conflicts.",
    ],
    signatures: [
      {
        phrases: [
          'Conflicts found when trying to apply',
          'resolve conflicts mode',
        ],
        weight: 0.97,
      },
      { phrases: ['Conflicts found when trying to apply'], weight: 0.9 },
      { phrases: ['ConfigurationConflict'], with: addonCall, weight: 0.85 },
      {
        phrases: ['Will not continue due to resolve conflicts mode'],
        weight: 0.9,
      },
    ],
    prove: (names, account) => {
      const conflicting = addonsOf(names, account).filter(({ addon }) =>
        addon.health.some(({ code }) => code === 'ConfigurationConflict'),
      );
      return conflicting.length > 0
        ? {
            speaks: 'for',
            evidence: conflicting.slice(0, 5).map(({ cluster, addon }) => ({
              what: `${addon.name} in ${cluster.name}: ${addon.health
                .map(({ message }) => message)
                .join('; ')}`,
              where: `eks:DescribeAddon ${addon.arn}`,
            })),
          }
        : silent;
    },
  },
  {
    id: 'addon-exists',
    title: 'The add-on is installed already',
    what: 'CreateAddon was called for an add-on that the cluster has.',
    steps: names => [
      `Terraform: import it instead of creating it: terraform import aws_eks_addon.NAME ${nameOr(
        names.clusters,
        'CLUSTER',
      )}:${nameOr(names.addons, 'ADDON')}`,
      'Other tools: update the add-on instead of creating it.',
    ],
    signatures: [
      {
        phrases: ['Addon already exists'],
        with: ['ResourceInUse', 'CreateAddon', 'EKS', 'AWS', 'eksctl', '409'],
        weight: 0.95,
      },
    ],
    prove: (names, account) => {
      const there = names.addons.length > 0 ? addonsOf(names, account) : [];
      return there.length > 0
        ? {
            speaks: 'for',
            evidence: there.slice(0, 5).map(({ cluster, addon }) => ({
              what: `${cluster.name} has ${addon.name} ${addon.version}, since ${addon.createdAt}`,
              where: `eks:DescribeAddon ${addon.arn}`,
            })),
            request: addonRequest(there[0], account),
          }
        : silent;
    },
  },
  {
    id: 'addon-preserve-on-create',
    title: 'PRESERVE is not allowed when an add-on is created',
    what: 'resolveConflicts PRESERVE only makes sense where there is something to preserve: EKS refuses it for CreateAddon.',
    steps: () => [
      'Use NONE or OVERWRITE when creating (Terraform: resolve_conflicts_on_create), and PRESERVE for updates only (resolve_conflicts_on_update).',
    ],
    signatures: [
      {
        phrases: ['Resolve conflicts option preserve is not supported'],
        weight: 0.97,
      },
      {
        phrases: ['expected resolve_conflicts_on_create to be one of'],
        weight: 0.85,
      },
    ],
  },
];
