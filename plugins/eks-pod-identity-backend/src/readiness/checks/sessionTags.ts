import {
  AccountFacts,
  CheckResult,
  RoleFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf } from '../evidence';
import { PolicyDocument } from '../policy/document';
import { actionFits } from '../policy/patterns';
import { policyDocumentOf } from '../policy/permissions';
import { SESSION_TAGS } from '../policy/requests';
import { SessionChange } from '../policy/sessionChanges';
import { sessionContext, SessionSubject } from '../policy/sessions';
import {
  changesOf,
  forRoles,
  isOfTags,
  ofReadRole,
  permittedRole,
  ReadRole,
  sessionSubjects,
} from './roleChecks';
import { chainResults } from './sessionChains';
import {
  because,
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
 * The six session tags of Pod Identity do no harm: no decision of the role's policies changes with them, roles that are
 * assumed further allow sts:TagSession (the tags are transitive), and tags of its own leave room in the packed policy.
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
  if (!use.facts.policies.seen) {
    return unseenResult(
      `Policies of role ${use.facts.name}`,
      use.facts.policies,
    );
  }
  const role = permittedRole(use, facts);
  // A target role that is not read is the matter of the check of accounts.
  const subject = role ?? use.facts;
  if (!subject.policies.seen) {
    return unseenResult(`Policies of role ${subject.name}`, subject.policies);
  }
  const chains = role
    ? sessionSubjects(use, facts).flatMap(each =>
        chainResults(role, use, each, facts),
      )
    : [];
  if (use.disableSessionTags) {
    return worstResult([
      ...chains,
      notApplicable('The association disables session tags.'),
    ]);
  }
  const documents = subject.policies.value.flatMap(policy => {
    const document = policyDocumentOf(policy);
    return document.valid ? [document.document] : [];
  });
  return worstResult([
    ...changesOf(use, subject, facts)
      .filter(isOfTags)
      .map(change => changed(use, subject, change)),
    collisions(use, subject, sessionSubjects(use, facts)),
    ...chains,
    ownTags(use, subject, documents),
    pass('No decision of its policies changes with the session tags.', [
      evidenceOf(
        'tags and policies of the role',
        use.read,
        `iam:GetRole ${subject.arn}`,
      ),
    ]),
  ]);
}

/** What the tags change, in words. */
function changed(
  { read }: ReadRole,
  role: RoleFacts,
  change: SessionChange,
): CheckResult {
  const { kind, policy, statement, by, what } = change;
  const place = `${statement} of ${policy.name} (role ${role.name})`;
  const evidence = [
    evidenceOf(
      `${statement}: ${by}`,
      read,
      `${policy.kind} policy ${policy.arn ?? policy.name} of ${role.arn}`,
    ),
  ];
  const remedy = {
    summary:
      'Say in the policy what it means for sessions with tags, or disable session tags on the association.',
    steps: [
      `Change ${place}: ${by} is decided by the session tags of Pod Identity, which IRSA did not have.`,
      'Or create the association with --disable-session-tags.',
    ],
    link: LINK,
  };
  const coded = (result: CheckResult) =>
    because(
      `session-tags-${kind}`,
      { role: role.name, policy: policy.name, statement, condition: by, what },
      result,
    );
  switch (kind) {
    case 'lost':
      return coded(
        fail(
          `${place} no longer allows ${what} with the session tags of Pod Identity: ${by}.`,
          evidence,
          remedy,
        ),
      );
    case 'denied':
      return coded(
        fail(
          `${place} denies ${what} with the session tags of Pod Identity: ${by}.`,
          evidence,
          remedy,
        ),
      );
    case 'may-be-lost':
    case 'may-be-denied': {
      const reason = `${by} is known only when the request is made`;
      return coded(
        unknown(
          `Whether ${place} still decides ${what} as under IRSA can't be told: ${reason}.`,
          [
            {
              what: `${statement} of ${policy.name}`,
              reason,
              permission:
                'an association with --disable-session-tags does without it',
            },
          ],
          evidence,
        ),
      );
    }
    case 'denied-beside':
      return coded(
        warn(
          `${place} denies ${what} with the session tags of Pod Identity (${by}); no policy of the role allows that anyhow.`,
          evidence,
          remedy,
        ),
      );
    default:
      return notApplicable('A denial of sessions without tags ends.');
  }
}

/** A role's tag of the same key loses to the session tag: its own policies were evaluated, those of resources are not read. */
function collisions(
  { read }: ReadRole,
  role: RoleFacts,
  subjects: SessionSubject[],
): CheckResult {
  const key = Object.keys(role.tags).find(tag =>
    SESSION_TAGS.some(
      name =>
        name.toLowerCase() === tag.toLowerCase() &&
        subjects.some(subject => !hasTag(subject, role, tag)),
    ),
  );
  if (!key) {
    return notApplicable('No tag of the role loses to a session tag.');
  }
  return because(
    'session-tags-collision',
    { role: role.name, tag: key },
    warn(
      `Tag ${key} of role ${role.name} loses to the session tag of the same key; policies of resources may compare it.`,
      [
        evidenceOf(
          `tag ${key} = ${role.tags[key]}`,
          read,
          `iam:GetRole ${role.arn}`,
        ),
      ],
      {
        summary:
          'Give the tag of the role another key, or disable session tags on the association.',
        steps: [
          `aws iam untag-role --role-name ${role.name} --tag-keys ${key}`,
          'Or create the association with --disable-session-tags.',
        ],
        link: LINK,
      },
    ),
  );
}

/** Whether the session tag has the value that the role's own tag has. */
function hasTag(
  subject: SessionSubject,
  role: RoleFacts,
  tag: string,
): boolean {
  const entry = sessionContext(subject, {
    role,
    way: 'pod-identity',
    chained: false,
  }).lookup(`aws:PrincipalTag/${tag}`);
  return (
    entry.present === true &&
    entry.values.every(
      value => 'text' in value && value.text === role.tags[tag],
    )
  );
}

/** Tags that the code sends itself share the packed space with the six of EKS (containers-roadmap#2413). */
function ownTags(
  { read }: ReadRole,
  role: RoleFacts,
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
