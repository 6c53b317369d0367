import { Account } from '../readiness/assessment';
import { nodegroupsOf } from './account';
import { Denial } from './denials';
import { isMasked } from './ids';

/** Session names that EKS makes: `eks-`, cluster, pod, UUID (docs/facts/trust-policies.md). */
const podIdentitySession =
  /^eks-.{1,10}-.{1,10}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Session names that SDKs make for a web identity where AWS_ROLE_SESSION_NAME names none. */
const webIdentitySession =
  /^(?:\d{13,20}|botocore-session-\d+|aws-sdk-(?:java|js|dotnet|php|ruby)[\w-]*|token-file-web-identity|web-identity-token[\w-]*)$/i;

/** Ids of EC2 instances and of hybrid nodes, also where digits of them, or all but `i-`, were taken out. */
const instance = /^m?i-(?:[0-9a-z*#…]{2,24}|\$?[<{[(].{0,60})$/i;

/** Names that people and tools give to the roles of nodes. */
const nodeRole =
  /NodeInstanceRole|Node-?Group|KarpenterNode|NodeRole|(?:^|[-_.])(?:nodes?|workers?)(?:[-_.]|$)/i;

/** Sessions of people and of computes that are no pods: SSO, pipelines, Glue, SageMaker, a task of ECS. */
const elsewhere =
  /^(?:AWSCodeBuild|AWSCloudFormation|GitHubActions?$|GlueJobRunnerSession|SageMaker|[0-9a-f]{32}$)/i;

/** Whether a denied call was made as a node: its session is named after the instance, or its role is that of nodes. */
export function isNode(denial: Denial, account?: Account): boolean {
  const { roleName, sessionName } = denial;
  if (roleName === undefined) {
    return false;
  }
  const named = nodeRole.test(roleName);
  return (
    instance.test(sessionName ?? '') ||
    /^[<{].*instance/i.test(sessionName ?? '') ||
    (named && (sessionName === undefined || isMasked(sessionName))) ||
    (account !== undefined &&
      (nodegroupsOf(roleName, account).length > 0 ||
        account.facts.clusters.some(({ autoModeNodeRoleArn }) =>
          autoModeNodeRoleArn?.endsWith(`/${roleName}`),
        )))
  );
}

/** Whether the caller's names show that it belongs to a cluster: a session of Pod Identity or IRSA, a role of nodes. */
export function isOfCluster({ roleName, sessionName }: Denial): boolean {
  return (
    podIdentitySession.test(sessionName ?? '') ||
    webIdentitySession.test(sessionName ?? '') ||
    nodeRole.test(roleName ?? '') ||
    /(?:^|[-_.])(?:eks|eksctl|k8s|irsa|pod|kops|serviceaccount|iamserviceaccount)/i.test(
      roleName ?? '',
    )
  );
}

/** Whether the session's name is one that EKS Pod Identity makes. */
export function isPodIdentity({ sessionName }: Denial): boolean {
  return podIdentitySession.test(sessionName ?? '');
}

/** Whether the caller is surely no pod: a user, a person by SSO, a pipeline or another service's compute. */
export function isOutsider({ caller, roleName, sessionName }: Denial): boolean {
  return (
    /:(?:user|federated-user|root)\b/.test(caller ?? '') ||
    /^AWSReservedSSO_/i.test(roleName ?? '') ||
    elsewhere.test(sessionName ?? '')
  );
}

/** Whether another document than those of the caller's role denied it: the resource's policy, the organisation's. */
export function deniedElsewhere({ reason }: Denial): boolean {
  return /resource-based policy|bucket policy|key policy|service control policy|resource control policy|vpc endpoint policy/i.test(
    reason,
  );
}
