import {
  AddonSubject,
  Check,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { needsNoRole } from '../addonIdentity';
import { evidenceOf, valueOr } from '../evidence';
import { compareNumbers, versionNumbers } from './agent';
import { fail, notApplicable, pass, unseenResult } from './results';

/** The installed version of the add-on offers Pod Identity, and for which service account. */
export const addonSupport: Check<'addon'> = {
  id: 'addon-supports-pod-identity',
  scope: 'addon',
  title: 'Installed version offers Pod Identity',
  needs: ['eks:DescribeAddonConfiguration'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
  run: judge,
};

function judge(subject: AddonSubject): CheckResult {
  const { addon, cluster } = subject;
  const { podIdentityConfiguration: sight } = addon;
  if (!sight.seen) {
    return unseenResult(
      `Configuration of ${addon.name} ${addon.version}`,
      sight,
    );
  }
  const where = `eks:DescribeAddonConfiguration ${addon.name} ${addon.version}`;
  const evidence = [
    evidenceOf(
      sight.value.length
        ? `service account ${sight.value
            .map(({ serviceAccount }) => serviceAccount)
            .join(', ')}`
        : 'podIdentityConfiguration is empty',
      sight.read,
      where,
    ),
  ];
  if (sight.value.length) {
    return (
      refused(subject) ??
      pass(
        `${addon.name} ${
          addon.version
        } takes Pod Identity for service account ${sight.value
          .map(({ serviceAccount }) => serviceAccount)
          .join(', ')}.`,
        evidence,
      )
    );
  }
  const needless = needsNoRole(subject);
  if (needless) {
    return notApplicable(`${needless.what}.`, [needless]);
  }
  const standalone = valueOr(subject.associations, []).filter(
    ({ ownerArn }) => !ownerArn,
  );
  if (standalone.length) {
    return pass(
      `${addon.name} ${addon.version} does not offer Pod Identity itself; association ${standalone[0].id} beside it serves ${standalone[0].serviceAccount}.`,
      evidence,
    );
  }
  const newer = newerVersions(subject);
  return fail(
    `${addon.name} ${addon.version} does not offer Pod Identity: EKS would answer 'Pod Identity feature is not supported for addon version: ${addon.version}'.`,
    evidence,
    {
      summary: 'Update the add-on, or make an association beside it.',
      steps: [
        newer.length
          ? `Look whether a newer version offers it (${newer
              .slice(0, 3)
              .join(
                ', ',
              )}): aws eks describe-addon-configuration --addon-name ${
              addon.name
            } --addon-version ${newer[0]} --query podIdentityConfiguration`
          : `There is no newer version of ${addon.name} for Kubernetes ${cluster.kubernetesVersion} among those that were read.`,
        `Or an association outside the add-on: aws eks create-pod-identity-association --cluster-name ${
          cluster.name
        } --region ${cluster.region} --namespace ${
          addon.namespace ?? 'NAMESPACE'
        } --service-account ${addon.name} --role-arn ${
          addon.serviceAccountRoleArn ?? 'ROLE_ARN'
        }`,
      ],
      link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
    },
  );
}

/** An association of the add-on for a service account that this version does not name. */
function refused({
  addon,
  associations,
}: AddonSubject): CheckResult | undefined {
  const sight = addon.podIdentityConfiguration;
  if (!sight.seen || !associations.seen) {
    return undefined;
  }
  const named = sight.value.map(({ serviceAccount }) => serviceAccount);
  const stranger = associations.value.find(
    ({ arn, serviceAccount }) =>
      addon.podIdentityAssociationArns.includes(arn) &&
      !named.includes(serviceAccount),
  );
  return (
    stranger &&
    fail(
      `Association ${stranger.id} of ${addon.name} is for ${
        stranger.serviceAccount
      }, which ${addon.version} does not name (${named.join(', ')}).`,
      [
        evidenceOf(
          `${stranger.id}: ${stranger.serviceAccount}`,
          associations.read,
        ),
      ],
      {
        summary: 'Use the service account that the version names.',
        steps: [
          `aws eks describe-addon-configuration --addon-name ${addon.name} --addon-version ${addon.version} --query podIdentityConfiguration`,
        ],
      },
    )
  );
}

function newerVersions({ addon }: AddonSubject): string[] {
  const installed = versionNumbers(addon.version);
  return installed
    ? valueOr(addon.versions, [])
        .map(({ version }) => version)
        .filter(version => {
          const numbers = versionNumbers(version);
          return numbers && compareNumbers(numbers, installed) > 0;
        })
    : [];
}
