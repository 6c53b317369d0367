import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Finding } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { accountCases } from '../cases/caseSets';
import { assessAccount } from './assessAccount';

const folder = join(__dirname, 'accounts');
const files = [
  ...readdirSync(folder).map(file => join(folder, file)),
  ...accountCases.map(({ file }) => file),
];

/** What is wrong with how a finding is told; empty where nothing is. */
function faultsOf(finding: Finding): string[] {
  const { outcome, message, evidence, missing, remedy } = finding;
  const texts = [message, remedy?.summary ?? '', ...(remedy?.steps ?? [])];
  const commands = (remedy?.steps ?? []).filter(step =>
    /^(?:aws|kubectl) /.test(step),
  );
  const faults: [boolean, string][] = [
    [
      ['fail', 'warn', 'unknown'].includes(outcome) &&
        !evidence.length &&
        !missing?.length,
      'neither evidence nor what is missing',
    ],
    [outcome === 'fail' && !remedy?.steps.length, 'no remedy'],
    [outcome === 'unknown' && !missing?.length, 'nothing that is missing'],
    [
      texts.some(text =>
        /\b(?:js-v[23]|java-v[12]|go-v[12]|python-boto(?:3|core)) v?\d/.test(
          text,
        ),
      ),
      'an id of an SDK instead of its name',
    ],
    [
      texts.some(text => /undefined|\[object |NaN\b/.test(text)),
      'a value that is none',
    ],
    [
      // What follows a command in brackets would go to the shell with it.
      commands.some(command => / \([^)]*\)$/.test(command)),
      'a remark within a command',
    ],
    [
      evidence.some(({ what, where }) => !what.trim() || !where.trim()),
      'evidence without a place',
    ],
  ];
  return faults.flatMap(([is, text]) => (is ? [text] : []));
}

describe('the findings of every account file', () => {
  it.each(
    [...new Set(files)].map(file => [file.slice(file.indexOf('test')), file]),
  )(
    'are proven or say what is missing, and name a remedy where they fail: %s',
    async (_name, file) => {
      const { workloads, addons, clusters } = await assessAccount(file);
      const faults = [...workloads, ...addons, ...clusters]
        .flatMap(({ findings }) => findings)
        .flatMap(finding =>
          faultsOf(finding).map(
            fault =>
              `${finding.check} (${finding.outcome}): ${fault}: ${finding.message}`,
          ),
        );
      expect([...new Set(faults)]).toEqual([]);
    },
    60_000,
  );
});
