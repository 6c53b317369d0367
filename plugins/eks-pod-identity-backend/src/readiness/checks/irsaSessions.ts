import {
  AccountFacts,
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { lateIrsaSession } from '../irsaSessions';
import {
  because,
  fail,
  notApplicable,
  pass,
  unknown,
  unseenResult,
} from './results';

/** After the switch nothing of the service account asks for a web identity any more, as far as CloudTrail tells. */
export const irsaSessions: Check<'workload'> = {
  id: 'irsa-sessions',
  scope: 'workload',
  title: 'No IRSA session after the switch',
  needs: ['cloudtrail:LookupEvents', 'kubernetes: list pods'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html',
  run: judge,
};

function judge(workload: WorkloadSubject, facts: AccountFacts): CheckResult {
  const { bindings, namespace, serviceAccount } = workload;
  const account = `${namespace}/${serviceAccount}`;
  if (bindings.running !== 'pod-identity' || bindings.next !== 'pod-identity') {
    return notApplicable('Its pods do not use Pod Identity yet.');
  }
  const { usage } = facts;
  if (!usage.seen) {
    return usage.why === 'disabled' || usage.why === 'absent'
      ? notApplicable('CloudTrail is not read.')
      : unseenResult(`IRSA sessions of ${account}`, usage);
  }
  const late = lateIrsaSession(workload, facts);
  if (!late) {
    return pass(`No IRSA session of ${account} began after the switch.`);
  }
  const { use, proven } = late;
  const evidence = [
    {
      what: `AssumeRoleWithWebIdentity of ${use.roleArn} by system:serviceaccount:${namespace}:${serviceAccount}`,
      source: 'cloudtrail' as const,
      where: `CloudTrail event ${use.eventId} in ${use.region}`,
      readAt: use.at,
    },
  ];
  const parameters = { serviceAccount: account, role: use.roleArn, at: use.at };
  if (!proven) {
    return because(
      'irsa-session-without-pods',
      parameters,
      unknown(
        `An IRSA session of ${account} began ${use.at}, after the association was created, and no pod runs that would show what asked for it.`,
        [
          {
            what: `What asks for IRSA as ${account}`,
            reason: 'no pod of the service account runs now',
          },
        ],
        evidence,
      ),
    );
  }
  return because(
    'irsa-session-after-switch',
    parameters,
    fail(
      `IRSA is still in use: a session of ${account} began ${use.at}, after the last pod without Pod Identity had ended.`,
      evidence,
      {
        summary:
          'Find what still asks for a web identity as this service account, and keep the annotation and the OIDC statement until then.',
        steps: [
          `Open ${
            evidence[0].where
          }: its user agent and source address show what asked${
            use.userAgent ? ` (${use.userAgent})` : ''
          }.`,
          'Usual causes: code that calls AssumeRoleWithWebIdentity itself, a token volume in the pod template, and controllers that request tokens for the service account (External Secrets, cert-manager, KEDA).',
          'Let it use the default credential chain, or its own association.',
        ],
      },
    ),
  );
}
