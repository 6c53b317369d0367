import {
  AccountFacts,
  CheckResult,
  RoleFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { ChainStep, followChains, OpenEnd } from '../policy/chains';
import { SessionSubject } from '../policy/sessions';
import { ReadRole } from './roleChecks';
import { because, fail, pass, unknown, unseenResult, warn } from './results';

const LINK =
  'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html';

const WITHOUT_TAGS =
  'an association with --disable-session-tags does without it';

/**
 * Roles that are assumed with the sessions of a role, hop by hop: under IRSA such calls carried no tags; the transitive
 * tags of Pod Identity need sts:TagSession on both sides (EKS user guide, pod-id-abac).
 */
export function chainResults(
  role: RoleFacts,
  use: ReadRole,
  subject: SessionSubject,
  facts: AccountFacts,
): CheckResult[] {
  const chains = followChains(
    role,
    facts.iam.roles,
    subject,
    use.targetRoleArn !== undefined,
  );
  if (subject.disableSessionTags) {
    // Without tags a call changes only where it hangs on the name or the origin of the session.
    return chains.steps
      .filter(({ result }) => result === false || result === 'unknown')
      .filter(({ from }) => from.policies.seen)
      .map(step => resultOf(step, use));
  }
  return [
    ...chains.steps.map(step => resultOf(step, use)),
    ...chains.open.map(end => openResult(end, use)),
    ...chains.unread
      .filter(({ path }) => path.length > 1)
      .map(({ role: further, path }) =>
        unseenResult(
          `Policies of role ${further.name}, which ${path[0]} can assume,`,
          further.policies,
        ),
      ),
    ...(chains.cut ? [cutResult(role)] : []),
  ];
}

/** `Role a`, or `Role c, reached by a and b,`. */
function subjectOf({
  path,
  from,
}: {
  path: string[];
  from: RoleFacts;
}): string {
  return path.length > 1
    ? `Role ${from.name}, reached by ${path.slice(0, -1).join(' and ')},`
    : `Role ${from.name}`;
}

function evidenceFor({ read }: ReadRole, step: ChainStep) {
  return [
    evidenceOf(
      step.pattern
        ? `may sts:AssumeRole ${step.pattern}`
        : `may sts:AssumeRole ${step.targetArn}`,
      read,
      `policies of ${step.from.arn}`,
    ),
  ];
}

function resultOf(step: ChainStep, use: ReadRole): CheckResult {
  const { targetArn, from, result } = step;
  const evidence = evidenceFor(use, step);
  const coded = (code: string, answer: CheckResult) =>
    because(
      code,
      {
        role: from.name,
        target: step.pattern ?? targetArn,
        path: step.path.join(' > '),
      },
      answer,
    );
  switch (result) {
    case true:
      return pass(
        `${roleNameOf(targetArn)} lets ${from.name} tag its session.`,
        evidence,
      );
    case 'gone':
      return coded(
        'chain-role-gone',
        warn(
          `${subjectOf(step)} may assume ${targetArn}, which does not exist.`,
          evidence,
        ),
      );
    case false:
      return coded('chain-denied', deniedResult(step, use));
    default:
      return coded('chain-unread', unreadResult(step, use));
  }
}

function isOfOtherAccount({ targetArn, from }: ChainStep): boolean {
  return targetArn.split(':')[4] !== from.arn.split(':')[4];
}

function deniedResult(step: ChainStep, use: ReadRole): CheckResult {
  const { targetArn, by, pattern, action, reason } = step;
  const evidence = evidenceFor(use, step);
  const remedy = chainRemedy(step);
  if (by === 'name') {
    return fail(
      `${subjectOf(
        step,
      )} assumes ${targetArn}, and ${action} is denied with the session of Pod Identity: ${reason}.`,
      evidence,
      remedy,
    );
  }
  if (by === 'pattern' && isOfOtherAccount(step) && step.path.length === 1) {
    return fail(
      `${subjectOf(
        step,
      )} may assume roles like ${pattern}, but not ${action} on them, which roles of another account need on both sides: code that assumes them is denied after the migration.`,
      evidence,
      remedy,
    );
  }
  const message = `${subjectOf(step)} may assume ${targetArn}${
    pattern ? ` by ${pattern}` : ''
  }, and ${action} is denied with the session of Pod Identity (${reason}); whether the code assumes it can't be told.`;
  return by === 'any'
    ? warn(message, evidence, remedy)
    : unknown(
        message,
        [
          {
            what: `Roles that ${step.from.name} assumes`,
            reason: `its policies name them by ${pattern}`,
            permission: `sts:TagSession in the trust policy of ${targetArn}, or the ARNs of the roles instead of the pattern`,
          },
        ],
        evidence,
      );
}

function unreadResult(step: ChainStep, use: ReadRole): CheckResult {
  const { targetArn, pattern, reason } = step;
  const foreign = isOfOtherAccount(step);
  const whom = pattern && foreign ? `roles like ${pattern}` : targetArn;
  if (step.by === 'any') {
    return warn(
      `${subjectOf(step)} may assume ${whom}: ${reason}.`,
      evidenceFor(use, step),
      chainRemedy(step),
    );
  }
  return unknown(
    `${subjectOf(
      step,
    )} may assume ${whom} and sends transitive session tags after the migration; whether sts:TagSession is allowed can't be told: ${
      foreign ? 'trust policies of other accounts are not read' : reason
    }.`,
    [
      {
        what: `Trust policy of ${whom}`,
        reason: foreign ? 'only one account is read' : reason,
        ...(foreign ? { permission: WITHOUT_TAGS } : {}),
      },
    ],
    evidenceFor(use, step),
  );
}

/** It may assume any role: which ones the code does assume is not known. */
function openResult(end: OpenEnd, { read }: ReadRole): CheckResult {
  const { from, explicit, tags } = end;
  const evidence = [
    evidenceOf('may sts:AssumeRole *', read, `policies of ${from.arn}`),
  ];
  const parameters = { role: from.name, path: end.path.join(' > ') };
  if (explicit && tags === false) {
    const reason = `the policy names roles by * and does not allow sts:TagSession, and which of them the code assumes can't be told`;
    return because(
      'chain-any-untagged',
      parameters,
      unknown(
        `${subjectOf(
          end,
        )} sends transitive session tags after the migration: ${reason}.`,
        [
          {
            what: `Roles that ${from.name} assumes`,
            reason,
            permission:
              'sts:TagSession beside sts:AssumeRole in that policy (and in the trust policies of those roles), or the ARNs of the roles instead of the pattern',
          },
        ],
        evidence,
      ),
    );
  }
  return because(
    'chain-any',
    parameters,
    warn(
      `${subjectOf(
        end,
      )} may assume any role: where the code does, each of those roles needs sts:TagSession in its trust policy.`,
      evidence,
      {
        summary:
          'Name the roles that the code assumes, and allow sts:TagSession in their trust policies.',
        steps: [
          `Replace the resource * by the ARNs of the roles that code with ${from.name} assumes.`,
          'Add sts:TagSession beside sts:AssumeRole in the trust policies of those roles.',
        ],
        link: LINK,
      },
    ),
  );
}

function cutResult(role: RoleFacts): CheckResult {
  const reason = 'it can assume more roles than are followed';
  return because(
    'chain-cut',
    { role: role.name },
    unknown(
      `Whether all roles that ${role.name} can assume allow sts:TagSession can't be told: ${reason}.`,
      [
        {
          what: `Roles that ${role.name} can assume`,
          reason,
          permission: WITHOUT_TAGS,
        },
      ],
    ),
  );
}

function chainRemedy(step: ChainStep) {
  const { targetArn, pattern, from, by, action, result, reason } = step;
  const whom = by === 'name' ? targetArn : pattern ?? targetArn;
  const isDenied = / denies it$/.test(reason);
  if (result === false && (isDenied || action === 'sts:AssumeRole')) {
    return {
      summary: `Let sessions of Pod Identity with ${from.name} call ${action} on ${whom}.`,
      steps: [
        isDenied
          ? `Change what denies it: ${reason}.`
          : `Change what keeps it out, and use no name of a session there: ${reason}.`,
        'Where the session tags are the cause, an association with --disable-session-tags does without them.',
      ],
      link: LINK,
    };
  }
  return {
    summary: `Allow sts:TagSession on ${
      by === 'name' ? roleNameOf(targetArn) : whom
    }, or disable session tags on the association.`,
    steps: [
      `Add sts:TagSession beside sts:AssumeRole in the trust policy of ${whom}.`,
      `Add sts:TagSession on ${whom} to a policy of ${from.name}.`,
      'Or create the association with --disable-session-tags.',
    ],
    link: LINK,
  };
}
