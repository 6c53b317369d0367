import {
  AddonSubject,
  Check,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clusterEvidence } from '../evidence';
import { because, fail, pass, unknown, warn } from './results';

/** The add-on is active and without issues: EKS refuses changes to one that is busy, and one that is ill hides what a change breaks. */
export const addonHealth: Check<'addon'> = {
  id: 'addon-health',
  scope: 'addon',
  title: 'Add-on is active and healthy',
  needs: ['eks:DescribeAddon'],
  run: judge,
};

function judge({ addon, cluster }: AddonSubject): CheckResult {
  const where = `eks:DescribeAddon ${addon.arn}`;
  const evidence = [
    { ...clusterEvidence(`status ${addon.status}`, cluster), where },
    ...addon.health.map(({ code, message }) => ({
      ...clusterEvidence(`${code}: ${message}`, cluster),
      where,
    })),
  ];
  if (['CREATING', 'DELETING'].includes(addon.status)) {
    return because(
      'addon-not-active',
      { addon: addon.name, status: addon.status },
      unknown(
        `${addon.name} is ${addon.status}: what it will be is not known, and EKS refuses changes until then.`,
        [
          {
            what: `Final state of add-on ${addon.name}`,
            reason: `its status is ${addon.status}`,
          },
        ],
        evidence,
      ),
    );
  }
  if (addon.status === 'UPDATING') {
    return warn(
      `${addon.name} is ${addon.status}: EKS refuses another change until it is done.`,
      evidence,
    );
  }
  return addon.status === 'ACTIVE' && !addon.health.length
    ? pass(`${addon.name} is ACTIVE.`, evidence)
    : fail(
        `${addon.name} is ${addon.status}${
          addon.health.length
            ? `: ${addon.health[0].code}, ${addon.health[0].message}`
            : ''
        }.`,
        evidence,
        {
          summary: 'Mend the add-on before its identity is changed.',
          steps: [
            `aws eks describe-addon --cluster-name ${cluster.name} --region ${cluster.region} --addon-name ${addon.name} --query addon.health`,
            ...(addon.health.some(
              ({ code }) => code === 'ConfigurationConflict',
            )
              ? [
                  'Fields were changed by others: update with --resolve-conflicts PRESERVE to keep them, OVERWRITE to have the defaults back.',
                ]
              : []),
          ],
        },
      );
}
