import { CheckResult } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf } from '../evidence';
import { forRoles, ofReadRole, ReadRole } from './roleChecks';
import { pass, warn } from './results';

/** Seconds for which EKS asks (CloudTrail sample, domain source: trust-policies.md), and those of a chained session. */
const POD_IDENTITY_SESSION = 21_600;
const CHAINED_SESSION = 3_600;

/** Sessions last as long as before. SDKs renew them by themselves; what hands credentials on, or signs links with them, may notice. */
export const sessionDuration = forRoles({
  id: 'session-duration',
  title: 'Sessions last long enough',
  needs: ['iam:ListRoles'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html',
  ask: ofReadRole(judge),
});

function judge({ facts: role, targetRoleArn, read }: ReadRole): CheckResult {
  const most = role.maxSessionDuration;
  const session = targetRoleArn ? CHAINED_SESSION : POD_IDENTITY_SESSION;
  const evidence = [
    evidenceOf(
      `MaxSessionDuration ${most} s`,
      read,
      `iam:ListRoles ${role.arn}`,
    ),
  ];
  return most > session
    ? warn(
        `Role ${role.name} allows sessions of ${hours(
          most,
        )}; those of Pod Identity end after ${hours(session)}${
          targetRoleArn ? ' because the target role is chained' : ''
        }.`,
        evidence,
        {
          summary: 'Look for code that relies on long sessions.',
          steps: [
            'SDKs renew credentials by themselves. Presigned links, and credentials that are handed to other programs, end with the session.',
          ],
        },
      )
    : pass(
        `Sessions of Pod Identity last ${hours(session)}; role ${
          role.name
        } allows IRSA at most ${hours(most)}.`,
        evidence,
      );
}

function hours(seconds: number): string {
  const value = seconds / 3600;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} h`;
}
