import {
  Check,
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { IdentityUse, usesOf } from '../identityUsers';
import { because, fail, notApplicable, pass, unknown, warn } from './results';

/**
 * No custom resource uses the service account by IRSA: External Secrets, cert-manager, the Secrets Store CSI driver, KEDA and
 * others do that beside the pods, and go on with it after the switch (docs/facts/custom-resources.md).
 */
export const irsaConsumers: Check<'workload'> = {
  id: 'irsa-consumers',
  scope: 'workload',
  title: 'No custom resource uses IRSA',
  needs: [
    'kubernetes: list secretstores, clustersecretstores, issuers, clusterissuers, secretproviderclasses, triggerauthentications and others, where they are served',
  ],
  run: judge,
};

function judge(workload: WorkloadSubject): CheckResult {
  const { namespace, serviceAccount } = workload;
  const { certain, possible, missing, read } = usesOf(workload);
  const annotated = workload.irsaRoleArn !== undefined;
  const working = certain.filter(
    ({ annotation }) => annotated || annotation === 'unused',
  );
  const broken = certain.filter(
    ({ annotation }) => !annotated && annotation === 'needed',
  );
  if (working.length) {
    return stays(workload, working);
  }
  if (broken.length) {
    return lacksAnnotation(workload, broken);
  }
  if (possible.length || missing.length) {
    return because(
      'irsa-consumers-unknown',
      { possible: possible.map(({ kind, name }) => `${kind} ${name}`) },
      unknown(
        possible.length
          ? `${naming(
              possible,
            )} may use ${namespace}/${serviceAccount} by IRSA: who uses it from which namespace is not read.`
          : `Whether custom resources use ${namespace}/${serviceAccount} by IRSA could not be seen.`,
        [
          ...missing,
          ...possible.map(({ kind, name }) => ({
            what: `Users of ${kind} ${name}`,
            reason: 'the namespace of the service account is not told',
          })),
        ],
        evidence(workload, possible),
      ),
    );
  }
  return read.length
    ? pass(
        `No custom resource of the kinds that were read uses ${namespace}/${serviceAccount} by IRSA.`,
      )
    : notApplicable(
        `${workload.cluster.name} serves no custom resources that are known to use IRSA.`,
      );
}

function naming(uses: IdentityUse[]): string {
  const names = uses.slice(0, 3).map(({ kind, name }) => `${kind} ${name}`);
  return uses.length > names.length
    ? `${names.join(', ')} and ${uses.length - names.length} more`
    : names.join(', ');
}

function evidence(
  { cluster }: WorkloadSubject,
  uses: IdentityUse[],
): Evidence[] {
  return uses.slice(0, 5).map(({ kind, name, read, how }) =>
    evidenceOf(
      {
        token: 'auth names the service account in serviceAccountRef',
        mount: 'its parameters do not set usePodIdentity: "true"',
        role: 'podIdentity takes the role of the annotation',
      }[how],
      read,
      `${kind} ${name} in ${cluster.name}`,
    ),
  );
}

function stays(workload: WorkloadSubject, uses: IdentityUse[]): CheckResult {
  const { namespace, serviceAccount } = workload;
  return because(
    'irsa-consumers',
    {
      namespace,
      serviceAccount,
      resources: uses.map(({ kind, name }) => `${kind} ${name}`),
    },
    fail(
      `${naming(uses)} ${
        uses.length > 1 ? 'use' : 'uses'
      } ${namespace}/${serviceAccount} by IRSA and ${
        uses.length > 1 ? 'stay' : 'stays'
      } on it after the migration: the annotation and the OIDC statement must not be removed.`,
      evidence(workload, uses),
      {
        summary:
          'Change these resources, or keep the annotation and the OIDC statement for them.',
        steps: [...new Set(uses.map(use => stepOf(use, workload)))],
      },
    ),
  );
}

function lacksAnnotation(
  workload: WorkloadSubject,
  uses: IdentityUse[],
): CheckResult {
  const { namespace, serviceAccount, cluster } = workload;
  const message = `${naming(uses)} ${
    uses.length > 1 ? 'need' : 'needs'
  } the annotation eks.amazonaws.com/role-arn on ${namespace}/${serviceAccount}, which is not there.`;
  const remedy = {
    summary: 'Change these resources, or restore the annotation.',
    steps: [
      ...new Set(uses.map(use => stepOf(use, workload))),
      `kubectl --context ${cluster.name} -n ${namespace} annotate serviceaccount ${serviceAccount} eks.amazonaws.com/role-arn=ROLE_ARN`,
    ],
  };
  const moved =
    !workload.association.seen || workload.association.value !== undefined;
  return because(
    'irsa-consumers-without-annotation',
    {
      namespace,
      serviceAccount,
      resources: uses.map(({ kind, name }) => `${kind} ${name}`),
    },
    moved
      ? fail(message, evidence(workload, uses), remedy)
      : warn(message, evidence(workload, uses), remedy),
  );
}

function stepOf(
  { kind, name, how }: IdentityUse,
  { namespace, serviceAccount }: WorkloadSubject,
): string {
  if (how === 'mount') {
    return `Set usePodIdentity: "true" in the parameters of ${kind} ${name} once the association of ${namespace}/${serviceAccount} is there, and restart the pods.`;
  }
  if (how === 'role') {
    return `Set podIdentity.provider: aws with roleArn, or identityOwner: keda, in the TriggerAuthentication of ${kind} ${name}: then KEDA does not read the annotation.`;
  }
  switch (kind) {
    case 'SecretStore':
    case 'ClusterSecretStore':
    case 'ECRAuthorizationToken':
    case 'STSSessionToken':
      return `Give ${kind} ${name} a service account of its own, which stays on IRSA, or remove auth.jwt so that it uses the identity of the controller of External Secrets, which may have Pod Identity.`;
    case 'Issuer':
    case 'ClusterIssuer':
      return `Give ${kind} ${name} a service account of its own, which stays on IRSA, or remove auth.kubernetes so that it uses the identity of cert-manager's controller, which may have Pod Identity.`;
    default:
      return `Give ${kind} ${name} a service account of its own, which stays on IRSA, or let it use the identity of its controller.`;
  }
}
