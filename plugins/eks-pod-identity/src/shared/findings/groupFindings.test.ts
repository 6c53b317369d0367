import type { Finding } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { groupFindings, missingOf } from './groupFindings';

function finding(check: string, changes: Partial<Finding> = {}): Finding {
  return {
    check,
    title: check,
    outcome: 'fail',
    message: `${check} fails`,
    blocking: false,
    required: true,
    evidence: [],
    ...changes,
  };
}

describe('findings in a list', () => {
  it('come in the order in which a person should read them', () => {
    const groups = groupFindings(
      [
        finding('passes', { outcome: 'pass' }),
        finding('warns', { outcome: 'warn' }),
        finding('optional-unknown', { outcome: 'unknown', required: false }),
        finding('not-applicable', { outcome: 'not-applicable' }),
        finding('unknown', { outcome: 'unknown' }),
        finding('fails'),
        finding('blocks', { blocking: true }),
      ].map(item => ({ finding: item })),
    );
    expect(groups.map(({ check }) => check)).toEqual([
      'blocks',
      'fails',
      'unknown',
      'optional-unknown',
      'warns',
      'passes',
      'not-applicable',
    ]);
  });

  it('become one entry where they say the same of several subjects, with the evidence of all', () => {
    const [group] = groupFindings(
      ['a', 'b', 'b'].map(subject => ({
        subject,
        finding: finding('sdk-version', {
          evidence: [
            { what: 'seen', source: 'repository', where: `file of ${subject}` },
          ],
        }),
      })),
    );
    expect(group.entries).toEqual([
      expect.objectContaining({
        subjects: ['a', 'b'],
        evidence: [
          expect.objectContaining({ where: 'file of a' }),
          expect.objectContaining({ where: 'file of b' }),
        ],
      }),
    ]);
  });

  it('stay apart where the messages or the remedies differ', () => {
    const [group] = groupFindings([
      { finding: finding('role-trust') },
      { finding: finding('role-trust', { message: 'another reason' }) },
      {
        finding: finding('role-trust', {
          remedy: { summary: 'mend it', steps: [] },
        }),
      },
    ]);
    expect(group.entries).toHaveLength(3);
  });

  it('of one check stand twice where the outcomes differ', () => {
    const groups = groupFindings([
      { finding: finding('association', { outcome: 'pass' }), subject: 'a' },
      { finding: finding('association'), subject: 'b' },
    ]);
    expect(groups.map(({ key }) => key)).toEqual([
      'association/fail',
      'association/pass',
    ]);
  });

  it('name each thing that could not be seen once', () => {
    const missing = { what: 'pods', reason: 'denied', permission: 'list pods' };
    expect(
      missingOf([
        { finding: finding('a', { missing: [missing] }) },
        { finding: finding('b', { missing: [missing] }) },
      ]),
    ).toEqual([missing]);
  });
});
