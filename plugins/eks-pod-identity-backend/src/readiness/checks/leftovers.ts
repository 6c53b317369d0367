import {
  AccountFacts,
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf, placeOf } from '../evidence';
import { usesOf } from '../identityUsers';
import { lateIrsaSession } from '../irsaSessions';
import { webIdentityTrust } from '../policy/trust';
import { nameSdk } from '../sdk/sdkNames';
import {
  because,
  notApplicable,
  pass,
  unknown,
  unseenResult,
  warn,
} from './results';

/** After the move: annotation and OIDC statement are gone. Left over they do no harm, they are the way back. */
export const leftovers: Check<'workload'> = {
  id: 'leftovers',
  scope: 'workload',
  title: 'Nothing of IRSA is left over',
  needs: ['kubernetes: list serviceaccounts', 'iam:ListRoles'],
  required: false,
  run: judge,
};

function judge(workload: WorkloadSubject, facts: AccountFacts): CheckResult {
  const { cluster, namespace, serviceAccount, irsaRoleArn, role } = workload;
  const { running, next } = workload.bindings;
  if (running !== 'pod-identity' || next !== 'pod-identity') {
    return notApplicable('The move is not done: nothing is to be removed yet.');
  }
  const late = lateIrsaSession(workload, facts);
  if (late) {
    return because(
      'leftovers-in-use',
      { at: late.use.at, role: late.use.roleArn },
      notApplicable(
        `IRSA was used ${late.use.at}, after the switch: nothing is left over to remove.`,
      ),
    );
  }
  const { certain, possible, missing } = usesOf(workload);
  const [user] = [...certain, ...possible];
  if (user || missing.length) {
    return because(
      'leftovers-still-read',
      user ? { kind: user.kind, name: user.name } : {},
      notApplicable(
        user
          ? `${user.kind} ${user.name} still uses the service account by IRSA: nothing is left over to remove.`
          : 'Whether custom resources still use the service account by IRSA could not be seen: nothing is offered for removal.',
      ),
    );
  }
  const { writtenTooOld } = workload.sdk;
  if (writtenTooOld) {
    return because(
      'leftovers-are-way-back',
      { written: nameSdk(writtenTooOld) },
      notApplicable(
        `${placeOf(writtenTooOld.evidence)} names ${nameSdk(
          writtenTooOld,
        )}, which is too old: until it is upgraded, the annotation and the OIDC statement are the way back.`,
      ),
    );
  }
  if (!workload.serviceAccountObject.seen) {
    return unseenResult(
      `Service account ${namespace}/${serviceAccount}`,
      workload.serviceAccountObject,
    );
  }
  const evidence = [];
  const steps = [];
  const left = [];
  if (irsaRoleArn) {
    left.push('the annotation');
    evidence.push(
      evidenceOf(
        `eks.amazonaws.com/role-arn: ${irsaRoleArn}`,
        workload.serviceAccountObject.read,
        `ServiceAccount ${namespace}/${serviceAccount} in ${cluster.name}`,
      ),
    );
    steps.push(
      `kubectl --context ${cluster.name} -n ${namespace} annotate serviceaccount ${serviceAccount} eks.amazonaws.com/role-arn-`,
    );
  }
  const trust =
    role.seen && role.value
      ? webIdentityTrust(
          role.value,
          cluster,
          { namespace, name: serviceAccount },
          facts.now,
        )
      : undefined;
  if (trust?.result === 'allowed' && role.seen && role.value) {
    left.push(`the OIDC statement of role ${role.value.name}`);
    evidence.push(
      evidenceOf(
        `trust policy: ${trust.reason}`,
        role.read,
        `iam:ListRoles ${role.value.arn}`,
      ),
    );
    steps.push(
      `Remove that statement from the trust policy of ${roleNameOf(
        role.value.arn,
      )}, if no other service account needs it.`,
    );
  }
  if (trust?.result === 'invalid') {
    const name = roleNameOf(workload.roleArn ?? '');
    return because(
      'trust-policy-invalid',
      { role: name, reason: trust.reason },
      unknown(
        `Whether an OIDC statement is left over could not be told: the trust policy of ${name} ${trust.reason}.`,
        [{ what: `Trust policy of ${name}`, reason: trust.reason }],
        evidence,
      ),
    );
  }
  return left.length
    ? warn(
        `The move is done; ${left.join(' and ')} ${
          left.length > 1 ? 'are' : 'is'
        } left over and may go.`,
        evidence,
        {
          summary: 'Clean up when the move has proved itself for some days.',
          steps,
        },
      )
    : pass('Nothing of IRSA is left over.');
}
