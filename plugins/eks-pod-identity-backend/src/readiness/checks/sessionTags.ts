import {
  AccountFacts,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { PolicyDocument, readPolicy } from '../policy/document';
import { evaluatePolicy } from '../policy/evaluate';
import { actionFits } from '../policy/patterns';
import { permissionOf, policyDocumentOf } from '../policy/permissions';
import { chainedContext, SESSION_TAGS } from '../policy/requests';
import { roleOf } from '../subjects';
import { forRoles, ofReadRole, ReadRole } from './roleChecks';
import {
  fail,
  notApplicable,
  pass,
  unknown,
  unseenResult,
  warn,
  worstResult,
} from './results';

const LINK =
  'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html';

/**
 * The six session tags of Pod Identity do no harm: no tag of the role has the same key, roles that the code assumes
 * further allow sts:TagSession (the tags are transitive), and tags of its own leave room in the packed policy.
 */
export const sessionTags = forRoles({
  id: 'session-tags',
  title: 'Session tags do no harm',
  needs: [
    'iam:GetRole',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    'iam:GetRolePolicy',
    'iam:GetPolicyVersion',
  ],
  link: LINK,
  ask: ofReadRole(judge),
});

function judge(use: ReadRole, facts: AccountFacts): CheckResult {
  const { facts: role, read } = use;
  if (use.disableSessionTags) {
    return notApplicable('The association disables session tags.');
  }
  if (!role.policies.seen) {
    return unseenResult(`Policies of role ${role.name}`, role.policies);
  }
  const documents = role.policies.value.flatMap(policy => {
    const document = policyDocumentOf(policy);
    return document.valid ? [document.document] : [];
  });
  return worstResult([
    collisions(use, documents),
    ...assumedRoles(documents).map(arn => chained(use, arn, facts)),
    chainedByPattern(use, documents),
    ownTags(use, documents),
    pass('Its session tags collide with nothing.', [
      evidenceOf(
        'tags and policies of the role',
        read,
        `iam:GetRole ${role.arn}`,
      ),
    ]),
  ]);
}

/** A role's tag of the same key loses to the session tag, so what the policies compare changes. */
function collisions(
  { facts: role, read }: ReadRole,
  documents: PolicyDocument[],
): CheckResult {
  const keys = Object.keys(role.tags).filter(key =>
    SESSION_TAGS.some(tag => tag.toLowerCase() === key.toLowerCase()),
  );
  if (!keys.length) {
    return notApplicable('No tag of the role has the key of a session tag.');
  }
  const text = JSON.stringify(documents).toLowerCase();
  const used = keys.filter(key =>
    text.includes(`aws:principaltag/${key.toLowerCase()}`),
  );
  const evidence = keys.map(key =>
    evidenceOf(
      `tag ${key} = ${role.tags[key]}`,
      read,
      `iam:GetRole ${role.arn}`,
    ),
  );
  const remedy = {
    summary:
      'Give the tag of the role another key, or disable session tags on the association.',
    steps: [
      `aws iam untag-role --role-name ${role.name} --tag-keys ${keys.join(
        ' ',
      )}`,
      'Or create the association with --disable-session-tags.',
    ],
    link: LINK,
  };
  return used.length
    ? fail(
        `Tag ${used[0]} of role ${role.name} loses to the session tag of the same key, and the role's policies compare aws:PrincipalTag/${used[0]}.`,
        evidence,
        remedy,
      )
    : warn(
        `Tag ${keys[0]} of role ${role.name} loses to the session tag of the same key.`,
        evidence,
        remedy,
      );
}

/** Roles that the policies name one by one for sts:AssumeRole: the code chains to them. */
function assumedRoles(documents: PolicyDocument[]): string[] {
  return [
    ...new Set(
      documents.flatMap(({ statements }) =>
        statements
          .filter(
            ({ effect, action }) =>
              effect === 'Allow' &&
              action?.some(pattern => actionFits('sts:AssumeRole', pattern)),
          )
          .flatMap(({ resource }) => resource ?? [])
          .filter(
            resource => /:role\//.test(resource) && !/[*?$]/.test(resource),
          ),
      ),
    ),
  ];
}

/** Roles that the policies name by patterns: which ones the code assumes is not known, so only the missing action tells. */
function chainedByPattern(
  { facts: role, read }: ReadRole,
  documents: PolicyDocument[],
): CheckResult {
  const statements = documents
    .flatMap(document => document.statements)
    .filter(({ effect }) => effect === 'Allow');
  const patterns = statements
    // `sts:*` and `*` are permissions in general, not a sign of chaining.
    .filter(({ action }) =>
      action?.some(name => name.toLowerCase() === 'sts:assumerole'),
    )
    .flatMap(({ resource }) => resource ?? [])
    .filter(resource => /[*?$]/.test(resource));
  const open = patterns.find(
    pattern =>
      !statements.some(
        ({ action, resource }) =>
          action?.some(name => actionFits('sts:TagSession', name)) &&
          resource?.some(entry => entry === '*' || entry === pattern),
      ),
  );
  if (!open) {
    return notApplicable('It assumes no roles by pattern.');
  }
  const evidence = [
    evidenceOf(`may sts:AssumeRole ${open}`, read, `policies of ${role.arn}`),
  ];
  const account = open.split(':')[4] ?? '';
  if (/^\d{12}$/.test(account) && account !== role.arn.split(':')[4]) {
    return fail(
      `Role ${role.name} may assume roles like ${open}, but not sts:TagSession them, which roles of another account need on both sides: code that assumes them is denied after the move.`,
      evidence,
      chainRemedy(role.name, open),
    );
  }
  const reason = `the policy names roles by ${open} and does not allow sts:TagSession, and which of them the code assumes can't be told`;
  return unknown(
    `Code that assumes roles with ${role.name} sends transitive session tags after the move: ${reason}.`,
    [
      {
        what: `Roles that ${role.name} assumes`,
        reason,
        permission:
          'sts:TagSession beside sts:AssumeRole in that policy (and in the trust policies of those roles), or the ARNs of the roles instead of the pattern',
      },
    ],
    evidence,
  );
}

/** Under IRSA a chained session carried no tags; with transitive tags every further role needs sts:TagSession. */
function chained(
  use: ReadRole,
  targetArn: string,
  facts: AccountFacts,
): CheckResult {
  const { facts: role, cluster, read } = use;
  if (targetArn === role.arn) {
    return notApplicable('It assumes itself.');
  }
  const [subject] = use.serviceAccounts;
  const context = chainedContext(
    {
      cluster,
      namespace: subject?.namespace ?? '',
      serviceAccount: subject?.serviceAccount ?? '',
      disableSessionTags: false,
    },
    role.arn,
  );
  const target = roleNameOf(targetArn);
  const sameAccount = targetArn.split(':')[4] === cluster.accountId;
  const own = permissionOf(role, 'sts:TagSession', {
    resource: targetArn,
    context,
  });
  const sight = roleOf(facts, targetArn);
  const trusted =
    sameAccount && sight.seen && sight.value
      ? trustsTagging(sight.value.trustPolicy, role.arn, context)
      : undefined;
  const evidence = [
    evidenceOf(
      `may sts:AssumeRole ${targetArn}`,
      read,
      `policies of ${role.arn}`,
    ),
  ];
  const ownDenied =
    own.result === 'denied' && (!sameAccount || trusted?.by !== 'role')
      ? `its own policies do not allow it to sts:TagSession ${target}`
      : undefined;
  const denied =
    trusted?.result === 'denied'
      ? `${target} does not let it sts:TagSession (${trusted.reason})`
      : ownDenied;
  if (denied) {
    return fail(
      `Role ${role.name} may assume ${targetArn}, but ${denied}: with the transitive session tags of Pod Identity that call is denied.`,
      evidence,
      chainRemedy(role.name, targetArn),
    );
  }
  if (trusted?.result === 'allowed') {
    return pass(`${target} lets ${role.name} tag its session.`, evidence);
  }
  return sameAccount && sight.seen && !sight.value
    ? warn(
        `Role ${role.name} may assume ${targetArn}, which does not exist.`,
        evidence,
      )
    : unknown(
        `Code that assumes ${targetArn} sends transitive session tags after the move, and whether ${target} allows sts:TagSession could not be told${
          sameAccount ? '' : ': it is of another account'
        }.`,
        [
          {
            what: `Trust policy of ${targetArn}`,
            reason: sameAccount
              ? trusted?.reason ?? 'it could not be read'
              : 'only one account is read',
            permission: sameAccount
              ? 'iam:GetRole'
              : 'an association with --disable-session-tags does without it',
          },
        ],
        evidence,
      );
}

function chainRemedy(roleName: string, targetArn: string) {
  return {
    summary: `Allow sts:TagSession on ${roleNameOf(
      targetArn,
    )}, or disable session tags on the association.`,
    steps: [
      `Add sts:TagSession beside sts:AssumeRole in the trust policy of ${targetArn}.`,
      `Add sts:TagSession on ${targetArn} to a policy of ${roleName}.`,
      'Or create the association with --disable-session-tags.',
    ],
    link: LINK,
  };
}

/**
 * What a trust policy says of the role's sts:TagSession, and by which principal: one that names the role itself is enough
 * inside an account; one that names the account leaves it to the role's own policies.
 */
function trustsTagging(
  trustPolicy: string,
  roleArn: string,
  context: ReturnType<typeof chainedContext>,
): { result: 'allowed' | 'denied' | 'unknown'; reason: string; by?: 'role' } {
  const trust = readPolicy(trustPolicy);
  if (!trust.valid) {
    return { result: 'denied', reason: `its trust policy ${trust.reason}` };
  }
  const ask = (document: PolicyDocument) =>
    evaluatePolicy(document, {
      action: 'sts:TagSession',
      caller: { type: 'role', arn: roleArn },
      context,
    });
  const named = ask({
    ...trust.document,
    statements: trust.document.statements.filter(
      ({ effect, principal }) =>
        effect === 'Deny' ||
        (principal !== undefined &&
          principal !== '*' &&
          principal.AWS?.includes(roleArn)),
    ),
  });
  return named.result === 'allowed'
    ? { ...named, result: 'allowed', by: 'role' }
    : {
        result: ask(trust.document).result,
        reason: ask(trust.document).reason,
      };
}

/** Tags that the code sends itself share the packed space with the six of EKS (containers-roadmap#2413). */
function ownTags(
  { facts: role, read }: ReadRole,
  documents: PolicyDocument[],
): CheckResult {
  const keys = documents.flatMap(({ statements }) =>
    statements
      .filter(
        ({ effect, action }) =>
          effect === 'Allow' &&
          action?.some(pattern => actionFits('sts:TagSession', pattern)),
      )
      .flatMap(({ conditions }) =>
        conditions
          .filter(({ key }) => /^aws:(requesttag\/|tagkeys$)/i.test(key))
          .flatMap(({ key, values }) =>
            /^aws:tagkeys$/i.test(key)
              ? values
              : [key.slice('aws:RequestTag/'.length)],
          ),
      ),
  );
  const own = keys.filter(
    key => !(SESSION_TAGS as readonly string[]).includes(key),
  );
  return own.length
    ? warn(
        `Code with role ${
          role.name
        } seems to send session tags of its own (${own
          .slice(0, 3)
          .join(
            ', ',
          )}); with the six of EKS they may exceed the packed size (PackedPolicyTooLarge).`,
        [
          evidenceOf(
            `may sts:TagSession with ${own.join(', ')}`,
            read,
            `policies of ${role.arn}`,
          ),
        ],
        {
          summary:
            'Send fewer tags, or disable session tags on the association.',
          steps: [
            'Create the association with --disable-session-tags if nothing evaluates the tags of EKS.',
          ],
          link: LINK,
        },
      )
    : notApplicable(
        'It sends no session tags of its own, as far as its policies tell.',
      );
}
